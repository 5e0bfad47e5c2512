'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useRef } from 'react';
import { textOf } from '@/components/auth/form-values';
import { useAuthForm } from '@/components/auth/use-auth-form';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Form } from '@/components/ui/form';
import { TextField } from '@/components/ui/text-field';
import { showToast } from '@/components/ui/toast-queue';
import type { PendingEmail } from '@/server/domains/auth/contract';

/** Properties of {@link ChangeEmail}. */
export interface ChangeEmailProps {
  readonly email: string;
  readonly initial: PendingEmail;
}

/** Where a person is reached, and their wish to be reached elsewhere, which both mailboxes have to agree to. */
export function ChangeEmail({ email, initial }: ChangeEmailProps) {
  const t = useTranslations('security');
  const { data } = trpc.auth.pendingEmail.useQuery(undefined, { initialData: initial });
  return (
    <div className="space-y-5">
      <p>{t.rich('emailNow', { email, strong: (text) => <strong className="break-all">{text}</strong> })}</p>
      {data === null ? null : <Pending change={data} />}
      <WishForm isAgain={data !== null} />
    </div>
  );
}

function Pending({ change }: { readonly change: NonNullable<PendingEmail> }) {
  const t = useTranslations('security');
  const failureText = useFailureText();
  const cache = trpc.useUtils();
  const withdraw = trpc.auth.withdrawEmailChange.useMutation({
    onSuccess: () => showToast(t('emailWithdrawn')),
    onError: (error) => showToast(failureText(failureOf(error)), { tone: 'danger' }),
    onSettled: async () => await cache.auth.pendingEmail.invalidate(),
  });
  const missing = change.isOldConfirmed ? 'new' : change.isNewConfirmed ? 'old' : 'both';
  return (
    <Banner
      title={t('emailPendingTitle', { email: change.newEmail })}
      actions={
        <Button size="sm" isPending={withdraw.isPending} onClick={() => withdraw.mutate()}>
          {t('emailWithdraw')}
        </Button>
      }
    >
      {t(`emailMissing.${missing}`)}
    </Banner>
  );
}

function WishForm({ isAgain }: { readonly isAgain: boolean }) {
  const t = useTranslations('security');
  const form = useRef<HTMLFormElement>(null);
  const { errors, errorOf, isPending, send } = useAuthForm();
  const cache = trpc.useUtils();
  const { mutateAsync } = trpc.auth.requestEmailChange.useMutation();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const newEmail = textOf(new FormData(event.currentTarget), 'newEmail');
    send(async () => {
      await mutateAsync({ newEmail });
      form.current?.reset();
      showToast(t('emailAsked'));
      await cache.auth.pendingEmail.invalidate();
    });
  };
  const error = errorOf('newEmail');
  return (
    <Form ref={form} errors={errors} onSubmit={submit} className="max-w-108 space-y-5" method="post">
      <TextField
        name="newEmail"
        type="email"
        label={t('newEmail')}
        autoComplete="email"
        inputMode="email"
        autoCapitalize="none"
        {...(error === undefined ? {} : { error })}
      />
      <Button type="submit" variant={isAgain ? 'secondary' : 'primary'} isPending={isPending}>
        {t('emailAsk')}
      </Button>
    </Form>
  );
}
