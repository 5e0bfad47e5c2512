'use client';

import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import type { LessonText } from '@/server/domains/content/contract';
import { openKeptText } from './kept-text';
import { outcomeOfFailure } from './text-failure';
import { type Draft, type TextOutcome, TextSaver } from './text-saver';

/**
 * Holds the text of a lesson and saves it: after pauses, before the page is left, and when the connection is back.
 * The saver is made in the browser, where the device's own words are; until then it is null.
 */
export function useLessonText(userId: string, courseSlug: string, lesson: LessonText) {
  const cache = trpc.useUtils();
  const place = { courseSlug, lessonId: lesson.id };
  const [saver, setSaver] = useState<TextSaver | null>(null);
  const held = useRef<TextSaver | null>(null);

  const create = () => {
    const kept = openKeptText({ userId, lessonId: lesson.id });
    const save = async ({ text, revision }: Draft): Promise<TextOutcome> => {
      try {
        const saved = await cache.client.content.saveLesson.mutate({ ...place, revision, bodyMd: text });
        void cache.content.pending.invalidate();
        return { kind: 'stored', revision: saved.revision };
      } catch (error) {
        const failure = failureOf(error);
        if (failure.code !== 'content/changed_since') return outcomeOfFailure(failure);
      }
      try {
        const theirs = await cache.client.content.lesson.query(place);
        return { kind: 'changed', theirs: { text: theirs.bodyMd, revision: theirs.revision } };
      } catch {
        return { kind: 'later', failure: null };
      }
    };
    return new TextSaver({ text: lesson.bodyMd, revision: lesson.revision }, kept.found, {
      save,
      keep: kept.keep,
      wait: (ms, then) => {
        const timer = setTimeout(then, ms);
        return () => clearTimeout(timer);
      },
    });
  };
  // A page that is left is only hidden: when people come back, it goes on with the words it has.
  // biome-ignore lint/correctness/useExhaustiveDependencies: one saver for the life of the page
  useEffect(() => {
    held.current ??= create();
    const made = held.current;
    setSaver(made);
    made.flush();
    window.addEventListener('online', made.flush);
    window.addEventListener('pagehide', made.flush);
    return () => {
      made.flush();
      made.stop();
      window.removeEventListener('online', made.flush);
      window.removeEventListener('pagehide', made.flush);
    };
  }, []);
  return saver;
}

/** Follows what a saver shows. */
export function useTextSnapshot(saver: TextSaver) {
  return useSyncExternalStore(saver.subscribe, saver.snapshot, saver.snapshot);
}
