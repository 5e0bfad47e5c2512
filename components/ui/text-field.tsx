import type { ComponentPropsWithRef } from 'react';
import { cx } from './class-names';
import { controlStyle, FieldFrame, type FieldProps, fieldParts } from './field';

type Native<Tag extends 'input' | 'textarea'> = Omit<
  ComponentPropsWithRef<Tag>,
  'name' | 'required' | 'size'
>;

/** Properties of {@link TextField}: a native input's, and label, hint and error. */
export interface TextFieldProps extends FieldProps, Native<'input'> {}

/** One line of text with its label, hint and error; keeps what was typed when it is wrong. */
export function TextField({ type = 'text', ...props }: TextFieldProps) {
  const { frame, control } = fieldParts(props);
  return (
    <FieldFrame {...frame}>
      <input {...control} type={type} className={cx(controlStyle, 'read-only:bg-sunken')} />
    </FieldFrame>
  );
}

/** Properties of {@link TextArea}. */
export interface TextAreaProps extends FieldProps, Native<'textarea'> {}

/** Several lines of text; grows with its content where the browser can. */
export function TextArea({ rows = 4, ...props }: TextAreaProps) {
  const { frame, control } = fieldParts(props);
  return (
    <FieldFrame {...frame}>
      <textarea
        {...control}
        rows={rows}
        className={cx(
          controlStyle,
          'field-sizing-content max-h-96 min-h-28 resize-y read-only:bg-sunken dense:min-h-24 coarse:min-h-28',
        )}
      />
    </FieldFrame>
  );
}

/** Properties of {@link NumberField}; bounds and step in the unit of the value. */
export interface NumberFieldProps extends Omit<TextFieldProps, 'type' | 'inputMode'> {
  /** The unit, shown after the value: `%`, `min`. */
  readonly unit?: string;
}

/** A whole or decimal number, with the numeric keyboard on phones and no spinner to hit by accident. */
export function NumberField({ unit, ...props }: NumberFieldProps) {
  const { frame, control } = fieldParts(props);
  return (
    <FieldFrame {...frame}>
      <div className="flex items-center gap-2">
        <input
          {...control}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          className={cx(controlStyle, 'max-w-36 tabular-nums')}
        />
        {unit === undefined ? null : <span className="text-ink-muted">{unit}</span>}
      </div>
    </FieldFrame>
  );
}
