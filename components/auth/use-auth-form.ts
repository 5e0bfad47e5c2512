'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { type Failure, failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import type { FormError } from '@/components/ui/form';
import { isReturnPath } from '@/server/domains/auth/contract/return-path';

/** A form that is sent by code: what is wrong with it, whether it is on its way, and how to send it. */
export type AuthForm = {
  readonly errors: readonly FormError[];
  readonly isPending: boolean;
  /** The error of one field, to show beside it. */
  readonly errorOf: (field: string) => string | undefined;
  /** Runs the work once at a time; what it throws becomes errors, and everything typed stays. */
  readonly send: (work: () => Promise<void>) => void;
  readonly setErrors: (errors: readonly FormError[]) => void;
};

/** Gives a form its state. Field errors are worded by `auth.fields.<field>`, all others by the area `errors`. */
export function useAuthForm(): AuthForm {
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const [isPending, setPending] = useState(false);
  const toErrors = useFormErrors();
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

const knownFields = [
  'name',
  'email',
  'password',
  'currentPassword',
  'code',
  'newEmail',
  'passkeyName',
] as const;

function isKnownField(path: string): path is (typeof knownFields)[number] {
  return knownFields.some((field) => field === path);
}

function useFormErrors(): (failure: Failure) => readonly FormError[] {
  const t = useTranslations('auth');
  const textOf = useFailureText();
  // A field that a rule of ours refuses has a text of its own; a schema only says which field it is.
  const wordOf = (failure: Failure, field: (typeof knownFields)[number]) =>
    failure.code === 'platform/invalid_input' ? t(`fields.${field}`) : textOf(failure);
  return (failure) => {
    const ofFields = failure.fields.flatMap(({ path }) =>
      isKnownField(path) ? [{ field: path, message: wordOf(failure, path) }] : [],
    );
    return ofFields.length > 0 ? ofFields : [{ field: null, message: textOf(failure) }];
  };
}

/** Where to go after signing in: the wish in the address if it is a path of ours, else a person's own courses. */
export function useReturnTo(wish: string | null): string {
  const locale = useLocale();
  return wish !== null && isReturnPath(wish) ? wish : `/${locale}/learn`;
}
