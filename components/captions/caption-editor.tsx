'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { FilePlayer } from '@/components/media/file-player';
import { SoundPlayer } from '@/components/media/sound-player';
import { useMediaTime } from '@/components/media/use-media-time';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { EmptyState } from '@/components/ui/states';
import type { LibraryItem } from '@/server/domains/library/contract';
import type { CaptionsDraft } from '@/server/domains/media/contract';
import { CaptionsBar } from './captions-bar';
import { CaptionsConflict } from './captions-conflict';
import { adviceOn } from './cue-advice';
import type { DeskCue } from './cue-list';
import { CueRow } from './cue-row';
import { KeyList } from './key-list';
import { OpenCue } from './open-cue';
import { StartFrom } from './start-from';
import { writeTime } from './typed-time';
import { type CaptionsPlace, useCaptions } from './use-captions';
import { useDeskKeys } from './use-desk-keys';
import { useDraftTrack } from './use-draft-track';

/** Properties of {@link CaptionEditor}. */
export interface CaptionEditorProps {
  readonly place: CaptionsPlace;
  readonly item: LibraryItem;
  readonly initial: CaptionsDraft;
}

/** How far the keys for it move, in seconds. */
const stepSeconds = 2;

/** Plays a recording of the editor; returns how to move in it. */
function usePlayback(item: LibraryItem) {
  const video = useRef<HTMLVideoElement>(null);
  const audio = useRef<HTMLAudioElement>(null);
  const media = item.kind === 'video' ? video : audio;
  const { at, seek } = useMediaTime(media, (item.durationMs ?? 0) / 1_000);
  const stopAt = useRef<number | null>(null);
  useEffect(() => {
    const element = media.current;
    if (stopAt.current === null || element === null || at < stopAt.current) return;
    stopAt.current = null;
    element.pause();
  }, [at, media]);
  const play = () => void media.current?.play().catch(() => undefined);
  return {
    ...{ video, audio, seek },
    atMs: Math.round(at * 1_000),
    /** As the element says it now; what was rendered may be a quarter of a second old. */
    nowMs: () => Math.round((media.current?.currentTime ?? 0) * 1_000),
    isPaused: () => media.current?.paused ?? true,
    toggle: () => {
      stopAt.current = null;
      if (media.current?.paused === false) media.current.pause();
      else play();
    },
    playStretch: ({ startMs, endMs }: DeskCue) => {
      seek(startMs / 1_000);
      stopAt.current = endMs / 1_000;
      play();
    },
  };
}

