import type { ComponentPropsWithRef } from 'react';
import { cx } from './class-names';
import { controlStyle, FieldFrame, type FieldProps, fieldParts } from './field';
import { Icon } from './icon';

/** One choice of a {@link Select}. */
export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly isDisabled?: boolean;
}

/** Properties of {@link Select}. */
export interface SelectProps
  extends FieldProps,
    Omit<ComponentPropsWithRef<'select'>, 'name' | 'required' | 'size' | 'multiple' | 'children'> {
  readonly options: readonly SelectOption[];
  /** Shown while nothing is chosen; chosen again, it means nothing. */
  readonly placeholder?: string;
}

/** One choice of a short list, on the device's own picker. Beyond some fifteen choices use `ComboBox`. */
export function Select({ options, placeholder, ...props }: SelectProps) {
  const { frame, control } = fieldParts(props);
  return (
    <FieldFrame {...frame}>
      <div className="relative">
        <select {...control} className={cx(controlStyle, 'appearance-none pe-10')}>
          {placeholder === undefined ? null : <option value="">{placeholder}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.isDisabled}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon
          name="chevron-down"
          className="pointer-events-none absolute end-3 top-1/2 -translate-y-1/2 text-ink-muted"
        />
      </div>
    </FieldFrame>
  );
}
