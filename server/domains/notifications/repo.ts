import type { Prisma } from '@/prisma/generated/client';
import type { Conn, Tx } from '@/server/platform/db';
import { newId } from '@/server/platform/ids';

const fields = { id: true, type: true, data: true, createdAt: true, readAt: true } as const;

/** Claims the one notification for a person and a reason; returns false when they were told before. */
export async function insertNotification(
  tx: Tx,
  row: { userId: string; type: string; data: Prisma.InputJsonObject; dedupeKey: string; createdAt: Date },
): Promise<boolean> {
  const { count } = await tx.notification.createMany({
    data: [{ id: newId(), ...row }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** Reads a page of a person's notifications, latest first. */
export async function selectNotifications(
  conn: Conn,
  userId: string,
  before: { readonly at: Date; readonly id: string } | null,
  limit: number,
) {
  return await conn.notification.findMany({
    where: {
      userId,
      ...(before === null
        ? {}
        : { OR: [{ createdAt: { lt: before.at } }, { createdAt: before.at, id: { lt: before.id } }] }),
    },
    select: fields,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

/** Reads what a person was told after a notification of theirs, without those known, oldest first; ids are in order of time. */
export async function selectNotificationsAfter(
  conn: Conn,
  userId: string,
  after: { readonly id: string; readonly known: readonly string[] },
  limit: number,
) {
  return await conn.notification.findMany({
    where: { userId, id: { gt: after.id, notIn: [...after.known] } },
    select: fields,
    orderBy: { id: 'asc' },
    take: limit,
  });
}

/** Reads the ids of what a person was told between two ids, the later one included. */
export async function selectIdsBetween(
  conn: Conn,
  userId: string,
  after: string,
  upTo: string,
): Promise<string[]> {
  const rows = await conn.notification.findMany({
    where: { userId, id: { gt: after, lte: upTo } },
    select: { id: true },
    take: 1_000,
  });
  return rows.map((row) => row.id);
}

/** Counts unread notifications, at most `limit`. */
export async function countUnread(conn: Conn, userId: string, limit: number): Promise<number> {
  const rows = await conn.notification.findMany({
    where: { userId, readAt: null },
    select: { id: true },
    take: limit,
  });
  return rows.length;
}

/** Marks everything up to and including one notification as read. */
export async function markReadUpTo(conn: Conn, userId: string, upToId: string, at: Date): Promise<void> {
  await conn.notification.updateMany({
    where: { userId, id: { lte: upToId }, readAt: null },
    data: { readAt: at },
  });
}

/** The mail owed for a reason: `isOurs` while the caller may send it, and until when somebody may. */
export type MailLease = {
  readonly id: string;
  readonly isOurs: boolean;
  readonly sentAt: Date | null;
  readonly claimedUntil: Date | null;
};

/** Notes that a mail is owed for a reason and leases it to one sender until `until`, unless another one holds it. */
export async function leaseMail(
  conn: Conn,
  row: { userId: string | null; dedupeKey: string; template: string; createdAt: Date },
  until: Date,
): Promise<MailLease> {
  const { dedupeKey, createdAt: now } = row;
  await conn.mailDelivery.createMany({ data: [{ id: newId(), ...row }], skipDuplicates: true });
  const { count } = await conn.mailDelivery.updateMany({
    where: { dedupeKey, sentAt: null, OR: [{ claimedUntil: null }, { claimedUntil: { lte: now } }] },
    data: { claimedUntil: until },
  });
  const stored = await conn.mailDelivery.findUniqueOrThrow({
    where: { dedupeKey },
    select: { id: true, sentAt: true, claimedUntil: true },
  });
  return { ...stored, isOurs: count === 1 };
}

/** Gives a lease back before its time; one that has gone to somebody else since is left alone. */
export async function releaseMail(conn: Conn, id: string, until: Date): Promise<void> {
  await conn.mailDelivery.updateMany({
    where: { id, sentAt: null, claimedUntil: until },
    data: { claimedUntil: null },
  });
}

/** Notes that a mail was taken over by the mail server. */
export async function markMailSent(conn: Conn, id: string, at: Date): Promise<void> {
  await conn.mailDelivery.update({ where: { id }, data: { sentAt: at }, select: { id: true } });
}

/** Reads for which of these reasons these people were told in the app. */
export async function selectToldReasons(
  conn: Conn,
  userIds: readonly string[],
  reasons: readonly string[],
): Promise<string[]> {
  const rows = await conn.notification.findMany({
    where: { userId: { in: [...new Set(userIds)] }, dedupeKey: { in: [...reasons] } },
    select: { dedupeKey: true },
    take: reasons.length,
  });
  return rows.map((row) => row.dedupeKey);
}

/** Reads for which of these reasons a mail was sent. */
export async function selectMailedReasons(conn: Conn, reasons: readonly string[]): Promise<string[]> {
  const rows = await conn.mailDelivery.findMany({
    where: { dedupeKey: { in: [...reasons] }, sentAt: { not: null } },
    select: { dedupeKey: true },
    take: reasons.length,
  });
  return rows.map((row) => row.dedupeKey);
}

/** Reads the mails a person was owed, latest first. */
export async function selectMailsOf(conn: Conn, userId: string, limit: number) {
  return await conn.mailDelivery.findMany({
    where: { userId },
    select: { template: true, createdAt: true, sentAt: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}
