import type { Announcing } from '@/server/domains/media/context';
import { selectStates } from '@/server/domains/media/repo/processing';
import type { UserContext } from '@/server/platform/context';

/** How long a live stream waits for news before it looks by itself, in case an announcement was lost. */
const lookAgainMs = 20_000;

/** Files looked at: more are not being worked on at once. */
const watched = 50;

/** The end of a key tells one poster of a file from another. */
const shortOf = (key: string) => key.slice(-12);

/** Yields a text that is another whenever the work on one of the caller's files has gone on. Ends when the signal aborts. */
export async function* watchFiles(
  ctx: UserContext & Announcing,
  lastSeen: string | null,
  signal: AbortSignal,
): AsyncGenerator<string> {
  let last = lastSeen;
  while (!signal.aborted) {
    // Listening begins before looking, so that what happens in between is not missed.
    const news = ctx.live.next(ctx.actor.userId, { timeoutMs: lookAgainMs, signal });
    const rows = await selectStates(ctx.db, ctx.actor.userId, watched);
    const states = rows.map(({ id, status, progressPercent, posterKey }) =>
      [id, status, progressPercent, posterKey === null ? '' : shortOf(posterKey)].join(' '),
    );
    const seen = states.join();
    if (seen !== last) yield seen;
    last = seen;
    await news;
  }
}
