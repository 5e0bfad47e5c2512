'use client';

import { useTranslations } from 'next-intl';
import { type ComponentPropsWithRef, type MouseEvent, useEffect, useRef } from 'react';
import { fieldId } from './field';
import { Icon } from './icon';

/** What is wrong with one field; `field` is the name of its control, or `null` for the form as a whole. */
export interface FormError {
  readonly field: string | null;
  readonly message: string;
}

/** Properties of {@link ErrorSummary}. */
export interface ErrorSummaryProps {
  readonly errors: readonly FormError[];
}

function goToField(event: MouseEvent<HTMLAnchorElement>, field: string): void {
  const control = document.getElementById(fieldId(field));
  if (control === null) return;
  event.preventDefault();
  control.focus();
  control.scrollIntoView({ block: 'center' });
}

/**
 * All that is wrong with a form, above it; takes the focus whenever a new set of errors arrives, and each entry leads
 * to its field. Renders nothing without errors.
 */
export function ErrorSummary({ errors }: ErrorSummaryProps) {
  const t = useTranslations('ui');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length > 0) box.current?.focus();
  }, [errors]);
  if (errors.length === 0) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="mb-6 rounded-md border-2 border-danger bg-surface p-4 outline-offset-2 focus:outline-2 focus:outline-danger"
    >
      <h2 className="flex items-center gap-2 font-semibold text-danger">
        <Icon name="error" />
        {t('errorSummaryTitle', { count: errors.length })}
      </h2>
      <ul className="mt-2 space-y-1">
        {errors.map((error) => (
          <li key={`${error.field ?? ''}:${error.message}`}>
            {error.field === null ? (
              error.message
            ) : (
              <a
                href={`#${fieldId(error.field)}`}
                onClick={(event) => goToField(event, error.field ?? '')}
                className="text-danger underline underline-offset-3 hover:text-danger-strong"
              >
                {error.message}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Properties of {@link Form}. */
export interface FormProps extends ComponentPropsWithRef<'form'> {
  readonly errors?: readonly FormError[];
}

const none: readonly FormError[] = [];

/** A form whose errors are told by us, all at once and in the reader's language; the summary stands above it. */
export function Form({ errors = none, children, ...rest }: FormProps) {
  return (
    <form noValidate {...rest}>
      <ErrorSummary errors={errors} />
      {children}
    </form>
  );
}
