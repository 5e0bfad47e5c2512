'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { TextArea } from '@/components/ui/text-field';
import { showToast } from '@/components/ui/toast-queue';
import { type SubmissionList, submissionLimits } from '@/server/domains/assessments/contract/submissions';
import { WorkView } from './work-view';

/** Properties of {@link Submissions}. */
export interface SubmissionsProps {
  readonly courseSlug: string;
  readonly lessonId: string;
  readonly initial: SubmissionList;
}

/** What learners have handed in for an assignment, what waits first, and what is said to each. */
export function Submissions({ courseSlug, lessonId, initial }: SubmissionsProps) {
  const t = useTranslations('assignment');
  const { data } = trpc.assessments.submissions.useQuery({ courseSlug, lessonId }, { initialData: initial });
  return (
    <section aria-labelledby="submissions" className="mt-10 border-t border-rule pt-6">
      <h2 id="submissions" className="font-serif text-lg font-semibold">
        {t('staffTitle')}
      </h2>
      {data.length === 0 ? <p className="mt-2 text-ink-muted">{t('staffNone')}</p> : null}
      <ol className="mt-3 divide-y divide-rule">
        {data.map((one) => (
          <li key={one.id} className="py-4">
            <One submission={one} courseSlug={courseSlug} lessonId={lessonId} />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface OneProps {
  readonly submission: SubmissionList[number];
  readonly courseSlug: string;
  readonly lessonId: string;
}

function One({ submission, courseSlug, lessonId }: OneProps) {
  const t = useTranslations('assignment');
  const failureText = useFailureText();
  const cache = trpc.useUtils();
  const { id, learner, status, submittedAt, number } = submission;
  const [feedback, setFeedback] = useState(submission.feedbackMd);
  const grade = trpc.assessments.gradeSubmission.useMutation({
    onSuccess: () => showToast(t('graded')),
    onError: (error) => showToast(failureText(failureOf(error)), { tone: 'danger' }),
    onSettled: async () => await cache.assessments.submissions.invalidate({ courseSlug, lessonId }),
  });
  const say = (verdict: 'passed' | 'needs_work') =>
    grade.mutate({ courseSlug, submissionId: id, verdict, feedbackMd: feedback });
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <strong>{learner}</strong>
        <span className="text-ink-muted">{t('number', { number })}</span>
        <Badge>{t(`status.${status}`)}</Badge>
        <span className="text-sm text-ink-muted">
          <RelativeTime value={submittedAt.toISOString()} />
        </span>
      </p>
      <WorkView work={submission} />
      <TextArea
        name={`feedback-${id}`}
        label={t('staffFeedback', { learner })}
        isOptional
        rows={2}
        value={feedback}
        maxLength={submissionLimits.feedback}
        onChange={({ target }) => setFeedback(target.value)}
        className="mt-3 max-w-reading"
      />
      <div className="mt-3 flex flex-wrap gap-3">
        <Button size="sm" variant="primary" isPending={grade.isPending} onClick={() => say('passed')}>
          {t('markPassed')}
          <span className="sr-only">: {learner}</span>
        </Button>
        <Button size="sm" isPending={grade.isPending} onClick={() => say('needs_work')}>
          {t('needsWork')}
          <span className="sr-only">: {learner}</span>
        </Button>
      </div>
    </>
  );
}
