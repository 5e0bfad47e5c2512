'use client';

import { useTranslations } from 'next-intl';
import { previewHref } from '@/components/preview/preview-href';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/link';
import { showToast } from '@/components/ui/toast-queue';
import { useRouter } from '@/i18n/navigation';
import type { Checklist } from '@/server/domains/content/contract';

/** Properties of {@link PublishPanel}. */
export interface PublishPanelProps extends Pick<Checklist, 'status' | 'isReady'> {
  readonly courseSlug: string;
  readonly mayPublish: boolean;
}

/** Says who sees a course, and changes it; both ways can be gone again. */
export function PublishPanel({ courseSlug, status, isReady, mayPublish }: PublishPanelProps) {
  const t = useTranslations('publishing');
  const router = useRouter();
  const failureText = useFailureText();
  const after = (act: 'publish' | 'archive') => ({
    onSuccess: () => showToast(t(`done.${act}`)),
    onError: (error: unknown) => showToast(failureText(failureOf(error)), { tone: 'danger' }),
    onSettled: () => router.refresh(),
  });
  const publish = trpc.content.publish.useMutation(after('publish'));
  const archive = trpc.content.archive.useMutation(after('archive'));
  const isPending = publish.isPending || archive.isPending;
  const isPublished = status === 'published';
  return (
    <section aria-label={t('title')} className="mb-8 space-y-3">
      <p className="text-md">{t(status)}</p>
      {isReady || isPublished ? null : <p className="text-ink-muted">{t('notReady')}</p>}
      {mayPublish ? null : <p className="text-ink-muted">{t('onlySome')}</p>}
      <div className="flex flex-wrap gap-3">
        {mayPublish && !isPublished ? (
          <Button
            variant="primary"
            disabled={!isReady}
            isPending={isPending}
            onClick={() => publish.mutate({ courseSlug })}
          >
            {t('publish')}
          </Button>
        ) : null}
        {mayPublish && isPublished ? (
          <Button isPending={isPending} onClick={() => archive.mutate({ courseSlug })}>
            {t('archive')}
          </Button>
        ) : null}
        <ButtonLink href={previewHref(courseSlug, `/teach/courses/${courseSlug}/publish`)} prefetch={false}>
          {t('preview')}
        </ButtonLink>
      </div>
    </section>
  );
}
