'use client';

import { useTranslations } from 'next-intl';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover as AriaPopover } from 'react-aria-components/Popover';
import { AriaLocale } from './aria-locale';
import { cx } from './class-names';
import { controlStyle, FieldError, type FieldProps, fieldId } from './field';
import { Icon } from './icon';

/** One choice of a {@link ComboBox}. */
export interface ComboBoxOption {
  readonly id: string;
  readonly label: string;
}

/** Properties of {@link ComboBox}. */
export interface ComboBoxProps extends Omit<FieldProps, 'hint'> {
  readonly options: readonly ComboBoxOption[];
  readonly value?: string | null;
  readonly onChange?: (id: string | null) => void;
  readonly className?: string;
}

/** One choice of a long list, found by typing; submits the id of the choice under `name`. */
export function ComboBox({
  name,
  label,
  error,
  isOptional = false,
  options,
  value,
  onChange,
  className,
}: ComboBoxProps) {
  const t = useTranslations('ui');
  return (
    <AriaLocale>
      <AriaComboBox
        name={name}
        formValue="key"
        isRequired={!isOptional}
        isInvalid={error !== undefined}
        validationBehavior="aria"
        menuTrigger="focus"
        allowsEmptyCollection
        {...(value === undefined ? {} : { selectedKey: value })}
        onSelectionChange={(key) => onChange?.(key === null ? null : String(key))}
        className={className ?? ''}
      >
        <Label className="mb-1 block font-semibold">
          {label}
          {isOptional ? <span className="font-normal text-ink-muted"> {t('optional')}</span> : null}
        </Label>
        <div className="relative">
          <Input id={fieldId(name)} className={cx(controlStyle, 'pe-11')} />
          <AriaButton
            aria-label={t('showOptions')}
            className="absolute end-0 top-0 flex h-full w-11 items-center justify-center text-ink-muted"
          >
            <Icon name="chevron-down" />
          </AriaButton>
        </div>
        {error === undefined ? null : <FieldError>{error}</FieldError>}
        <AriaPopover className="max-h-72 w-(--trigger-width) overflow-auto rounded-lg border border-rule bg-raised p-1.5 shadow-overlay entering:animate-enter">
          <ListBox
            items={options}
            className="outline-none"
            renderEmptyState={() => <p className="px-2 py-2 text-sm text-ink-muted">{t('noOptions')}</p>}
          >
            {(option) => (
              <ListBoxItem
                id={option.id}
                textValue={option.label}
                className="flex min-h-10 cursor-pointer items-center justify-between gap-2 rounded-sm px-2 outline-none data-focused:bg-accent-soft data-selected:font-semibold coarse:min-h-11"
              >
                {({ isSelected }) => (
                  <>
                    {option.label}
                    {isSelected ? <Icon name="check" className="text-accent" /> : null}
                  </>
                )}
              </ListBoxItem>
            )}
          </ListBox>
        </AriaPopover>
      </AriaComboBox>
    </AriaLocale>
  );
}
