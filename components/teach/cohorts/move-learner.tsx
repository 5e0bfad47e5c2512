'use client';

import { useTranslations } from 'next-intl';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Select } from '@/components/ui/select';
import { showToast } from '@/components/ui/toast-queue';
import { useRouter } from '@/i18n/navigation';

/** Properties of {@link MoveLearner}. */
export interface MoveLearnerProps {
  readonly courseSlug: string;
  readonly enrollmentId: string;
  readonly name: string;
  /** Where they are now. */
  readonly cohortId: string | null;
  readonly cohorts: readonly { readonly id: string; readonly name: string }[];
}

/** Puts a learner into another cohort at once; the message offers the way back. */
export function MoveLearner({ courseSlug, enrollmentId, name, cohortId, cohorts }: MoveLearnerProps) {
  const t = useTranslations('release.cohorts');
  const router = useRouter();
  const failureText = useFailureText();
  const move = trpc.enrollments.moveLearner.useMutation({
    onError: (error) => showToast(failureText(failureOf(error)), { tone: 'danger' }),
    onSettled: () => router.refresh(),
  });
  const go = (to: string | null) =>
    move.mutate(
      { courseSlug, enrollmentId, cohortId: to },
      {
        onSuccess: () =>
          showToast(t('moved', { name }), {
            onUndo: () => move.mutate({ courseSlug, enrollmentId, cohortId }),
          }),
      },
    );
  const present = move.isPending ? move.variables.cohortId : cohortId;
  return (
    <Select
      name={`cohort-${enrollmentId}`}
      label={t('moveOf', { name })}
      isLabelHidden
      value={present ?? ''}
      options={[
        { value: '', label: t('none') },
        ...cohorts.map((cohort) => ({ value: cohort.id, label: cohort.name })),
      ]}
      onChange={({ target }) => go(target.value === '' ? null : target.value)}
    />
  );
}
