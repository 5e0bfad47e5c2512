'use client';

import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { textOf } from '@/components/auth/form-values';
import { PasswordField } from '@/components/auth/password-field';
import { enterBy } from '@/components/auth/sign-in-by';
import { useAuthForm, useReturnTo } from '@/components/auth/use-auth-form';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { Form } from '@/components/ui/form';
import { Link } from '@/components/ui/link';

/** Properties of {@link ConfirmForm}. */
export interface ConfirmFormProps {
  readonly token: string;
  readonly returnTo: string | null;
}

/**
 * Confirms an address by its mailed link and signs in. It asks for the password of the registration, so that nobody
 * confirms what a stranger has registered; and mail programs, which open links to look behind them, confirm nothing.
 */
export function ConfirmForm({ token, returnTo }: ConfirmFormProps) {
  const t = useTranslations('auth');
  const { errors, errorOf, isPending, send, setErrors } = useAuthForm();
  const failureText = useFailureText();
  const target = useReturnTo(returnTo);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = textOf(new FormData(event.currentTarget), 'password');
    send(async () => {
      const code = await enterBy('verification', { token, password }, target);
      if (code === null) return;
      if (code === 'auth/wrong_credentials') {
        setErrors([{ field: 'password', message: t('confirmWrongPassword') }]);
      } else setErrors([{ field: null, message: failureText({ code, details: { seconds: 60 } }) }]);
    });
  };
  return (
    <Form errors={errors} onSubmit={submit} className="space-y-5" method="post">
      <PasswordField
        label={t('password')}
        hint={t('confirmPasswordHint')}
        autoComplete="current-password"
        error={errorOf('password')}
      />
      <Button type="submit" variant="primary" isPending={isPending}>
        {t('confirmAction')}
      </Button>
      {errors.length === 0 ? null : (
        <p className="flex flex-wrap gap-x-6 gap-y-2">
          <Link href="/sign-in">{t('signInAction')}</Link>
          <Link href="/forgot-password">{t('resetTitle')}</Link>
        </p>
      )}
    </Form>
  );
}
