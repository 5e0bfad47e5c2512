'use client';

import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, Suspense } from 'react';
import { AskForLink } from '@/components/auth/ask-for-link';
import { CodeForm } from '@/components/auth/code-form';
import { ConfirmChange } from '@/components/auth/confirm-change';
import { ConfirmForm } from '@/components/auth/confirm-form';
import { InvitationForm } from '@/components/auth/invitation-form';
import { LinkForm } from '@/components/auth/link-form';
import { ResetForm } from '@/components/auth/reset-form';
import { SignInForm } from '@/components/auth/sign-in-form';
import { SignUpForm } from '@/components/auth/sign-up-form';
import { Link } from '@/components/ui/link';
import { ErrorState } from '@/components/ui/states';

/*
 * The pages of sign-in are the same file for everybody; what the address adds (where to return, a token) is read in the
 * browser, so that no token reaches a server log by rendering a page.
 */

/**
 * Where the person was heading: as our pages say it, or as next-auth does for who comes back from another provider. Only
 * the path of an address counts, so that it cannot lead elsewhere.
 */
function useWish(): string | null {
  const address = useSearchParams();
  const returning = address.get('callbackUrl') ?? '';
  const path = URL.canParse(returning) ? new URL(returning).pathname + new URL(returning).search : null;
  return address.get('returnTo') ?? path;
}

/** Sign-in with the wishes of the address. */
export function SignInHere() {
  const address = useSearchParams();
  return <SignInForm returnTo={useWish()} email={address.get('email')} problem={address.get('error')} />;
}

/** Sign-up with the wish of the address. */
export function SignUpHere() {
  return <SignUpForm returnTo={useSearchParams().get('returnTo')} />;
}

/** Confirmation by the token of the address. */
export function ConfirmHere() {
  const t = useTranslations('auth');
  const address = useSearchParams();
  const token = address.get('token');
  if (token === null) return <ErrorState title={t('confirmMissing')} />;
  return <ConfirmForm token={token} returnTo={address.get('returnTo')} />;
}

/** A new password by the token of the address. */
export function ResetHere() {
  const t = useTranslations('auth');
  const token = useSearchParams().get('token');
  return token === null ? <ErrorState title={t('confirmMissing')} /> : <ResetForm token={token} />;
}

/** The wish for a link that signs in, with where the person was heading. */
export function AskForLinkHere() {
  return <AskForLink purpose="sign-in" returnTo={useSearchParams().get('returnTo')} />;
}

/** Sign-in by the token of the address. */
export function LinkHere() {
  const t = useTranslations('auth');
  const address = useSearchParams();
  const token = address.get('token');
  if (token === null) return <ErrorState title={t('confirmMissing')} />;
  return <LinkForm token={token} returnTo={address.get('returnTo')} />;
}

/** The code that a sign-in still needs, by the challenge of the address. */
export function CodeHere() {
  const t = useTranslations('auth');
  const address = useSearchParams();
  const challenge = address.get('challenge');
  if (challenge === null) return <ErrorState title={t('codeMissing')} />;
  return <CodeForm challenge={challenge} returnTo={address.get('returnTo')} />;
}

/** The agreement of a mailbox to a change of address, by the token of the address. */
export function ConfirmChangeHere() {
  const t = useTranslations('auth');
  const token = useSearchParams().get('token');
  return token === null ? <ErrorState title={t('confirmMissing')} /> : <ConfirmChange token={token} />;
}

/** An invitation by the token of the address. */
export function InvitationHere() {
  const t = useTranslations('auth');
  const token = useSearchParams().get('token');
  return token === null ? <ErrorState title={t('confirmMissing')} /> : <InvitationForm token={token} />;
}

/** Properties of {@link AuthLink}. */
export interface AuthLinkProps {
  readonly href: '/sign-in' | '/sign-up' | '/sign-in/by-mail';
  readonly children: ReactNode;
}

/** Leads from one page of sign-in to another and keeps where the person was heading. */
export function AuthLink(props: AuthLinkProps) {
  return (
    <Suspense fallback={<Link href={props.href}>{props.children}</Link>}>
      <LinkOnward {...props} />
    </Suspense>
  );
}

function LinkOnward({ href, children }: AuthLinkProps) {
  const returnTo = useWish();
  const query = returnTo === null ? '' : `?${new URLSearchParams({ returnTo })}`;
  return <Link href={`${href}${query}`}>{children}</Link>;
}
