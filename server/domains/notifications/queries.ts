import type { z } from 'zod';
import {
  type listInput,
  type NotificationList,
  type NotificationView,
  notificationContent,
} from '@/server/domains/notifications/contract';
import {
  countUnread,
  selectIdsBetween,
  selectNotifications,
  selectNotificationsAfter,
} from '@/server/domains/notifications/repo';
import type { UserContext } from '@/server/platform/context';
import { decodeCursor, pageOf } from '@/server/platform/cursor';
import { earlierId, firstId } from '@/server/platform/ids';
import type { LiveHub } from '@/server/platform/live';

type Row = Awaited<ReturnType<typeof selectNotifications>>[number];

/** Counting stops here: nobody reads the difference. */
const unreadCap = 99;

/** How long a live stream waits for news before it looks by itself, in case an announcement was lost. */
const lookAgainMs = 20_000;

/** How many notifications a live stream reads at once; more are read right after. */
const streamBatch = 50;

/** Returns a page of the caller's notifications, latest first. */
export async function listNotifications(
  ctx: UserContext,
  input: z.output<typeof listInput>,
): Promise<NotificationList> {
  const before = decodeCursor(input.cursor);
  const rows = await selectNotifications(ctx.db, ctx.actor.userId, before, input.limit + 1);
  const page = pageOf(rows, input.limit, (row) => ({ at: row.createdAt, id: row.id }));
  return { items: page.items.flatMap(toView), nextCursor: page.nextCursor };
}

/** Returns how many of the caller's notifications are unread, at most 99. */
export async function getUnread(ctx: UserContext): Promise<{ count: number }> {
  return { count: await countUnread(ctx.db, ctx.actor.userId, unreadCap) };
}

/** How far back a stream looks again, in ms: an id is made before its row can be seen, and a later one may overtake it. */
const overlapMs = 60_000;

/**
 * Yields the caller's notifications as they come, each once, starting after `afterId`; without it, after the latest one
 * there is now. They come in order, but for one whose transaction took longer than that of a later one. Ends when the
 * signal aborts.
 */
export async function* streamNotifications(
  ctx: UserContext & { readonly live: LiveHub },
  afterId: string | null,
  signal: AbortSignal,
): AsyncGenerator<NotificationView> {
  const { userId } = ctx.actor;
  let last = afterId ?? (await latestId(ctx)) ?? firstId;
  let seen = await selectIdsBetween(ctx.db, userId, earlierId(last, overlapMs), last);
  while (!signal.aborted) {
    // Listening begins before looking, so that what arrives in between is not missed.
    const news = ctx.live.next(userId, { timeoutMs: lookAgainMs, signal });
    const floor = earlierId(last, overlapMs);
    seen = seen.filter((id) => id > floor);
    const rows = await selectNotificationsAfter(ctx.db, userId, { id: floor, known: seen }, streamBatch);
    for (const row of rows) {
      seen.push(row.id);
      if (row.id > last) last = row.id;
      yield* toView(row);
    }
    if (rows.length < streamBatch) await news;
  }
}

async function latestId(ctx: UserContext): Promise<string | null> {
  const [latest] = await selectNotifications(ctx.db, ctx.actor.userId, null, 1);
  return latest?.id ?? null;
}

function toView({ id, type, data, createdAt, readAt }: Row): NotificationView[] {
  // A kind that this release does not know (a rollback) is left out rather than breaking the list.
  const content = notificationContent.safeParse({ type, data });
  return content.success ? [{ id, createdAt, isRead: readAt !== null, content: content.data }] : [];
}
