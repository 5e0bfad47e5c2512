'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useLockText } from '@/components/learn/lock-text';
import { trpc } from '@/components/trpc/client';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Icon } from '@/components/ui/icon';
import { useZonedDate } from '@/components/ui/zoned-date';
import type { LearnerView } from '@/server/domains/enrollments/contract';
import { MoveLearner } from '../cohorts/move-learner';
import { OverrideForm } from './override-form';

type Lesson = LearnerView['sections'][number]['lessons'][number];

/** Properties of {@link LearnerLessons}. */
export interface LearnerLessonsProps {
  readonly courseSlug: string;
  readonly initial: LearnerView;
}

/** The lessons of a course as one learner meets them, and what was decided for them by hand. */
export function LearnerLessons({ courseSlug, initial }: LearnerLessonsProps) {
  const t = useTranslations('release.learner');
  const { enrollmentId } = initial;
  const { data } = trpc.enrollments.learner.useQuery({ courseSlug, enrollmentId }, { initialData: initial });
  const [edited, setEdited] = useState<Lesson | null>(null);
  const { name, mayManage, cohorts } = data;
  return (
    <>
      {mayManage ? null : <p className="mb-5 text-ink-muted">{t('onlySome')}</p>}
      {cohorts.length === 0 ? null : (
        <div className="mb-6 max-w-96">
          <p className="mb-1 font-semibold">{t('cohort')}</p>
          {mayManage ? (
            <MoveLearner
              key={initial.cohort?.id ?? 'none'}
              {...{ courseSlug, enrollmentId, name, cohorts }}
              cohortId={initial.cohort?.id ?? null}
            />
          ) : (
            <p>{data.cohort?.name ?? '–'}</p>
          )}
        </div>
      )}
      {data.sections.map((section) => (
        <section key={section.id} aria-labelledby={`section-${section.id}`} className="mb-8">
          <h2 id={`section-${section.id}`} className="mb-1 font-serif text-lg font-semibold">
            {section.title}
          </h2>
          <ul className="divide-y divide-rule border-y border-rule">
            {section.lessons.map((lesson) => (
              <li key={lesson.id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 py-3">
                <LessonState lesson={lesson} zone={data.zone} />
                {mayManage ? (
                  <Button
                    size="sm"
                    aria-label={t('changeOf', { title: lesson.title, name })}
                    onClick={() => setEdited(lesson)}
                  >
                    {t('change')}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Dialog
        isOpen={edited !== null}
        onClose={() => setEdited(null)}
        title={edited === null ? '' : t('dialog', { title: edited.title, name })}
      >
        {edited === null ? null : (
          <OverrideForm
            {...{ courseSlug, enrollmentId, name }}
            lesson={edited}
            onClose={() => setEdited(null)}
          />
        )}
      </Dialog>
    </>
  );
}

function LessonState({ lesson, zone }: { readonly lesson: Lesson; readonly zone: string }) {
  const t = useTranslations('release.learner');
  const lockText = useLockText();
  const dateOf = useZonedDate();
  const { title, lock, isCompleted, override, closesAt } = lesson;
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Icon
          name={lock === null ? (isCompleted ? 'check-circle' : 'book') : 'lock'}
          label={t(lock === null ? (isCompleted ? 'done' : 'open') : 'locked')}
          className="text-ink-muted"
        />
        {title}
        {override === null ? null : (
          <Badge tone={override.isOver ? 'neutral' : 'accent'}>
            {t(override.isOver ? 'over' : 'decided')}
          </Badge>
        )}
      </p>
      {lock === null ? null : <p className="text-sm text-ink-muted">{lockText(lock.why)}</p>}
      {closesAt === null ? null : (
        <p className="text-sm text-ink-muted">{t('until', { date: dateOf(closesAt, zone) })}</p>
      )}
      {override === null ? null : (
        <p className="text-sm text-ink-muted">
          {t('decidedBy', {
            name: override.setBy ?? t('somebody'),
            date: dateOf(override.setAt, zone),
            reason: override.reason,
          })}
        </p>
      )}
    </div>
  );
}
