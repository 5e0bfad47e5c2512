'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { textOf } from '@/components/auth/form-values';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { AlertDialog } from '@/components/ui/dialog';
import { TextArea } from '@/components/ui/text-field';
import { showToast } from '@/components/ui/toast-queue';
import { useRouter } from '@/i18n/navigation';
import { longestNote } from '@/server/domains/content/contract/versions';
import { useRestore } from './use-restore';

/** Properties of {@link PublishChanges}. */
export interface PublishChangesProps {
  readonly courseSlug: string;
  readonly publishedId: string;
  /** Names the working copy that is shown on the page. */
  readonly stamp: string;
  readonly count: number;
  readonly isReady: boolean;
  readonly mayPublish: boolean;
}

/** Publishes what the page shows as changed, with a word to learners, or discards it. */
export function PublishChanges(props: PublishChangesProps) {
  const { courseSlug, publishedId, stamp, count, isReady, mayPublish } = props;
  const t = useTranslations('versions');
  const router = useRouter();
  const failureText = useFailureText();
  const [isAsking, setAsking] = useState(false);
  const { restore, isPending: isDiscarding } = useRestore(courseSlug);
  const publish = trpc.content.publish.useMutation({
    onSuccess: () => showToast(t('publishedAs')),
    onError: (error) => showToast(failureText(failureOf(error)), { tone: 'danger' }),
    onSettled: () => router.refresh(),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    publish.mutate({ courseSlug, stamp, note: textOf(new FormData(event.currentTarget), 'note').trim() });
  };
  return (
    <form onSubmit={submit} method="post" className="mb-8 max-w-reading space-y-4">
      {mayPublish ? (
        <TextArea
          isOptional
          name="note"
          label={t('noteLabel')}
          hint={t('noteHint')}
          maxLength={longestNote}
          rows={2}
        />
      ) : null}
      <div className="flex flex-wrap gap-3">
        {mayPublish ? (
          <Button type="submit" variant="primary" disabled={!isReady} isPending={publish.isPending}>
            {t('publishChanges', { count })}
          </Button>
        ) : null}
        <Button onClick={() => setAsking(true)}>{t('discard')}</Button>
      </div>
      <AlertDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => restore(publishedId, () => setAsking(false), t('discarded'))}
        title={t('discardTitle')}
        confirmLabel={t('discard')}
        isPending={isDiscarding}
      >
        {t('discardBody')}
      </AlertDialog>
    </form>
  );
}
