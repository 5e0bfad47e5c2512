'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useRef } from 'react';
import { rememberSignedIn } from '@/components/account/session-hint';
import { textOf } from '@/components/auth/form-values';
import { PasswordField } from '@/components/auth/password-field';
import { codePageOf, signInBy } from '@/components/auth/sign-in-by';
import { useAuthForm } from '@/components/auth/use-auth-form';
import { trpc } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { Form } from '@/components/ui/form';
import { Link } from '@/components/ui/link';
import { showToast } from '@/components/ui/toast-queue';

/** Changes the password. Every session ends with it, so the form signs in again with what it has. */
export function ChangePassword() {
  const t = useTranslations('security');
  const auth = useTranslations('auth');
  const locale = useLocale();
  const form = useRef<HTMLFormElement>(null);
  const { errors, errorOf, isPending, send } = useAuthForm();
  const cache = trpc.useUtils();
  const { mutateAsync } = trpc.auth.changePassword.useMutation();

  const change = async (given: { currentPassword: string; password: string }) => {
    const { email } = await mutateAsync(given);
    const code = await signInBy('password', { email, password: given.password });
    if (code !== null) {
      // The password is changed all the same; only this device has to sign in by hand.
      rememberSignedIn(false);
      const byHand = `/sign-in?${new URLSearchParams({ email })}`;
      window.location.assign(codePageOf(code, `/${locale}/settings/security`) ?? byHand);
      return;
    }
    form.current?.reset();
    showToast(t('passwordChanged'));
    await cache.auth.sessions.invalidate();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const given = { currentPassword: textOf(data, 'currentPassword'), password: textOf(data, 'password') };
    send(async () => await change(given));
  };

  return (
    <Form ref={form} errors={errors} onSubmit={submit} className="max-w-108 space-y-5" method="post">
      <PasswordField
        name="currentPassword"
        label={t('currentPassword')}
        autoComplete="current-password"
        error={errorOf('currentPassword')}
      />
      <PasswordField
        label={t('newPassword')}
        hint={auth('passwordHint')}
        autoComplete="new-password"
        error={errorOf('password')}
      />
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Button type="submit" variant="primary" isPending={isPending}>
          {t('changePassword')}
        </Button>
        <Link href="/forgot-password">{t('forgot')}</Link>
      </div>
    </Form>
  );
}
