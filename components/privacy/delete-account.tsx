'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { textOf } from '@/components/auth/form-values';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choice';
import { Form, type FormError } from '@/components/ui/form';
import { KeptFocus } from '@/components/ui/kept-focus';
import { ReaderTime } from '@/components/ui/reader-zone';
import { TextField } from '@/components/ui/text-field';
import { showToast } from '@/components/ui/toast-queue';
import type { ErasureView, PrivacyState } from '@/server/domains/privacy/contract';

/** Properties of {@link DeleteAccount}. */
export interface DeleteAccountProps {
  readonly email: string;
  readonly initial: PrivacyState;
}

/** The end of an account: ordered with the address typed, and stopped with one press until it is due. */
export function DeleteAccount({ email, initial }: DeleteAccountProps) {
  const t = useTranslations('privacy');
  const { data } = trpc.privacy.state.useQuery(undefined, { initialData: initial });
  const heading = useRef<HTMLHeadingElement>(null);
  // What was pressed is gone after the change; whoever reads by ear goes on from here.
  const cameAbout = () => heading.current?.focus();
  return (
    <KeptFocus aria-labelledby="delete" className="mt-12">
      <h2 id="delete" ref={heading} tabIndex={-1} className="font-serif text-xl font-semibold">
        {t('eraseTitle')}
      </h2>
      <p className="mt-1 mb-4 text-ink-muted">{t('eraseLead')}</p>
      {data.erasure === null ? (
        <Order email={email} onOrdered={cameAbout} />
      ) : (
        <Ordered erasure={data.erasure} onKept={cameAbout} />
      )}
    </KeptFocus>
  );
}

function Order({ email, onOrdered }: { readonly email: string; readonly onOrdered: () => void }) {
  const t = useTranslations('privacy');
  const failureText = useFailureText();
  const cache = trpc.useUtils();
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const ask = trpc.privacy.requestErasure.useMutation({
    onSuccess: async () => {
      await cache.privacy.state.invalidate();
      onOrdered();
    },
    onError: (thrown) => {
      const failure = failureOf(thrown);
      const field = failure.fields.some(({ path }) => path === 'confirmation') ? 'confirmation' : null;
      setErrors([{ field, message: failureText(failure) }]);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (ask.isPending) return;
    setErrors([]);
    const data = new FormData(event.currentTarget);
    ask.mutate({
      confirmation: textOf(data, 'confirmation'),
      keepCertificates: data.has('keepCertificates'),
      keepReviews: data.has('keepReviews'),
    });
  };
  return (
    <Form errors={errors} onSubmit={submit} className="max-w-108 space-y-5" method="post">
      <div>
        <Checkbox name="keepCertificates" label={t('keepCertificates')} hint={t('keepCertificatesHint')} />
        <Checkbox name="keepReviews" label={t('keepReviews')} hint={t('keepReviewsHint')} />
      </div>
      <TextField
        name="confirmation"
        type="email"
        autoComplete="off"
        autoCapitalize="none"
        label={t('confirmation')}
        hint={<span className="break-all">{email}</span>}
        error={errors.find(({ field }) => field === 'confirmation')?.message}
      />
      <Button type="submit" variant="danger" isPending={ask.isPending}>
        {t('eraseAsk')}
      </Button>
    </Form>
  );
}

function Ordered(props: { readonly erasure: NonNullable<ErasureView>; readonly onKept: () => void }) {
  const { erasure, onKept } = props;
  const t = useTranslations('privacy');
  const failureText = useFailureText();
  const cache = trpc.useUtils();
  const keep = trpc.privacy.withdrawErasure.useMutation({
    onSuccess: async () => {
      await cache.privacy.state.invalidate();
      showToast(t('kept'));
      onKept();
    },
    onError: async (error) => {
      showToast(failureText(failureOf(error)), { tone: 'danger' });
      await cache.privacy.state.invalidate();
    },
  });
  return (
    <Banner
      tone="warning"
      isLive
      title={t('erasePendingTitle')}
      actions={
        <Button size="sm" isPending={keep.isPending} onClick={() => keep.mutate()}>
          {t('keepAccount')}
        </Button>
      }
    >
      {t.rich('erasePending', { date: () => <ReaderTime value={erasure.dueAt} style="short-date" /> })}
      {erasure.keepCertificates ? ` ${t('erasePendingCertificates')}` : null}
    </Banner>
  );
}
