import { useState } from 'react';
import { type Failure, failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import type { FormError } from '@/components/ui/form';

/** A form that is sent by code: what is wrong with it, whether it is on its way, and how to send it. */
export type SentForm = {
  readonly errors: readonly FormError[];
  readonly isPending: boolean;
  /** The error of one field, to show beside it. */
  readonly errorOf: (field: string) => string | undefined;
  /** Runs the work once at a time; what it throws becomes errors, and everything typed stays. */
  readonly send: (work: () => Promise<void>) => void;
  readonly setErrors: (errors: readonly FormError[]) => void;
};

/**
 * Gives a form its state.
 *
 * @param wordOf the text of a field that a schema refuses, by its path; undefined for a field the form does not show.
 */
export function useSentForm(wordOf: (path: string) => string | undefined): SentForm {
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const [isPending, setPending] = useState(false);
  const textOf = useFailureText();
  const toErrors = (failure: Failure): readonly FormError[] => {
    const ofFields = failure.fields.flatMap(({ path }) => {
      const word = wordOf(path);
      if (word === undefined) return [];
      // A field that a rule of ours refuses has a text of its own; a schema only says which field it is.
      const message = failure.code === 'platform/invalid_input' ? word : textOf(failure);
      return [{ field: path, message }];
    });
    return ofFields.length > 0 ? ofFields : [{ field: null, message: textOf(failure) }];
  };
  return {
    errors,
    isPending,
    errorOf: (field) => errors.find((error) => error.field === field)?.message,
    setErrors,
    send: (work) => {
      if (isPending) return;
      setPending(true);
      setErrors([]);
      work()
        .catch((error: unknown) => setErrors(toErrors(failureOf(error))))
        .finally(() => setPending(false));
    },
  };
}
