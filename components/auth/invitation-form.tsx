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
import { TextField } from '@/components/ui/text-field';

/** Takes up an invitation with a name and a password, and signs in. */
export function InvitationForm({ token }: { readonly token: string }) {
  const t = useTranslations('auth');
  const { errors, errorOf, isPending, send, setErrors } = useAuthForm();
  const failureText = useFailureText();
  const target = useReturnTo(null);
  const accept = async (name: string, password: string) => {
    const { plainTrpc } = await import('@/components/trpc/plain-client');
    const { email } = await plainTrpc.auth.acceptInvitation.mutate({ token, name, password });
    const code = await enterBy('password', { email, password }, target);
    if (code === null) return;
    setErrors([{ field: null, message: failureText({ code, details: { seconds: 60 } }) }]);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    send(async () => await accept(textOf(form, 'name'), textOf(form, 'password')));
  };
  const nameError = errorOf('name');
  return (
    <Form errors={errors} onSubmit={submit} className="space-y-5" method="post">
      <TextField
        name="name"
        label={t('name')}
        hint={t('nameHint')}
        autoComplete="name"
        {...(nameError === undefined ? {} : { error: nameError })}
      />
      <PasswordField
        label={t('password')}
        hint={t('passwordHint')}
        autoComplete="new-password"
        error={errorOf('password')}
      />
      <p className="text-sm text-ink-muted">
        {t.rich('invitationTerms', {
          privacy: (text) => <Link href="/privacy">{text}</Link>,
        })}
      </p>
      <Button type="submit" variant="primary" isPending={isPending}>
        {t('invitationAction')}
      </Button>
      {errors.length === 0 ? null : (
        <p>
          <Link href="/sign-in">{t('signInAction')}</Link>
        </p>
      )}
    </Form>
  );
}
