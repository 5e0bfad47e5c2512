'use client';

import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import type { LessonText } from '@/server/domains/content/contract';
import { openKeptText } from './kept-text';
import { openTabChannel, type TabChannel } from './tab-channel';
import { outcomeOfFailure } from './text-failure';
import { type Draft, type TextOutcome, TextSaver } from './text-saver';

/**
 * Holds the text of a lesson and saves it: after pauses, before the page is left, and when the connection is back.
 * The saver is made in the browser, where the device's own words are; until then it is null. `isElsewhere` tells whether
 * another tab of this person has the lesson open; what that one saves comes here, as long as nothing waits.
 */
export function useLessonText(userId: string, courseSlug: string, lesson: LessonText) {
  const cache = trpc.useUtils();
  const place = { courseSlug, lessonId: lesson.id };
  const [saver, setSaver] = useState<TextSaver | null>(null);
  const held = useRef<TextSaver | null>(null);
  const tabs = useRef<TabChannel | null>(null);
  const [isElsewhere, setElsewhere] = useState(false);

  const create = () => {
    const kept = openKeptText({ userId, lessonId: lesson.id });
    const save = async ({ text, revision }: Draft): Promise<TextOutcome> => {
      try {
        const saved = await cache.client.content.saveLesson.mutate({ ...place, revision, bodyMd: text });
        void cache.content.pending.invalidate();
        tabs.current?.saved({ text, revision: saved.revision });
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
    const channel = openTabChannel(
      { userId, lessonId: lesson.id },
      { onOthers: setElsewhere, onSaved: (draft) => void made.follow(draft) },
    );
    tabs.current = channel;
    const listeners = new AbortController();
    const { signal } = listeners;
    // After the editor has handed over its last words.
    const flushSoon = () => {
      if (document.visibilityState === 'hidden') setTimeout(made.flush, 0);
    };
    window.addEventListener('online', made.flush, { signal });
    window.addEventListener('pagehide', made.flush, { signal });
    document.addEventListener('visibilitychange', flushSoon, { signal });
    window.addEventListener('pagehide', channel.leave, { signal });
    window.addEventListener('pageshow', channel.enter, { signal });
    return () => {
      made.flush();
      made.stop();
      tabs.current = null;
      channel.close();
      listeners.abort();
    };
  }, []);
  return { saver, isElsewhere };
}

/** Follows what a saver shows. */
export function useTextSnapshot(saver: TextSaver) {
  return useSyncExternalStore(saver.subscribe, saver.snapshot, saver.snapshot);
}