/** Writes captions beside their recording, by keys as well as by pointer or finger. */
export function CaptionEditor({ place, item, initial }: CaptionEditorProps) {
  const t = useTranslations('captions');
  const captions = useCaptions(place, initial);
  const { desk, act } = captions;
  const playback = usePlayback(item);
  const [said, say] = useState('');
  const words = useRef<HTMLTextAreaElement>(null);
  const wantsFocus = useRef(false);
  useDraftTrack(playback.video, desk.cues);
  const openIndex = desk.cues.findIndex(({ id }) => id === desk.openId);
  const open = desk.cues[openIndex];
  const { openId } = desk;

  // biome-ignore lint/correctness/useExhaustiveDependencies: when another cue is opened
  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    words.current?.focus();
    words.current?.closest('li')?.scrollIntoView({ block: 'nearest' });
  }, [openId, desk.cues]);
  const focusing = (then: () => void) => () => {
    wantsFocus.current = true;
    then();
  };
  const openCue = useRef<(cue: DeskCue) => void>(() => undefined);
  openCue.current = (cue) => {
    wantsFocus.current = true;
    act({ act: 'open', id: cue.id });
    if (playback.isPaused()) playback.seek(cue.startMs / 1_000);
  };
  const onOpen = useCallback((cue: DeskCue) => openCue.current(cue), []);
  const go = (by: number) => {
    const to = desk.cues[openIndex + by];
    if (to !== undefined) openCue.current(to);
  };
  const here = (edge: 'startMs' | 'endMs') => {
    if (open === undefined) return;
    const ms = playback.nowMs();
    act({ act: 'set', id: open.id, values: { [edge]: ms } });
    say(t(edge === 'startMs' ? 'saidStart' : 'saidEnd', { number: openIndex + 1, time: writeTime(ms) }));
  };
  const add = focusing(() => {
    act({ act: 'add', atMs: playback.nowMs(), endMs: item.durationMs });
    say(t('saidAdded', { time: writeTime(playback.nowMs()) }));
  });
  const split = focusing(() => {
    if (open === undefined) return;
    const caret = document.activeElement === words.current ? (words.current?.selectionStart ?? null) : null;
    act({ act: 'split', id: open.id, atMs: playback.nowMs(), caret });
  });
  const latestSave = useRef(captions.save);
  latestSave.current = captions.save;
  useDeskKeys({
    toggle: playback.toggle,
    back: () => playback.seek(playback.nowMs() / 1_000 - stepSeconds),
    forward: () => playback.seek(playback.nowMs() / 1_000 + stepSeconds),
    playCue: () => {
      if (open !== undefined) playback.playStretch(open);
    },
    startHere: () => here('startMs'),
    endHere: () => here('endMs'),
    add,
    split,
    merge: () => {
      if (open !== undefined) act({ act: 'merge', id: open.id });
    },
    previous: () => go(-1),
    next: () => go(1),
    save: () => {
      // A time that is being typed is taken when it is left.
      const typing = document.activeElement;
      if (typing instanceof HTMLInputElement) {
        typing.blur();
        typing.focus();
      }
      setTimeout(() => void latestSave.current(), 0);
    },
    undo: () => act({ act: 'undo' }),
    redo: () => act({ act: 'redo' }),
  });

  const advice = useMemo(
    () =>
      desk.cues.map((cue, index) =>
        adviceOn(cue, desk.cues[index - 1], desk.cues[index + 1], item.durationMs),
      ),
    [desk.cues, item.durationMs],
  );
  const isUnordered = advice.some(({ problem }) => problem === 'starts_before_previous');
  const { atMs } = playback;
  return (
    <>
      <CaptionsBar
        {...{ captions, place, item }}
        problems={advice.filter((one) => one.problem !== null).length}
      />
      {captions.theirs === null ? null : <CaptionsConflict {...{ captions, theirs: captions.theirs }} />}
      <p role="status" className="sr-only">
        {said}
      </p>
      <div className="gap-6 lg:grid lg:grid-cols-2">
        <section
          aria-label={t('player')}
          className="sticky top-0 z-20 self-start bg-paper pb-3 max-lg:-mx-(--gutter) max-lg:border-b max-lg:border-rule max-lg:px-(--gutter) lg:top-4"
        >
          <Player item={item} playback={playback} />
          <NowShown cues={desk.cues} atMs={atMs} isSound={item.kind === 'audio'} />
          <div className="mt-3 flex flex-wrap gap-2">
            <Button
              size="sm"
              variant="primary"
              icon={<Icon name="plus" />}
              aria-keyshortcuts="Alt+N"
              onClick={add}
            >
              {t('add', { time: writeTime(Math.floor(atMs / 100) * 100).slice(0, -2) })}
            </Button>
            {isUnordered ? (
              <Button size="sm" icon={<Icon name="sort" />} onClick={() => act({ act: 'sort' })}>
                {t('sort')}
              </Button>
            ) : null}
          </div>
          <div className="mt-3 max-lg:hidden">
            <KeyList />
          </div>
        </section>
        <section aria-label={t('list')} className="min-w-0 max-lg:mt-4">
          {desk.cues.length === 0 ? (
            <EmptyState title={t('emptyTitle')}>
              <p>{t('emptyBody')}</p>
              <StartFrom {...{ place, item }} onCues={(cues) => act({ act: 'replace', cues })} />
            </EmptyState>
          ) : (
            <ol className="divide-y divide-rule border-y border-rule">
              {desk.cues.map((cue, index) => {
                const one = advice[index] ?? { problem: null, hints: [] };
                return (
                  <li
                    key={cue.id}
                    className="scroll-mt-80 [contain-intrinsic-size:auto_2.5rem] [content-visibility:auto] lg:scroll-mt-4"
                  >
                    {cue.id === openId ? (
                      <OpenCue
                        {...{ cue, words, act }}
                        number={index + 1}
                        isLast={index === desk.cues.length - 1}
                        advice={one}
                        onPlay={() => playback.playStretch(cue)}
                        onHere={here}
                        onSplit={split}
                      />
                    ) : (
                      <CueRow
                        {...{ cue, onOpen }}
                        number={index + 1}
                        isCurrent={atMs >= cue.startMs && atMs < cue.endMs}
                        advice={one}
                      />
                    )}
                  </li>
                );
              })}
            </ol>
          )}
        </section>
      </div>
      <div className="mt-6 lg:hidden">
        <KeyList />
      </div>
    </>
  );
}

function Player({
  item,
  playback,
}: {
  readonly item: LibraryItem;
  readonly playback: ReturnType<typeof usePlayback>;
}) {
  const t = useTranslations('captions');
  if (item.streamUrl === null) return <p className="text-ink-muted">{t('notReady')}</p>;
  // Its captions are those that are written here.
  if (item.kind === 'video') {
    return (
      <div className="[&_video]:max-h-[32dvh] lg:[&_video]:max-h-[50dvh]">
        <FilePlayer item={{ ...item, captions: [] }} element={playback.video} />
      </div>
    );
  }
  const sound = { url: null, contentType: '', durationMs: item.durationMs ?? 0 };
  return (
    <SoundPlayer
      title={item.name}
      sound={{ ...sound, streamUrl: item.streamUrl, peaks: item.peaks }}
      element={playback.audio}
    />
  );
}

/** What is read at the present moment: below a recording that has no picture to show it on. */
function NowShown({
  cues,
  atMs,
  isSound,
}: {
  readonly cues: readonly DeskCue[];
  readonly atMs: number;
  readonly isSound: boolean;
}) {
  if (!isSound) return null;
  const shown = cues.filter(({ startMs, endMs }) => atMs >= startMs && atMs < endMs);
  return (
    <p className="mt-2 min-h-12 rounded-md bg-sunken px-3 py-2 text-center font-semibold whitespace-pre-line">
      {shown.map(({ text }) => text).join('\n')}
    </p>
  );
}
