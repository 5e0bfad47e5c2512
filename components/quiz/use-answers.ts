'use client';

import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { type Answer, AnswerSaver, type SaveOutcome, type SaverSnapshot } from './answer-saver';
import { keepAnswers, readKept } from './kept-answers';

/** What may pass: no connection, a server that restarts, too much at once. */
const passing: ReadonlySet<string> = new Set([
  'platform/offline',
  'platform/unavailable',
  'platform/internal',
  'platform/rate_limited',
]);

/** Tells whether the same call may succeed later. */
function mayPass(error: unknown): boolean {
  return passing.has(failureOf(error).code);
}

/** The answers of an open attempt: what is chosen, how it is saved, and how to choose. */
export function useAnswers(
  attemptId: string,
  initial: ReadonlyMap<string, Answer>,
): { readonly snapshot: SaverSnapshot; readonly choose: AnswerSaver['change']; readonly stop: () => void } {
  const { client } = trpc.useUtils();
  const latestClient = useRef(client);
  latestClient.current = client;
  const [saver] = useState(() => {
    const save = async (questionId: string, answer: Answer): Promise<SaveOutcome> => {
      try {
        const choiceIds = [...answer.choiceIds];
        const input = { attemptId, questionId, choiceIds, seq: answer.seq };
        const saved = await latestClient.current.assessments.saveAnswer.mutate(input);
        return saved.isStale && saved.seq > answer.seq
          ? { kind: 'stale', seq: saved.seq }
          : { kind: 'stored' };
      } catch (error) {
        return { kind: mayPass(error) ? 'later' : 'refused' };
      }
    };
    const kept = typeof window === 'undefined' ? new Map<string, Answer>() : readKept(attemptId);
    return new AnswerSaver(initial, kept, {
      save,
      keep: (unconfirmed) => keepAnswers(attemptId, unconfirmed),
      wait: (ms, then) => {
        const timer = setTimeout(then, ms);
        return () => clearTimeout(timer);
      },
    });
  });
  const [first] = useState<SaverSnapshot>(() => ({ answers: initial, state: 'saved', hasChanged: false }));
  const snapshot = useSyncExternalStore(saver.subscribe, saver.snapshot, () => first);
  useEffect(() => {
    saver.flush();
    addEventListener('online', saver.flush);
    return () => {
      removeEventListener('online', saver.flush);
      saver.stop();
    };
  }, [saver]);
  return {
    snapshot,
    choose: (questionId, choiceIds) => saver.change(questionId, choiceIds),
    stop: () => saver.stop(),
  };
}
