'use client';

import { useTranslations } from 'next-intl';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Icon } from '@/components/ui/icon';
import { ProgressBar } from '@/components/ui/progress';
import type { LibraryItem } from '@/server/domains/library/contract';

/** Whether a file can be used: how far the work on it is, or why nothing comes of it. */
export function FileState({
  item: { name, status, progressPercent, failure },
}: {
  readonly item: Pick<LibraryItem, 'name' | 'status' | 'progressPercent' | 'failure'>;
}) {
  const t = useTranslations('media');
  const failureText = useFailureText();
  if (status === 'ready') return <>{t('ready')}</>;
  if (status === 'failed') {
    const code = `media/${failure ?? 'processing_failed'}`;
    return (
      <span className="block max-w-72 max-sm:text-start">
        <strong className="flex items-center gap-1.5 text-danger">
          <Icon name="error" />
          {t('failedState')}
        </strong>
        {failureText({ code, details: {} })}
      </span>
    );
  }
  return (
    <span className="block min-w-32">
      {t('pendingState')}
      <ProgressBar
        value={progressPercent}
        total={100}
        label={t('progressOfWork', { name })}
        className="mt-1"
      />
    </span>
  );
}
