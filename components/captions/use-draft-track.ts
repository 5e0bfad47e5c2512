'use client';

import { type RefObject, useEffect, useRef } from 'react';
import { toCueText } from '@/server/domains/media/contract/cues';
import type { DeskCue } from './cue-list';

/** Sets what a cue says of its place; what a browser does not know of it stays as it is by itself. */
function placed(cue: VTTCue, settings: string): VTTCue {
  for (const [, name = '', value = ''] of settings.matchAll(/(\S+?):(\S+)/g)) {
    const number = Number.parseFloat(value);
    if (name === 'line' && Number.isFinite(number)) {
      cue.snapToLines = !value.includes('%');
      cue.line = number;
    }
    if (name === 'position' && number >= 0 && number <= 100) cue.position = number;
    if (name === 'size' && number >= 0 && number <= 100) cue.size = number;
    const isAlign = value === 'start' || value === 'center' || value === 'end';
    if (name === 'align' && isAlign) cue.align = value;
  }
  return cue;
}

type Drawn = Map<DeskCue, VTTCue>;

/** Takes from a track what is not wanted any more. */
function takeAway(track: TextTrack, shown: Drawn, wanted: ReadonlySet<DeskCue>): void {
  const there = new Set<TextTrackCue>(track.cues ?? []);
  // A player of streams empties all tracks of its element when it begins anew.
  const isEmptied = there.size !== shown.size;
  for (const [cue, drawn] of shown) {
    if (wanted.has(cue) && !isEmptied) continue;
    if (there.has(drawn)) track.removeCue(drawn);
    shown.delete(cue);
  }
}

/** Shows captions in a video while they are written, drawn by the browser as learners will see them. */
export function useDraftTrack(element: RefObject<HTMLVideoElement | null>, cues: readonly DeskCue[]): void {
  const track = useRef<TextTrack | null>(null);
  const shown = useRef<Drawn>(new Map());
  useEffect(() => {
    const video = element.current;
    if (video === null) return;
    if (track.current === null) {
      track.current = video.addTextTrack('captions');
      track.current.mode = 'showing';
    }
    takeAway(track.current, shown.current, new Set(cues));
    for (const cue of cues) {
      if (shown.current.has(cue) || cue.endMs <= cue.startMs) continue;
      const drawn = new VTTCue(cue.startMs / 1_000, cue.endMs / 1_000, toCueText(cue.text));
      track.current.addCue(placed(drawn, cue.settings));
      shown.current.set(cue, drawn);
    }
  }, [element, cues]);
}
