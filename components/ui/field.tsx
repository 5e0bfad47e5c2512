import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cx } from './class-names';
import { Icon } from './icon';
import { VisuallyHidden } from './visually-hidden';

/** The id of the control called `name`, which labels, errors and the error summary agree on. */
export function fieldId(name: string): string {
  return `field-${name.replace(/[^A-Za-z0-9_-]/g, '-')}`;
}

/** What a control has to say about its hint and its error, so that they are read with it. */
export function describedBy(
  id: string,
  texts: { readonly hint?: ReactNode; readonly error?: string | undefined },
): string | undefined {
  return cx(texts.hint != null && `${id}-hint`, texts.error !== undefined && `${id}-error`) || undefined;
}

/** The look of a box that takes text, at rest, focused, invalid and disabled. */
export const controlStyle =
  'block w-full min-h-11 rounded-md border border-edge bg-surface px-3 py-2 text-base text-ink ' +
  'transition-colors hover:border-ink focus-visible:border-ink focus-visible:outline-offset-0 ' +
  'aria-invalid:border-danger aria-invalid:border-2 disabled:bg-sunken disabled:text-ink-faint disabled:hover:border-edge ' +
  'dense:min-h-9 dense:py-1 dense:text-sm coarse:min-h-11 coarse:text-base';

/** A message about one field, with the sign and the word that mark an error without colour. */
export function FieldError({ id, children }: { readonly id?: string; readonly children: ReactNode }) {
  const t = useTranslations('ui');
  return (
    <p id={id} className="mt-1.5 flex items-start gap-1.5 text-sm font-semibold text-danger">
      <Icon name="error" className="mt-px" />
      <span>
        <VisuallyHidden>{t('errorPrefix')} </VisuallyHidden>
        {children}
      </span>
    </p>
  );
}

/** Help that stays in view while someone types; never a placeholder. */
export function FieldHint({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <p id={id} className="mb-1.5 text-sm text-ink-muted">
      {children}
    </p>
  );
}

/** Properties that every form field shares. */
export interface FieldProps {
  /** The name under which the value is submitted; also gives the control its id. */
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong and what to do; `undefined` when nothing is. */
  readonly error?: string | undefined;
  /** Fields are required unless this says otherwise; the label then says so. */
  readonly isOptional?: boolean;
  /** The label is read aloud but not shown; only where the surroundings already say it. */
  readonly isLabelHidden?: boolean;
}

interface AnyFieldProps extends FieldProps {
  readonly id?: string | undefined;
  readonly className?: string | undefined;
}

/** Splits a field's properties into those of its {@link FieldFrame} and those of its control, tied together by id. */
export function fieldParts<Props extends AnyFieldProps>({
  name,
  label,
  hint,
  error,
  isOptional = false,
  isLabelHidden = false,
  id = fieldId(name),
  className,
  ...native
}: Props) {
  return {
    frame: { id, label, hint, error, isOptional, isLabelHidden, className },
    control: {
      ...native,
      id,
      name,
      required: !isOptional,
      'aria-invalid': error === undefined ? undefined : true,
      'aria-describedby': describedBy(id, { hint, error }),
    },
  };
}

/** Label, hint, control and error in the order in which they are read. */
export function FieldFrame({
  id,
  label,
  hint,
  error,
  isOptional,
  isLabelHidden,
  className,
  children,
}: Omit<FieldProps, 'name'> & {
  readonly id: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const t = useTranslations('ui');
  return (
    <div className={className}>
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'mb-1 block font-semibold text-ink'}>
        {label}
        {isOptional ? <span className="font-normal text-ink-muted"> {t('optional')}</span> : null}
      </label>
      {hint == null ? null : <FieldHint id={`${id}-hint`}>{hint}</FieldHint>}
      {children}
      {error === undefined ? null : <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}
