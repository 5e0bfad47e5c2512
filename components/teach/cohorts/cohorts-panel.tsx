'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Switch } from '@/components/ui/choice';
import { Dialog } from '@/components/ui/dialog';
import { Link } from '@/components/ui/link';
import { EmptyState } from '@/components/ui/states';
import { showToast } from '@/components/ui/toast-queue';
import { useZonedDate } from '@/components/ui/zoned-date';
import type { CohortList } from '@/server/domains/enrollments/contract';
import { CohortForm } from './cohort-form';

type Cohort = CohortList['cohorts'][number];

/** Properties of {@link CohortsPanel}. */
export interface CohortsPanelProps {
  readonly courseSlug: string;
  readonly initial: CohortList;
}

const tones = { open: 'success', soon: 'info', over: 'neutral' } as const;

/** The cohorts of a course: begin one, change or remove it, and see who is in it. */
export function CohortsPanel({ courseSlug, initial }: CohortsPanelProps) {
  const t = useTranslations('release.cohorts');
  const { data } = trpc.enrollments.cohorts.useQuery({ courseSlug }, { initialData: initial });
  const [edited, setEdited] = useState<Cohort | 'new' | null>(null);
  const path = `/teach/courses/${courseSlug}/cohorts`;
  return (
    <>
      <div className="mb-5 max-w-reading">
        <OnlySwitch courseSlug={courseSlug} isCohortOnly={data.isCohortOnly} />
      </div>
      {data.cohorts.length === 0 ? (
        <EmptyState
          title={t('emptyTitle')}
          action={
            <Button variant="primary" onClick={() => setEdited('new')}>
              {t('new')}
            </Button>
          }
        >
          {t('emptyBody')}
        </EmptyState>
      ) : (
        <>
          <ul className="divide-y divide-rule border-y border-rule">
            {data.cohorts.map((cohort) => (
              <CohortRow
                key={cohort.id}
                {...{ courseSlug, cohort, path }}
                onChange={() => setEdited(cohort)}
              />
            ))}
            <li className="flex flex-wrap items-center justify-between gap-3 py-3">
              <span className="text-ink-muted">{t('without')}</span>
              <Link href={`${path}/none`}>{t('learners', { count: data.withoutCohort })}</Link>
            </li>
          </ul>
          <p className="mt-5">
            <Button variant="primary" onClick={() => setEdited('new')}>
              {t('new')}
            </Button>
          </p>
        </>
      )}
      <Dialog
        isOpen={edited !== null}
        onClose={() => setEdited(null)}
        title={edited === null || edited === 'new' ? t('new') : edited.fields.name}
        placement="panel"
      >
        {edited === null ? null : (
          <CohortForm
            courseSlug={courseSlug}
            cohort={edited === 'new' ? null : edited}
            onClose={() => setEdited(null)}
          />
        )}
      </Dialog>
    </>
  );
}

function OnlySwitch({
  courseSlug,
  isCohortOnly,
}: {
  readonly courseSlug: string;
  readonly isCohortOnly: boolean;
}) {
  const t = useTranslations('release.cohorts');
  const failureText = useFailureText();
  const cache = trpc.useUtils();
  const set = trpc.courses.setCohortOnly.useMutation({
    onSuccess: (answer) => showToast(t(answer.isCohortOnly ? 'onlyOn' : 'onlyOff')),
    onError: (error) => showToast(failureText(failureOf(error)), { tone: 'danger' }),
    onSettled: async () => await cache.enrollments.cohorts.invalidate({ courseSlug }),
  });
  return (
    <Switch
      name="cohortOnly"
      label={t('only')}
      hint={t('onlyHint')}
      checked={set.isPending ? set.variables.isCohortOnly : isCohortOnly}
      onChange={({ target }) => set.mutate({ courseSlug, isCohortOnly: target.checked })}
    />
  );
}

interface CohortRowProps {
  readonly courseSlug: string;
  readonly cohort: Cohort;
  readonly path: string;
  readonly onChange: () => void;
}

function CohortRow({ courseSlug, cohort, path, onChange }: CohortRowProps) {
  const t = useTranslations('release.cohorts');
  const failureText = useFailureText();
  const cache = trpc.useUtils();
  const dateOf = useZonedDate();
  const { id, fields, view, learners } = cohort;
  const { name, capacity, zone } = fields;
  const remove = trpc.content.removeCohort.useMutation({
    onSuccess: () => showToast(t('removed', { name })),
    onError: (error) => showToast(failureText(failureOf(error)), { tone: 'danger' }),
    onSettled: async () => await cache.enrollments.cohorts.invalidate({ courseSlug }),
  });
  const from = dateOf(view.startsAt, zone);
  const { endsAt } = view;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 py-4">
      <div className="min-w-0">
        <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold">
          {name}
          <Badge tone={tones[view.enrolment]}>{t(`enrolment.${view.enrolment}`)}</Badge>
        </h2>
        <p className="text-ink-muted">
          {endsAt === null ? t('periodOpen', { from }) : t('period', { from, to: dateOf(endsAt, zone) })}
        </p>
        <p className="mt-1 flex flex-wrap gap-x-3">
          <Link href={`${path}/${id}`} aria-label={t('seeLearners', { name })}>
            {t('learners', { count: learners })}
          </Link>
          {capacity === null ? null : (
            <span className="text-ink-muted">{t('places', { taken: learners, places: capacity })}</span>
          )}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" aria-label={t('changeOf', { name })} onClick={onChange}>
          {t('change')}
        </Button>
        <Button
          size="sm"
          variant="quiet"
          aria-label={t('removeOf', { name })}
          isPending={remove.isPending}
          onClick={() => remove.mutate({ courseSlug, cohortId: id })}
        >
          {t('remove')}
        </Button>
      </div>
    </li>
  );
}
