import superjson from 'superjson';
import type { StepResult } from '@/server/domains/enrollments/contract';
import type { Stretch } from './watch-tracker';

/**
 * Tells the server what was played in a request that outlives the page, as a closing tab needs it. Resolves with the
 * server's word, or null when it refused the beat for good; rejects when it should be sent again.
 */
export async function sendLastBeat(beat: {
  readonly lessonId: string;
  readonly played: readonly Stretch[];
  readonly positionMs: number;
}): Promise<StepResult | null> {
  const response = await fetch('/api/trpc/enrollments.recordWatch', {
    method: 'POST',
    keepalive: true,
    headers: { 'content-type': 'application/json' },
    body: superjson.stringify(beat),
  });
  if (response.status === 429 || response.status >= 500) throw new Error('not counted yet');
  if (!response.ok) return null;
  // What reads the answer brings zod, which no lesson should wait for; seldom does anybody stay to hear it.
  const [{ readBeatAnswer }, body] = await Promise.all([import('./beat-answer'), response.json()]);
  return readBeatAnswer(body);
}
