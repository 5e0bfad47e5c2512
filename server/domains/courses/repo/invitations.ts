import type { Conn, Tx } from '@/server/platform/db';

const fields = {
  ...{ id: true, courseId: true, email: true, createdAt: true, sentAt: true, expiresAt: true },
  ...{ acceptedAt: true, acceptedById: true, invitedById: true },
} as const;

/** Reads the invitations of a course to some addresses. */
export async function selectInvitations(conn: Conn, courseId: string, emails: readonly string[]) {
  return await conn.courseInvitation.findMany({
    where: { courseId, email: { in: [...emails] } },
    select: fields,
    take: emails.length,
  });
}

/** Reads the invitations of a course, latest first. */
export async function selectInvitationsOf(
  conn: Conn,
  courseId: string,
  before: { readonly at: Date; readonly id: string } | null,
  take: number,
) {
  return await conn.courseInvitation.findMany({
    where: {
      courseId,
      ...(before === null
        ? {}
        : { OR: [{ createdAt: { lt: before.at } }, { createdAt: before.at, id: { lt: before.id } }] }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: fields,
    take,
  });
}

/** Counts the invitations of a course. */
export async function countInvitations(conn: Conn, courseId: string): Promise<number> {
  return await conn.courseInvitation.count({ where: { courseId } });
}

/** Invites an address; false when it is invited already. */
export async function insertInvitation(
  tx: Tx,
  row: {
    readonly id: string;
    readonly courseId: string;
    readonly email: string;
    readonly invitedById: string;
    readonly createdAt: Date;
    readonly sentAt: Date;
    readonly expiresAt: Date;
  },
): Promise<boolean> {
  const { count } = await tx.courseInvitation.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

/** Notes that an invitation nobody has accepted is sent once more, by this time at the earliest; false when it is not to be. */
export async function renewInvitation(
  tx: Tx,
  id: string,
  times: { readonly sentAt: Date; readonly expiresAt: Date; readonly lastSentBefore: Date },
): Promise<boolean> {
  const { lastSentBefore, ...data } = times;
  const where = { id, acceptedAt: null, sentAt: { lte: lastSentBefore } };
  return (await tx.courseInvitation.updateMany({ where, data })).count === 1;
}

/** Takes an invitation back; false when there is none in this course. */
export async function deleteInvitation(tx: Tx, courseId: string, id: string): Promise<boolean> {
  return (await tx.courseInvitation.deleteMany({ where: { courseId, id } })).count === 1;
}

/** Reads an invitation with its course. */
export async function selectInvitation(conn: Conn, id: string) {
  return await conn.courseInvitation.findUnique({ where: { id }, select: fields });
}

/** Reads the invitation of a mailbox into a course that can still be accepted. */
export async function selectOpenInvitation(conn: Conn, courseId: string, email: string, now: Date) {
  return await conn.courseInvitation.findFirst({
    where: { courseId, email, acceptedAt: null, expiresAt: { gt: now } },
    select: { id: true },
  });
}

/** Accepts an invitation, once; false when it is gone, over, or somebody has accepted it. */
export async function acceptOpen(tx: Tx, id: string, userId: string, at: Date): Promise<boolean> {
  const { count } = await tx.courseInvitation.updateMany({
    where: { id, acceptedAt: null, expiresAt: { gt: at } },
    data: { acceptedAt: at, acceptedById: userId },
  });
  return count === 1;
}

/** Removes invitations that nobody has accepted and that ended before this time; returns how many, at most `take`. */
export async function deleteEnded(conn: Conn, before: Date, take: number): Promise<number> {
  const rows = await conn.courseInvitation.findMany({
    where: { acceptedAt: null, expiresAt: { lt: before } },
    select: { id: true },
    orderBy: { expiresAt: 'asc' },
    take,
  });
  const { count } = await conn.courseInvitation.deleteMany({
    where: { id: { in: rows.map(({ id }) => id) } },
  });
  return count;
}
