'use client';

import { useRef, useState, useTransition } from 'react';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { useRouter } from '@/i18n/navigation';
import type { Answer } from './answer-saver';
import { keepAnswers } from './kept-answers';

/**
 * Returns how to hand an attempt in, with every answer as it stands on the screen, so that a failed save loses nothing.
 * While it is under way it cannot begin again; after a failure everything is as before.
 */
export function useSubmit(attemptId: string, courseSlug: string, stopSaving: () => void) {
  const failureText = useFailureText();
  const cache = trpc.useUtils();
  const router = useRouter();
  const isUnderWay = useRef(false);
  const [isPending, startTransition] = useTransition();
  const [error, setError] = useState<string | null>(null);
  const submit = (answers: ReadonlyMap<string, Answer>) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setError(null);
    startTransition(async () => {
      try {
        await cache.client.assessments.submit.mutate({ attemptId, answers: touched(answers) });
        stopSaving();
        keepAnswers(attemptId, new Map());
        await cache.enrollments.outline.invalidate({ courseSlug });
        startTransition(() => router.refresh());
      } catch (thrown) {
        setError(failureText(failureOf(thrown)));
      }
      isUnderWay.current = false;
    });
  };
  return { submit, isPending, error };
}

function touched(answers: ReadonlyMap<string, Answer>) {
  return [...answers].flatMap(([questionId, { choiceIds, seq }]) =>
    seq === 0 ? [] : [{ questionId, choiceIds: [...choiceIds], seq }],
  );
}
