'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useState } from 'react';
import { textOf } from '@/components/auth/form-values';
import { enterBy } from '@/components/auth/sign-in-by';
import { useAuthForm, useReturnTo } from '@/components/auth/use-auth-form';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Form } from '@/components/ui/form';
import { Link } from '@/components/ui/link';
import { TextField } from '@/components/ui/text-field';
import type { IdentityOffer } from '@/server/domains/auth/contract/identities';
import { isReturnPath } from '@/server/domains/auth/contract/return-path';

/** Properties of {@link ConnectForm}. */
export interface ConnectFormProps {
  readonly token: string;
  readonly offer: IdentityOffer;
  /** Who is signed in here; null when nobody is. */
  readonly viewerEmail: string | null;
  readonly returnTo: string | null;
}

/** Asks which account a sign-in elsewhere shall open: the one that is signed in here, one to sign in to, or a new one. */
export function ConnectForm({ token, offer, viewerEmail, returnTo }: ConnectFormProps) {
  if (viewerEmail !== null) {
    return <Connect token={token} offer={offer} email={viewerEmail} returnTo={returnTo} />;
  }
  const { email } = offer;
  if (email === null || offer.isKnown) return <SignInFirst offer={offer} returnTo={returnTo} />;
  return <OpenAccount token={token} offer={offer} email={email} returnTo={returnTo} />;
}

type Wish = Pick<ConnectFormProps, 'token' | 'offer' | 'returnTo'>;

function Connect({ token, offer, email, returnTo }: Wish & { readonly email: string }) {
  const t = useTranslations('auth');
  const failureText = useFailureText();
  const target = useReturnTo(returnTo);
  const [problem, setProblem] = useState<string | null>(null);
  const [isDone, setDone] = useState(false);
  const link = trpc.auth.linkIdentity.useMutation({
    onSuccess: () => setDone(true),
    onError: (error) => setProblem(failureText(failureOf(error))),
  });
  const names = { provider: offer.providerName, label: offer.label, email };
  if (isDone) {
    return (
      <div role="status" className="space-y-4">
        <p className="font-semibold">{t('connectedTitle', names)}</p>
        <p>{t('connectedBody', names)}</p>
        <p className="flex flex-wrap gap-x-6 gap-y-2">
          <a href={target}>{t('goOn')}</a>
          <Link href="/settings/security">{t('toSecurity')}</Link>
        </p>
      </div>
    );
  }
  return (
    <div className="space-y-5">
      <p>{t.rich('connectQuestion', { ...names, strong })}</p>
      {problem === null ? null : (
        <Banner tone="danger" isLive>
          {problem}
        </Banner>
      )}
      <div className="flex flex-wrap gap-3">
        <Button variant="primary" isPending={link.isPending} onClick={() => link.mutate({ token })}>
          {t('connectAction')}
        </Button>
        <Button onClick={() => window.location.assign(target)}>{t('connectNot')}</Button>
      </div>
    </div>
  );
}

const strong = (text: ReactNode) => <strong className="wrap-anywhere">{text}</strong>;

/** What leads from a page of sign-in back here, where the sign-in elsewhere is still kept. */
function useWayBack(returnTo: string | null, email: string | null): string {
  const locale = useLocale();
  const connect = `/${locale}/sign-in/connect`;
  const onward = `${connect}?${new URLSearchParams(returnTo === null ? {} : { returnTo })}`;
  // Where they were heading is lost rather than the step they are at.
  return `?${new URLSearchParams({
    returnTo: isReturnPath(onward) ? onward : connect,
    ...(email === null ? {} : { email }),
  })}`;
}

function SignInFirst({ offer, returnTo }: Omit<Wish, 'token'>) {
  const t = useTranslations('auth');
  const { providerName: provider, email } = offer;
  const wayBack = useWayBack(returnTo, email);
  return (
    <div className="space-y-4">
      <p>
        {email === null
          ? t('connectWithoutAddress', { provider })
          : t.rich('connectKnown', { provider, email, strong })}
      </p>
      <p className="flex flex-wrap gap-x-6 gap-y-2">
        <Link href={`/sign-in${wayBack}`}>{t('connectSignIn')}</Link>
        {email === null ? (
          <Link href={`/sign-up${wayBack}`}>{t('connectSignUp')}</Link>
        ) : (
          <Link href="/forgot-password">{t('forgot')}</Link>
        )}
      </p>
    </div>
  );
}

function OpenAccount({ token, offer, email, returnTo }: Wish & { readonly email: string }) {
  const t = useTranslations('auth');
  const locale = useLocale();
  const failureText = useFailureText();
  const target = useReturnTo(returnTo);
  const wayBack = useWayBack(returnTo, null);
  const { errors, errorOf, isPending, send, setErrors } = useAuthForm();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = textOf(new FormData(event.currentTarget), 'name').trim();
    if (name === '') return setErrors([{ field: 'name', message: t('fields.name') }]);
    send(async () => {
      const code = await enterBy('identity_sign_up', { token, name, locale }, target);
      if (code !== null)
        setErrors([{ field: null, message: failureText({ code, details: { seconds: 60 } }) }]);
    });
  };
  const error = errorOf('name');
  return (
    <Form errors={errors} onSubmit={submit} className="space-y-5" method="post">
      <p>{t.rich('connectNew', { provider: offer.providerName, email, strong })}</p>
      <TextField
        name="name"
        label={t('name')}
        hint={t('nameHint')}
        autoComplete="name"
        defaultValue={offer.name}
        {...(error === undefined ? {} : { error })}
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
      <p>
        <Link href={`/sign-in${wayBack}`}>{t('connectOther')}</Link>
      </p>
    </Form>
  );
}
