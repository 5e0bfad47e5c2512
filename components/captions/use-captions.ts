'use client';

import { useEffect, useReducer, useRef, useState } from 'react';
import { openKeptText } from '@/components/editor/kept-text';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import type { CaptionsDraft, saveCaptionsInput } from '@/server/domains/media/contract';
import type { Cue } from '@/server/domains/media/contract/cues';
import { cuesOf, type DeskAct, type DeskCue, deskAfter, layDesk } from './cue-list';
import { readKept, writeKept } from './kept-captions';

type Locale = ReturnType<typeof saveCaptionsInput.parse>['locale'];

/** Whose captions of what. */
export type CaptionsPlace = {
  readonly userId: string;
  readonly assetId: string;
  readonly locale: Locale;
};

/** What came of the last try to save. */
export type SaveOutcome =
  | { readonly kind: 'saved' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'failed'; readonly text: string };

/** Keeps what is not saved on this device, after a pause, and gives back what an earlier page could not save. */
function useKeeping(
  { userId, assetId, locale }: CaptionsPlace,
  state: { cues: readonly DeskCue[]; began: string | null; isSaved: boolean },
  onFound: (found: CaptionsDraft) => void,
) {
  const kept = useRef<ReturnType<typeof openKeptText> | null>(null);
  const found = useRef(onFound);
  found.current = onFound;
  const latest = useRef(state);
  latest.current = state;
  const keep = useRef(() => {
    const { cues, began, isSaved } = latest.current;
    kept.current?.keep(isSaved ? null : writeKept({ version: began, cues: cuesOf(cues) }));
  });
  useEffect(() => {
    if (kept.current === null) {
      kept.current = openKeptText({ userId, lessonId: `captions.${assetId}.${locale}` });
      const draft = readKept(kept.current.found);
      if (draft !== null) found.current(draft);
    }
    const write = keep.current;
    const left = () => write();
    window.addEventListener('pagehide', left);
    return () => {
      window.removeEventListener('pagehide', left);
      write();
    };
  }, [userId, assetId, locale]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the words or their state change
  useEffect(() => {
    const timer = setTimeout(keep.current, 400);
    return () => clearTimeout(timer);
  }, [state.cues, state.began, state.isSaved]);
}

/** Holds captions while they are written: what is open, undo, saving over the version they began with, and what waits. */
export function useCaptions(place: CaptionsPlace, initial: CaptionsDraft) {
  const failureText = useFailureText();
  const cache = trpc.useUtils();
  const [desk, act] = useReducer(deskAfter, initial.cues, layDesk);
  const [began, setBegan] = useState(initial.version);
  const [saved, setSaved] = useState<readonly DeskCue[]>(desk.cues);
  const [theirs, setTheirs] = useState<CaptionsDraft | null>(null);
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null);
  const [isRestored, setRestored] = useState(false);
  const isSaved = desk.cues === saved;
  useKeeping(place, { cues: desk.cues, began, isSaved }, (found) => {
    if (JSON.stringify(found.cues) === JSON.stringify(initial.cues)) return;
    act({ act: 'replace', cues: found.cues });
    // Over the version they were begun with: if there is a later one, saving says so.
    setBegan(found.version);
    setRestored(true);
  });
  const mutation = trpc.media.saveCaptions.useMutation({
    onError: (error) => setOutcome({ kind: 'failed', text: failureText(failureOf(error)) }),
  });
  const save = async (over: string | null = began) => {
    if (mutation.isPending || desk.cues.length === 0) return;
    setOutcome(null);
    const { cues } = desk;
    const { assetId, locale } = place;
    const result = await mutation
      .mutateAsync({ assetId, locale, began: over, cues: cuesOf(cues) })
      .catch(() => null);
    if (result === null) return;
    if (result.outcome === 'refused') {
      const first = cues[result.problems[0]?.cue ?? 0];
      act({ act: 'open', id: first?.id ?? null });
      setOutcome({ kind: 'refused' });
      return;
    }
    if (result.outcome === 'changed_since') return setTheirs(result);
    setBegan(result.version);
    setSaved(cues);
    setTheirs(null);
    setRestored(false);
    setOutcome({ kind: 'saved' });
    await cache.library.list.invalidate();
  };
  return {
    ...{ desk, isSaved, outcome, theirs, isRestored, save },
    act: (one: DeskAct) => {
      if (one.act !== 'open') setOutcome(null);
      act(one);
    },
    isSaving: mutation.isPending,
    /** Puts mine in the place of theirs. */
    keepMine: async () => await save(theirs?.version ?? null),
    /** Goes on with theirs; mine come back with undo. */
    takeTheirs: () => {
      if (theirs === null) return;
      act({ act: 'replace', cues: theirs.cues });
      setBegan(theirs.version);
      setTheirs(null);
    },
    /** Takes one of theirs over among mine. */
    include: (cue: Cue) => act({ act: 'include', cue }),
    /** Goes back to what is saved. */
    discard: () => {
      act({ act: 'replace', cues: initial.cues });
      setBegan(initial.version);
      setRestored(false);
    },
  };
}

/** @see useCaptions */
export type Captions = ReturnType<typeof useCaptions>;
