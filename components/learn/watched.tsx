'use client';

import { useTranslations } from 'next-intl';
import { ProgressBar } from '@/components/ui/progress';
import type { WatchView } from '@/server/domains/enrollments/contract';

/** Properties of {@link Watched}. */
export interface WatchedProps {
  readonly watch: WatchView;
  readonly isCompleted: boolean;
  /** Whether something played still waits to be counted. */
  readonly isWaiting: boolean;
}

/** How much of a video or a recording counts, and how much is needed. */
export function Watched({ watch, isCompleted, isWaiting }: WatchedProps) {
  const t = useTranslations('learn');
  const { watchedPercent: watched, neededPercent: needed } = watch;
  const text =
    isCompleted || watched >= needed ? t('watchedEnough', { watched }) : t('watched', { watched, needed });
  return (
    <div className="mt-4 border-s-3 border-marker ps-4">
      <p className="flex flex-wrap items-baseline gap-x-3 tabular-nums">
        <span>{text}</span>
        <span role="status" className="text-sm text-ink-muted">
          {isWaiting ? t('watchWaiting') : ''}
        </span>
      </p>
      <ProgressBar value={watched} total={100} label={t('watchedLabel')} className="mt-2 max-w-96" />
    </div>
  );
}
