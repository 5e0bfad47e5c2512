'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import type { StudioOutline } from '@/server/domains/content/contract';
import type { Picks } from './use-outline';

/** Properties of {@link RemovedList}. */
export interface RemovedListProps {
  readonly removed: StudioOutline['removed'];
  readonly onRestore: (picks: Picks) => void;
}

/** What was taken out of the course and is kept, each with the way back. Renders nothing when nothing was. */
export function RemovedList({ removed, onRestore }: RemovedListProps) {
  const t = useTranslations('curriculum');
  const entries = [
    ...removed.sections.map(({ id, title, lessonIds }) => ({
      ...{ id, title, note: t('withLessons', { count: lessonIds.length }) },
      picks: { sectionIds: [id], lessonIds },
    })),
    ...removed.lessons.map(({ id, title }) => ({
      ...{ id, title, note: null },
      picks: { sectionIds: [], lessonIds: [id] },
    })),
  ];
  if (entries.length === 0) return null;
  return (
    <div className="mt-10">
      <Disclosure summary={t('removedTitle', { count: entries.length })}>
        <p className="text-ink-muted">{t('removedBody')}</p>
        <ul className="mt-3 divide-y divide-rule">
          {entries.map(({ id, title, note, picks }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-2">
              <span className="min-w-0">
                {title} {note === null ? null : <span className="text-ink-muted">{note}</span>}
              </span>
              <Button size="sm" aria-label={t('restoreOf', { title })} onClick={() => onRestore(picks)}>
                {t('restore')}
              </Button>
            </li>
          ))}
        </ul>
      </Disclosure>
    </div>
  );
}
