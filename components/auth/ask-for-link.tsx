'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { textOf } from '@/components/auth/form-values';
import { useAuthForm } from '@/components/auth/use-auth-form';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Form } from '@/components/ui/form';
import { TextField } from '@/components/ui/text-field';
import { isReturnPath } from '@/server/domains/auth/contract/return-path';

/** Properties of {@link AskForLink}. */
export interface AskForLinkProps {
  /** What the link is for: a new password, or coming in without one. */
  readonly purpose: 'reset' | 'sign-in';
  /** Where a link that signs in leads afterwards, if anywhere. */
  readonly returnTo?: string | null;
}

const texts = {
  reset: { action: 'forgotAction', sent: 'forgotSentBody' },
  'sign-in': { action: 'linkAction', sent: 'linkSentBody' },
} as const;

async function ask({ purpose, returnTo = null }: AskForLinkProps, email: string): Promise<void> {
  const { plainTrpc } = await import('@/components/trpc/plain-client');
  if (purpose === 'reset') {
    await plainTrpc.auth.requestReset.mutate({ email });
    return;
  }
  const wish = returnTo !== null && isReturnPath(returnTo) ? { returnTo } : {};
  await plainTrpc.auth.requestMagicLink.mutate({ email, ...wish });
}

/** Asks for a mailed link; the answer is the same whether the address is known or not. */
export function AskForLink(props: AskForLinkProps) {
  const t = useTranslations('auth');
  const { errors, errorOf, isPending, send } = useAuthForm();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const email = textOf(new FormData(event.currentTarget), 'email');
    send(async () => {
      await ask(props, email);
      setSentTo(email);
    });
  };
  const error = errorOf('email');
  return (
    <Form errors={errors} onSubmit={submit} className="space-y-5" method="post">
      {sentTo === null ? null : (
        <Banner tone="success" title={t('mailSentTitle')} isLive>
          {t(texts[props.purpose].sent, { email: sentTo })}
        </Banner>
      )}
      <TextField
        name="email"
        type="email"
        label={t('email')}
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        {...(error === undefined ? {} : { error })}
      />
      <Button type="submit" variant="primary" isPending={isPending}>
        {t(texts[props.purpose].action)}
      </Button>
    </Form>
  );
}
