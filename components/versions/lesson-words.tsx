'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { DiffLines } from './diff-lines';
import { SettingChanges } from './setting-changes';

/** Which two sides are compared; without ids the published version and the working copy. */
export type ComparedPair = {
  readonly courseSlug: string;
  readonly fromId?: string | undefined;
  readonly toId?: string | undefined;
};

/** Properties of {@link LessonWords}. */
export interface LessonWordsProps {
  readonly pair: ComparedPair;
  readonly lesson: { readonly id: string; readonly title: string };
}

/** How the words of a lesson, and what it has besides, differ, when somebody asks. */
export function LessonWords({ pair, lesson }: LessonWordsProps) {
  const t = useTranslations('versions');
  const [isOpen, setOpen] = useState(false);
  const asked = { ...pair, lessonId: lesson.id };
  const { data, isError, refetch } = trpc.content.compareText.useQuery(asked, { enabled: isOpen });
  return (
    <div className="mt-2">
      <Button
        size="sm"
        aria-expanded={isOpen}
        aria-label={`${t(isOpen ? 'hideText' : 'showText')}: ${lesson.title}`}
        onClick={() => setOpen(!isOpen)}
      >
        {t(isOpen ? 'hideText' : 'showText')}
      </Button>
      {isOpen ? (
        <section aria-label={t('textOf', { title: lesson.title })} className="mt-2">
          {data === undefined ? null : <SettingChanges changes={data.settings} />}
          {data?.lines.some(({ kind }) => kind === 'added' || kind === 'removed') ? (
            <DiffLines lines={data.lines} />
          ) : null}
          {data === undefined && !isError ? (
            <div role="status">
              <span className="sr-only">{t('textLoading')}</span>
              <Skeleton className="h-24 w-full" />
            </div>
          ) : null}
          {data === undefined && isError ? (
            <p className="flex flex-wrap items-center gap-3">
              {t('textFailed')}
              <Button size="sm" onClick={() => void refetch()}>
                {t('tryAgain')}
              </Button>
            </p>
          ) : null}
        </section>
      ) : null}
    </div>
  );
}
