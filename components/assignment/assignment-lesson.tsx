'use client';

import { useTranslations } from 'next-intl';
import { trpc } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { DateTime } from '@/components/ui/format';
import { Skeleton } from '@/components/ui/skeleton';
import type { PartOf } from '@/server/domains/content/contract/parts';
import { HandInForm } from './hand-in-form';
import { HandIns } from './hand-ins';

/** Properties of {@link AssignmentLesson}. */
export interface AssignmentLessonProps {
  readonly part: PartOf<'assignment'>;
  readonly lessonId: string;
  readonly courseSlug: string;
  readonly isEnrolled: boolean;
}

/** What is to be handed in, until when, and how it stands. */
export function AssignmentLesson({ part, lessonId, courseSlug, isEnrolled }: AssignmentLessonProps) {
  const t = useTranslations('assignment');
  const { dueAt, timeZone } = part;
  return (
    <div className="mt-8 border-s-3 border-marker ps-6">
      <p className="text-md">
        {dueAt === null ? (
          t('noDue')
        ) : (
          <>
            <strong>{t('due')}</strong> <DateTime value={dueAt} style="date-time" timeZone={timeZone} />{' '}
            <span className="text-ink-muted">{timeZone.replaceAll('_', ' ')}</span>
          </>
        )}
      </p>
      <p className="mt-1 text-ink-muted">{t(`completes.${part.completesOn}`)}</p>
      <div className="mt-6">
        {isEnrolled ? <Own part={part} lessonId={lessonId} courseSlug={courseSlug} /> : t('closed')}
      </div>
    </div>
  );
}

function Own({ part, lessonId, courseSlug }: Omit<AssignmentLessonProps, 'isEnrolled'>) {
  const t = useTranslations('assignment');
  const { data, isError, refetch } = trpc.assessments.submission.useQuery({ lessonId });
  if (isError) {
    return (
      <p role="alert" className="flex flex-wrap items-center gap-3 text-danger">
        {t('failed')}
        <Button size="sm" onClick={() => void refetch()}>
          {t('again')}
        </Button>
      </p>
    );
  }
  if (data === undefined) return <Skeleton className="h-64 w-full" />;
  return (
    <>
      {data.isOpen ? (
        <HandInForm view={data} accepts={part.accepts} lessonId={lessonId} courseSlug={courseSlug} />
      ) : (
        <p className="text-ink-muted">{t('over')}</p>
      )}
      <HandIns handIns={data.handIns} />
    </>
  );
}
