'use client';

import { useEffect, useRef, useState } from 'react';
import { mayBeSignedIn } from '@/components/account/session-hint';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { ButtonLink } from '@/components/ui/link';
import { ProgressBar } from '@/components/ui/progress';
import { useRouter } from '@/i18n/navigation';
import type { EnrollmentView } from '@/server/domains/enrollments/contract';

/** Words of {@link EnrolButton}; they come from the page so that the browser gets no more of them. */
export interface EnrolLabels {
  readonly enrol: string;
  readonly continue: string;
  readonly review: string;
  readonly progress: string;
}

/** Properties of {@link EnrolButton}. */
export interface EnrolButtonProps {
  readonly courseId: string;
  readonly courseSlug: string;
  /** Where there is something to choose, the way in leads over the page of the enrolment. */
  readonly hasCohorts: boolean;
  readonly labels: EnrolLabels;
}

/** What is known: a visitor (or no scripts), somebody without a place in the course, or somebody with one. */
type Standing = 'visitor' | 'outside' | EnrollmentView;

// The client loads only where somebody may be signed in; a visitor's page makes no request at all.
async function client() {
  return (await import('@/components/trpc/plain-client')).plainTrpc.enrollments;
}

function useStanding(courseId: string): Standing {
  const [standing, setStanding] = useState<Standing>('visitor');
  useEffect(() => {
    if (!mayBeSignedIn()) return;
    let isHere = true;
    const ask = async () => (await client()).findMine.query({ courseId });
    ask().then(
      (found) => isHere && setStanding(found ?? 'outside'),
      // The link to the enrolment page stays, and that page says what is wrong.
      () => undefined,
    );
    return () => {
      isHere = false;
    };
  }, [courseId]);
  return standing;
}

function Place({ place, labels }: { readonly place: EnrollmentView; readonly labels: EnrolLabels }) {
  const { completedLessons, totalLessons, isCompleted } = place.progress;
  return (
    <>
      <ButtonLink href={`/learn/${place.courseSlug}`} variant="primary" className="w-full">
        {isCompleted ? labels.review : labels.continue}
      </ButtonLink>
      <ProgressBar value={completedLessons} total={totalLessons} label={labels.progress} className="mt-3" />
      {place.continueWith === null || isCompleted ? null : (
        <p className="mt-2 text-sm text-ink-muted">{place.continueWith.title}</p>
      )}
    </>
  );
}

function Enrol({ courseId, courseSlug, labels }: EnrolButtonProps) {
  const router = useRouter();
  const failureText = useFailureText();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  // One intention, one key: pressing again after a lost answer repeats the same call.
  const key = useRef<string>(undefined);
  const enrol = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      key.current ??= crypto.randomUUID();
      await (await client()).enroll.mutate({ courseId, idempotencyKey: key.current });
      router.push(`/learn/${courseSlug}`);
    } catch (error) {
      const failure = failureOf(error);
      setPending(false);
      if (failure.code === 'platform/unauthenticated') router.push(`/enrol/${courseSlug}`);
      else setProblem(failureText(failure));
    }
  };
  return (
    <>
      <Button variant="primary" className="w-full" isPending={isPending} onClick={() => void enrol()}>
        {labels.enrol}
      </Button>
      <div role="alert">{problem === undefined ? null : <FieldError>{problem}</FieldError>}</div>
    </>
  );
}

/**
 * The way into a course. As the page arrives it is a link that works for everybody and without scripts; where somebody
 * may be signed in it becomes a button that enrols at once, or the way on with the progress so far.
 */
export function EnrolButton(props: EnrolButtonProps) {
  const standing = useStanding(props.courseId);
  if (standing === 'outside' && !props.hasCohorts) return <Enrol {...props} />;
  if (standing !== 'visitor' && standing !== 'outside')
    return <Place place={standing} labels={props.labels} />;
  return (
    <ButtonLink href={`/enrol/${props.courseSlug}`} variant="primary" className="w-full" prefetch={false}>
      {props.labels.enrol}
    </ButtonLink>
  );
}
