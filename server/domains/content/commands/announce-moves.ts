import { contentEvents } from '@/server/domains/content/events';
import { selectSessionTexts } from '@/server/domains/content/repo/settings';
import { hasSessionMoved } from '@/server/domains/content/rules/live-session';
import { settingsOf } from '@/server/domains/content/rules/settings';
import type { SnapshotDiff } from '@/server/domains/content/rules/snapshot-diff';
import type { Tx } from '@/server/platform/db';
import { emit } from '@/server/platform/events';

/** Tells those who rely on sessions that were announced which of them the next version of a course puts at another time, or cancels. */
export async function announceMoves(
  tx: Tx,
  courseId: string,
  { lessons: { changed } }: SnapshotDiff,
  now: Date,
): Promise<void> {
  const pairs = changed.flatMap(({ id, text }) => (text === null ? [] : [{ id, ...text }]));
  if (pairs.length === 0) return;
  const rows = await selectSessionTexts(
    tx,
    pairs.flatMap(({ fromId, toId }) => [fromId, toId]),
  );
  const texts = new Map(rows.map((row) => [row.id, settingsOf('live', row.settings)]));
  for (const { id: lessonId, fromId, toId } of pairs) {
    const [before, after] = [texts.get(fromId), texts.get(toId)];
    if (before?.kind !== 'live' || after?.kind !== 'live') continue;
    if (!hasSessionMoved(before, after, now)) continue;
    const isCancelled = after.isCancelled || after.startsAt === null;
    await emit(tx, contentEvents.sessionMoved, { courseId, lessonId, sequence: after.sequence, isCancelled });
  }
}
