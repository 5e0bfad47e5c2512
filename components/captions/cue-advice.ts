import { type Cue, plainWords, problemOfCue, toCueText } from '@/server/domains/media/contract/cues';

/** What a reader would trip over; it keeps nobody from saving. */
export type CueHint = 'overlaps' | 'too_fast' | 'too_long' | 'beyond_end';

/** Adults read so many characters a second at most (Netflix, Timed Text Style Guide: English). */
const fastestReading = 20;

/** More lines than two cover the picture (the same guide). */
const mostLines = 2;

/** Characters of a cue for each of its seconds. */
export function readingSpeed(cue: Cue): number {
  const seconds = Math.max(0.001, (cue.endMs - cue.startMs) / 1_000);
  return Math.round(plainWords(toCueText(cue.text)).length / seconds);
}

/** What can be said about a cue between its neighbours. */
export function adviceOn(
  cue: Cue,
  previous: Cue | undefined,
  next: Cue | undefined,
  durationMs: number | null,
) {
  const problem = problemOfCue(cue, previous);
  const hints: CueHint[] = [];
  if (next !== undefined && next.startMs >= cue.startMs && cue.endMs > next.startMs) hints.push('overlaps');
  if (cue.endMs > cue.startMs && readingSpeed(cue) > fastestReading) hints.push('too_fast');
  if (cue.text.trim().split('\n').length > mostLines) hints.push('too_long');
  // A recording ends within a frame of what was measured.
  if (durationMs !== null && cue.endMs > durationMs + 100) hints.push('beyond_end');
  return { problem, hints };
}
