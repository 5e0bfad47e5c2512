import type { SessionMethod } from '@/server/domains/auth/rules/session-method';
import type { Conn, Tx } from '@/server/platform/db';

/** A session to be begun. */
export type NewSession = {
  readonly id: string;
  readonly userId: string;
  readonly method: SessionMethod;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly provenAt: Date;
  readonly expiresAt: Date;
  readonly device: string;
  readonly network: string;
  readonly impersonatorId: string | null;
};

/** Stores a session. */
export async function insertSession(conn: Conn, row: NewSession): Promise<void> {
  await conn.session.create({ data: row, select: { id: true } });
}

/** Reads what decides whether a session holds, and what its actor may do. */
export async function selectSession(conn: Conn, id: string) {
  return await conn.session.findUnique({
    where: { id },
    select: {
      id: true,
      userId: true,
      revokedAt: true,
      expiresAt: true,
      lastSeenAt: true,
      provenAt: true,
      impersonatorId: true,
    },
  });
}

/** Reads the sessions of a person that hold now, latest use first. */
export async function selectOpenSessions(conn: Conn, userId: string, options: { now: Date; limit: number }) {
  return await conn.session.findMany({
    where: { userId, revokedAt: null, expiresAt: { gt: options.now } },
    select: {
      id: true,
      method: true,
      createdAt: true,
      lastSeenAt: true,
      device: true,
      network: true,
      impersonatorId: true,
    },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
    take: options.limit,
  });
}

/** Ends one open session of a person; returns false when they have no such session. */
export async function endSession(
  conn: Conn,
  session: { readonly id: string; readonly userId: string },
  at: Date,
): Promise<boolean> {
  const { id, userId } = session;
  const { count } = await conn.session.updateMany({
    where: { id, userId, revokedAt: null },
    data: { revokedAt: at },
  });
  return count === 1;
}

/** Notes that a session is in use. */
export async function touchSession(conn: Conn, id: string, at: Date): Promise<void> {
  await conn.session.updateMany({ where: { id }, data: { lastSeenAt: at } });
}

/** Ends the open sessions of a person, those in which they act as somebody else included, or all but one; returns how many. */
export async function endSessions(
  conn: Conn,
  userId: string,
  options: { readonly at: Date; readonly except?: string },
): Promise<number> {
  const { at, except } = options;
  const { count } = await conn.session.updateMany({
    where: {
      OR: [{ userId }, { impersonatorId: userId }],
      revokedAt: null,
      ...(except === undefined ? {} : { id: { not: except } }),
    },
    data: { revokedAt: at },
  });
  return count;
}

/** Deletes sessions that expired before a time, oldest first, at most `limit`; returns how many. */
export async function deleteSessionsExpiredBefore(conn: Conn, before: Date, limit: number): Promise<number> {
  return await conn.$executeRaw`
    DELETE FROM sessions WHERE id IN (
      SELECT id FROM sessions WHERE expires_at < ${before} ORDER BY expires_at LIMIT ${limit})`;
}

/** Lets an open session go on under a new id, proven at this time or, without a new proof, as before; false when it has ended. */
export async function renewSession(
  tx: Tx,
  session: { readonly id: string; readonly newId: string; readonly at: Date; readonly isProven: boolean },
): Promise<boolean> {
  const { id, newId, at, isProven } = session;
  const [old] = await tx.session.updateManyAndReturn({
    where: { id, revokedAt: null, expiresAt: { gt: at } },
    data: { revokedAt: at },
    select: {
      userId: true,
      method: true,
      createdAt: true,
      provenAt: true,
      expiresAt: true,
      device: true,
      network: true,
    },
  });
  if (old === undefined) return false;
  await tx.session.create({
    data: { ...old, id: newId, lastSeenAt: at, ...(isProven ? { provenAt: at } : {}) },
    select: { id: true },
  });
  return true;
}
