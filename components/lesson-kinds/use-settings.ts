'use client';

import { useEffect, useRef, useState } from 'react';
import { openKeptText } from '@/components/editor/kept-text';
import { outcomeOfFailure } from '@/components/editor/text-failure';
import { type Draft, type TextOutcome, TextSaver } from '@/components/editor/text-saver';
import { useTextSnapshot } from '@/components/editor/use-lesson-text';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import type { StudioSettings } from '@/server/domains/content/contract/settings';
import { draftOf, readDraft, type SettingsDraft, toText } from './settings-draft';

/** Whose page it is, and of which lesson. */
export type SettingsPlace = {
  readonly userId: string;
  readonly courseSlug: string;
  readonly lessonId: string;
};

const later = (ms: number, then: () => void) => {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
};

/**
 * Holds what a lesson has besides its words, and saves it as texts are saved: after pauses, before the page is left, kept on
 * the device until it is confirmed, and never over what somebody else has saved. Half a draft waits for the rest of it.
 * The saver is made in the browser; until then it is null.
 */
export function useSettingsSaver(place: SettingsPlace, initial: StudioSettings) {
  const cache = trpc.useUtils();
  const { userId, courseSlug, lessonId } = place;
  const key = { courseSlug, lessonId };
  const [saver, setSaver] = useState<TextSaver | null>(null);
  const held = useRef<TextSaver | null>(null);

  const create = () => {
    // A place of its own beside that of the words.
    const kept = openKeptText({ userId, lessonId: `${lessonId}/settings` });
    const save = async ({ text, revision }: Draft): Promise<TextOutcome> => {
      const draft = readDraft(text);
      if (draft === null) {
        return { kind: 'refused', failure: { code: 'platform/invalid_input', details: {} } };
      }
      try {
        const saved = await cache.client.content.saveSettings.mutate({ ...key, revision, ...draft });
        await cache.content.settings.invalidate(key);
        return { kind: 'stored', revision: saved.revision };
      } catch (error) {
        const failure = failureOf(error);
        if (failure.code !== 'content/changed_since') return outcomeOfFailure(failure);
      }
      try {
        const theirs = await cache.client.content.settings.query(key);
        return { kind: 'changed', theirs: { text: toText(draftOf(theirs)), revision: theirs.revision } };
      } catch {
        return { kind: 'later', failure: null };
      }
    };
    const saved = { text: toText(draftOf(initial)), revision: initial.revision };
    const found = kept.found !== null && readDraft(kept.found.text) !== null ? kept.found : null;
    return new TextSaver(saved, found, { save, keep: kept.keep, wait: later });
  };
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

/** The draft of a saver, and how to change it. */
export function useDraft(saver: TextSaver, initial: SettingsDraft) {
  const snapshot = useTextSnapshot(saver);
  const [draft, setDraft] = useState(() => readDraft(snapshot.text) ?? initial);
  return {
    snapshot,
    draft,
    change: (next: SettingsDraft) => {
      setDraft(next);
      saver.change(toText(next));
    },
    /** Ends a conflict with one of both. */
    resolve: (text: string) => {
      setDraft(readDraft(text) ?? draft);
      saver.resolve(text);
    },
  };
}
