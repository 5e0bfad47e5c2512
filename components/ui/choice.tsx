import type { ComponentPropsWithRef, ReactNode } from 'react';
import { cx } from './class-names';
import { describedBy, FieldError, FieldHint, type FieldProps, fieldId } from './field';

const boxStyle =
  'peer col-start-1 row-start-1 size-6 shrink-0 cursor-pointer appearance-none border-2 border-edge bg-surface transition-colors ' +
  'hover:border-ink checked:border-accent checked:bg-accent aria-invalid:border-danger disabled:cursor-not-allowed disabled:border-rule disabled:bg-sunken';

const markStyle =
  'pointer-events-none col-start-1 row-start-1 text-accent-ink opacity-0 peer-checked:opacity-100 peer-disabled:text-ink-faint';

function Mark({ kind }: { readonly kind: 'checkbox' | 'radio' }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={cx('size-6', markStyle)} fill="none">
      {kind === 'checkbox' ? (
        <path d="M6 12.5l4 4L18 8" stroke="currentColor" strokeWidth="2.5" strokeLinejoin="round" />
      ) : (
        <circle cx="12" cy="12" r="4.5" fill="currentColor" />
      )}
    </svg>
  );
}

/** Properties of {@link Checkbox} and of one {@link Radio}. */
export interface ChoiceProps extends Omit<ComponentPropsWithRef<'input'>, 'type' | 'size' | 'children'> {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
}

interface ChoiceTextProps {
  readonly id: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
}

/** Name and help as two texts: the name stays short for screen readers, and the whole row can be pressed. */
function ChoiceText({ id, label, hint }: ChoiceTextProps) {
  return (
    <span className="min-w-0 pt-px">
      <span id={`${id}-label`} className="block">
        {label}
      </span>
      {hint == null ? null : (
        <span id={`${id}-hint`} className="block text-sm text-ink-muted">
          {hint}
        </span>
      )}
    </span>
  );
}

function choiceId(props: Pick<ChoiceProps, 'id' | 'name' | 'value'>, kind: string): string {
  return props.id ?? fieldId(`${props.name ?? kind}-${String(props.value ?? '')}`);
}

function Choice({
  kind,
  label,
  hint,
  error,
  className,
  ...rest
}: ChoiceProps & { readonly kind: 'checkbox' | 'radio' }) {
  const id = choiceId(rest, kind);
  return (
    <div className={className}>
      <label
        htmlFor={id}
        className="flex min-h-11 cursor-pointer items-start gap-3 py-2 has-disabled:cursor-not-allowed dense:min-h-9 dense:py-1 coarse:min-h-11 coarse:py-2"
      >
        <span className="relative grid shrink-0">
          <input
            {...rest}
            id={id}
            type={kind}
            aria-labelledby={`${id}-label`}
            aria-invalid={error === undefined ? undefined : true}
            aria-describedby={describedBy(id, { hint, error })}
            className={cx(
              boxStyle,
              kind === 'radio' ? 'rounded-full focus-visible:rounded-full' : 'rounded-sm',
            )}
          />
          <Mark kind={kind} />
        </span>
        <ChoiceText {...{ id, label, hint }} />
      </label>
      {error === undefined ? null : <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}

/** One thing to agree to or to switch on with the form it belongs to. */
export function Checkbox(props: ChoiceProps) {
  return <Choice {...props} kind="checkbox" />;
}

/** Properties of {@link Switch}. */
export interface SwitchProps extends Omit<ChoiceProps, 'error'> {}

/** Something that is on or off at once, without a form to send. */
export function Switch({ label, hint, className, ...rest }: SwitchProps) {
  const id = choiceId(rest, 'switch');
  return (
    <label
      htmlFor={id}
      className={cx('flex min-h-11 cursor-pointer items-start justify-between gap-4 py-2', className)}
    >
      <ChoiceText {...{ id, label, hint }} />
      <span className="relative inline-flex shrink-0">
        <input
          {...rest}
          id={id}
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox tells its own state
          role="switch"
          aria-labelledby={`${id}-label`}
          aria-describedby={describedBy(id, { hint })}
          className="peer h-7 w-12 cursor-pointer appearance-none rounded-full border-2 border-edge bg-sunken transition-colors checked:border-accent checked:bg-accent focus-visible:rounded-full disabled:cursor-not-allowed"
        />
        <span
          aria-hidden="true"
          className="pointer-events-none absolute start-1.5 top-1.5 size-4 rounded-full bg-edge transition-all peer-checked:start-[1.625rem] peer-checked:bg-accent-ink"
        />
      </span>
    </label>
  );
}

/** One choice of a group. */
export interface GroupOption {
  readonly value: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly isDisabled?: boolean;
}

/** Properties of {@link CheckboxGroup}. */
export interface CheckboxGroupProps extends FieldProps {
  readonly options: readonly GroupOption[];
  readonly defaultValue?: readonly string[];
  /** With `onChange`, the group is controlled. */
  readonly value?: readonly string[];
  readonly onChange?: (value: readonly string[]) => void;
  readonly className?: string;
}

/** Properties of {@link RadioGroup}. */
export interface RadioGroupProps extends FieldProps {
  readonly options: readonly GroupOption[];
  readonly defaultValue?: string;
  /** With `onChange`, the group is controlled. */
  readonly value?: string | null;
  readonly onChange?: (value: string) => void;
  readonly className?: string;
}

function Group({
  name,
  label,
  hint,
  error,
  isLabelHidden,
  className,
  children,
}: FieldProps & { readonly className?: string | undefined; readonly children: ReactNode }) {
  const id = fieldId(name);
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      aria-describedby={describedBy(id, { hint, error })}
      className={cx('min-w-0', error !== undefined && 'border-s-4 border-danger ps-4', className)}
    >
      <legend className={isLabelHidden ? 'sr-only' : 'mb-1 font-semibold'}>{label}</legend>
      {hint == null ? null : <FieldHint id={`${id}-hint`}>{hint}</FieldHint>}
      {error === undefined ? null : <FieldError id={`${id}-error`}>{error}</FieldError>}
      {children}
    </fieldset>
  );
}

function optionProps(name: string, { isDisabled, ...option }: GroupOption) {
  return { ...option, name, disabled: isDisabled };
}

/** Any number of choices of a short list. */
export function CheckboxGroup({ options, defaultValue, value, onChange, ...field }: CheckboxGroupProps) {
  return (
    <Group {...field}>
      {options.map((option) => (
        <Choice
          key={option.value}
          kind="checkbox"
          {...optionProps(field.name, option)}
          {...(value === undefined
            ? { defaultChecked: defaultValue?.includes(option.value) }
            : {
                checked: value.includes(option.value),
                onChange: (event) =>
                  onChange?.(
                    options
                      .map((each) => each.value)
                      .filter((each) =>
                        each === option.value ? event.target.checked : value.includes(each),
                      ),
                  ),
              })}
        />
      ))}
    </Group>
  );
}

/** Exactly one choice of a short list, all of it in view. */
export function RadioGroup({ options, defaultValue, value, onChange, ...field }: RadioGroupProps) {
  return (
    <Group {...field}>
      {options.map((option) => (
        <Choice
          key={option.value}
          kind="radio"
          {...optionProps(field.name, option)}
          {...(value === undefined
            ? { defaultChecked: defaultValue === option.value }
            : { checked: value === option.value, onChange: () => onChange?.(option.value) })}
        />
      ))}
    </Group>
  );
}
