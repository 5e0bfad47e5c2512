'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { textOf } from '@/components/auth/form-values';
import { MailSent } from '@/components/auth/mail-sent';
import { PasswordField } from '@/components/auth/password-field';
import { OtherAccounts } from '@/components/auth/provider-buttons';
import { useAuthForm, useReturnTo } from '@/components/auth/use-auth-form';
import { Button } from '@/components/ui/button';
import { Form } from '@/components/ui/form';
import { Link } from '@/components/ui/link';
import { TextField } from '@/components/ui/text-field';
import { isReturnPath } from '@/server/domains/auth/contract/return-path';

type Given = { readonly name: string; readonly email: string; readonly password: string };

/** Creates an account and says where the confirmation went. */
export function SignUpForm({ returnTo }: { readonly returnTo: string | null }) {
  const t = useTranslations('auth');
  const locale = useLocale();
  const target = useReturnTo(returnTo);
  const { errors, errorOf, isPending, send } = useAuthForm();
  // Kept while the page is open: asking for the mail again is registering again, so that its link fits the same password.
  const [registered, setRegistered] = useState<Given | null>(null);

  const register = async (given: Given) => {
    const { plainTrpc } = await import('@/components/trpc/plain-client');
    const wish = returnTo !== null && isReturnPath(returnTo) ? { returnTo } : {};
    await plainTrpc.auth.register.mutate({ ...given, locale, ...wish });
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const given = {
      name: textOf(form, 'name'),
      email: textOf(form, 'email'),
      password: textOf(form, 'password'),
    };
    send(async () => {
      await register(given);
      setRegistered(given);
    });
  };

  if (registered !== null) {
    return <MailSent email={registered.email} onSendAgain={async () => await register(registered)} />;
  }
  const error = (field: string) => {
    const message = errorOf(field);
    return message === undefined ? {} : { error: message };
  };
  return (
    <>
      <Form errors={errors} onSubmit={submit} className="space-y-5" method="post">
        <TextField
          name="name"
          label={t('name')}
          hint={t('nameHint')}
          autoComplete="name"
          {...error('name')}
        />
        <TextField
          name="email"
          type="email"
          label={t('email')}
          autoComplete="email"
          inputMode="email"
          autoCapitalize="none"
          {...error('email')}
        />
        <PasswordField
          label={t('password')}
          hint={t('passwordHint')}
          autoComplete="new-password"
          error={errorOf('password')}
        />
        <p className="text-sm text-ink-muted">
          {t.rich('signUpTerms', {
            terms: (text) => <Link href="/privacy#terms">{text}</Link>,
            privacy: (text) => <Link href="/privacy">{text}</Link>,
          })}
        </p>
        <Button type="submit" variant="primary" isPending={isPending}>
          {t('signUpAction')}
        </Button>
      </Form>
      <OtherAccounts target={target} />
    </>
  );
}
