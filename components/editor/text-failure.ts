import type { TextFailure, TextOutcome } from './text-saver';

/** Failures that pass while the page waits: they need no word of explanation. */
const passing = new Set([
  'platform/offline',
  'platform/unavailable',
  'platform/rate_limited',
  'platform/internal',
]);

/**
 * Says whether a failed save is tried again by itself. So it is for whoever was signed out, as they may sign in again in
 * another tab; but they have to be told, which for a lost connection the page does anyway.
 */
export function outcomeOfFailure({ code, details }: TextFailure): TextOutcome {
  if (passing.has(code)) return { kind: 'later', failure: null };
  const failure = { code, details };
  return { kind: code === 'platform/unauthenticated' ? 'later' : 'refused', failure };
}
