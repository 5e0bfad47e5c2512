'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { RelativeTime } from '@/components/ui/relative-time';
import { TextArea } from '@/components/ui/text-field';
import { showToast } from '@/components/ui/toast-queue';
import { useRouter } from '@/i18n/navigation';
import { longestMessage, type ReviewView } from '@/server/domains/courses/contract/lifecycle';

/** Properties of {@link ReviewPanel}. */
export interface ReviewPanelProps {
  readonly courseSlug: string;
  readonly review: ReviewView | null;
  readonly mayPublish: boolean;
  readonly mayAsk: boolean;
}

function useReview(courseSlug: string) {
  const t = useTranslations('publishing.review');
  const router = useRouter();
  const failureText = useFailureText();
  const after = (done: 'asked' | 'withdrawn' | 'sentBack') => ({
    onSuccess: () => showToast(t(`done.${done}`)),
    onError: (error: unknown) => showToast(failureText(failureOf(error)), { tone: 'danger' as const }),
    onSettled: () => router.refresh(),
  });
  const ask = trpc.courses.requestReview.useMutation(after('asked'));
  const withdraw = trpc.courses.withdrawReview.useMutation(after('withdrawn'));
  const sendBack = trpc.courses.sendBack.useMutation(after('sentBack'));
  return {
    isPending: ask.isPending || withdraw.isPending || sendBack.isPending,
    ask: (message: string) => ask.mutate({ courseSlug, message }),
    withdraw: () => withdraw.mutate({ courseSlug }),
    sendBack: (comment: string) => sendBack.mutate({ courseSlug, comment }),
  };
}

function WithWords(props: {
  readonly kind: 'ask' | 'sendBack';
  readonly isRequired: boolean;
  readonly isPending: boolean;
  readonly onSend: (words: string) => void;
}) {
  const { kind, isRequired } = props;
  const t = useTranslations('publishing.review');
  const [isOpen, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const isMissing = isRequired && words.trim() === '';
    setError(isMissing ? t('missing') : undefined);
    if (isMissing || props.isPending) return;
    props.onSend(words.trim());
    setOpen(false);
  };
  return (
    <>
      <Button
        variant={kind === 'ask' ? 'primary' : 'secondary'}
        isPending={props.isPending}
        onClick={() => setOpen(true)}
      >
        {t(`${kind}.act`)}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t(`${kind}.title`)} size="sm">
        <form onSubmit={submit} method="post" noValidate className="space-y-4">
          <TextArea
            name={`review-${kind}`}
            label={t(`${kind}.label`)}
            hint={t(`${kind}.hint`)}
            isOptional={!isRequired}
            value={words}
            error={error}
            maxLength={longestMessage}
            onChange={({ target }) => setWords(target.value)}
          />
          <div className="flex flex-wrap gap-3">
            <Button type="submit" variant="primary">
              {t(`${kind}.send`)}
            </Button>
            <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}

function Told({ review }: { readonly review: ReviewView }) {
  const t = useTranslations('publishing.review');
  const isOpen = review.decision === null;
  const who = (isOpen ? review.askedBy : review.decidedBy)?.name ?? t('somebody');
  const words = isOpen ? review.message : review.comment;
  const at = isOpen ? review.askedAt : (review.decidedAt ?? review.askedAt);
  return (
    <Banner
      tone={review.decision === 'sent_back' ? 'warning' : 'info'}
      title={t(isOpen ? 'open' : 'sentBackTitle')}
    >
      <p>
        {t(isOpen ? 'askedBy' : 'sentBackBy', { name: who })} <RelativeTime value={at.toISOString()} />
      </p>
      {words === '' ? null : (
        <blockquote className="mt-2 border-s-3 border-rule-strong ps-3 whitespace-pre-line">
          {words}
        </blockquote>
      )}
    </Banner>
  );
}

/** A request to look the course through: made by whoever may not publish, answered by whoever may. */
export function ReviewPanel({ courseSlug, review, mayPublish, mayAsk }: ReviewPanelProps) {
  const t = useTranslations('publishing.review');
  const act = useReview(courseSlug);
  const isOpen = review !== null && review.decision === null;
  const isTold = isOpen || review?.decision === 'sent_back';
  if (!isTold && (mayPublish || !mayAsk)) return null;
  return (
    <section aria-labelledby="review-title" className="mb-8 max-w-reading space-y-3">
      <h2 id="review-title" className="font-serif text-lg font-semibold">
        {t('title')}
      </h2>
      {isTold && review !== null ? <Told review={review} /> : null}
      {isOpen && mayPublish ? <p>{t('howToAnswer')}</p> : null}
      <div className="flex flex-wrap gap-3">
        {!isOpen && !mayPublish && mayAsk ? (
          <WithWords kind="ask" isRequired={false} isPending={act.isPending} onSend={act.ask} />
        ) : null}
        {isOpen && mayPublish ? (
          <WithWords kind="sendBack" isRequired isPending={act.isPending} onSend={act.sendBack} />
        ) : null}
        {isOpen && review.isAskedByCaller ? (
          <Button isPending={act.isPending} onClick={act.withdraw}>
            {t('withdraw')}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
