'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { textOf } from '@/components/auth/form-values';
import { PasswordField } from '@/components/auth/password-field';
import { OtherAccounts } from '@/components/auth/provider-buttons';
import { enterBy } from '@/components/auth/sign-in-by';
import { useAuthForm, useReturnTo } from '@/components/auth/use-auth-form';
import { usePasskeySignIn } from '@/components/auth/use-passkey-sign-in';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { Form } from '@/components/ui/form';
import { TextField } from '@/components/ui/text-field';

/** Properties of {@link SignInForm}. */
export interface SignInFormProps {
  readonly returnTo: string | null;
  readonly email: string | null;
  /** Code of what kept somebody out who comes back from another provider: ours, or a word of next-auth's. */
  readonly problem: string | null;
}

/** Signs in with address and password, or another account, and goes where the person was heading. */
export function SignInForm({ returnTo, email, problem }: SignInFormProps) {
  const t = useTranslations('auth');
  const { errors, errorOf, isPending, send, setErrors } = useAuthForm();
  const failureText = useFailureText();
  const target = useReturnTo(returnTo);

  const [isUnproven, setUnproven] = useState(false);
  const brought = problem === null || problem.includes('/') ? problem : 'auth/identity_refused';
  const [hasTried, setTried] = useState(false);
  const shown =
    hasTried || brought === null
      ? errors
      : [{ field: null, message: failureText({ code: brought, details: { seconds: 60 } }) }];

  const byPasskey = usePasskeySignIn(target, (message) => setErrors([{ field: null, message }]));

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    const form = new FormData(event.currentTarget);
    send(async () => {
      const given = { email: textOf(form, 'email'), password: textOf(form, 'password') };
      const code = await enterBy('password', { ...given, returnTo: target }, target);
      if (code === null) return;
      setUnproven(code === 'auth/email_not_verified');
      setErrors([{ field: null, message: failureText({ code, details: { seconds: 60 } }) }]);
    });
  };

  return (
    <>
      <Form errors={shown} onSubmit={submit} className="space-y-5" method="post">
        <TextField
          name="email"
          type="email"
          label={t('email')}
          autoComplete="username webauthn"
          inputMode="email"
          autoCapitalize="none"
          defaultValue={email ?? ''}
          {...(errorOf('email') === undefined ? {} : { error: errorOf('email') ?? '' })}
        />
        <PasswordField label={t('password')} autoComplete="current-password" error={errorOf('password')} />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="primary" isPending={isPending}>
            {t('signInAction')}
          </Button>
          {isUnproven ? (
            // Signing in with the right password is what sends the mail again.
            <Button type="submit" variant="secondary" isPending={isPending}>
              {t('sendAgain')}
            </Button>
          ) : null}
          <Button isPending={isPending} onClick={() => send(byPasskey)}>
            {t('passkeyAction')}
          </Button>
        </div>
      </Form>
      <OtherAccounts target={target} />
    </>
  );
}
