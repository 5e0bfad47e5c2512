'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { rememberSignedIn } from '@/components/account/session-hint';
import { textOf } from '@/components/auth/form-values';
import { PasswordField } from '@/components/auth/password-field';
import { useAuthForm } from '@/components/auth/use-auth-form';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Form } from '@/components/ui/form';
import { ButtonLink, Link } from '@/components/ui/link';

/** Sets a new password by its mailed link. */
export function ResetForm({ token }: { readonly token: string }) {
  const t = useTranslations('auth');
  const { errors, errorOf, isPending, send } = useAuthForm();
  const [email, setEmail] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = textOf(new FormData(event.currentTarget), 'password');
    send(async () => {
      const { plainTrpc } = await import('@/components/trpc/plain-client');
      const done = await plainTrpc.auth.resetPassword.mutate({ token, password });
      rememberSignedIn(false);
      setEmail(done.email);
    });
  };
  if (email !== null) {
    return (
      <div className="space-y-5">
        <Banner tone="success" title={t('resetDoneTitle')} isLive>
          {t('resetDoneBody')}
        </Banner>
        <ButtonLink href={`/sign-in?email=${encodeURIComponent(email)}`}>{t('signInAction')}</ButtonLink>
      </div>
    );
  }
  return (
    <Form errors={errors} onSubmit={submit} className="space-y-5" method="post">
      <PasswordField
        label={t('newPassword')}
        hint={t('passwordHint')}
        autoComplete="new-password"
        error={errorOf('password')}
      />
      <Button type="submit" variant="primary" isPending={isPending}>
        {t('resetAction')}
      </Button>
      {errors.some((error) => error.field === null) ? (
        <p>
          <Link href="/forgot-password">{t('newLink')}</Link>
        </p>
      ) : null}
    </Form>
  );
}
