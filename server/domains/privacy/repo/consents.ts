import type { ConsentKind } from '@/server/domains/privacy/contract';
import type { Conn, Tx } from '@/server/platform/db';
import { newId } from '@/server/platform/ids';

const consentFields = { id: true, kind: true, version: true, givenAt: true, withdrawnAt: true } as const;

/** Lets nobody else change what this person agreed to until the transaction ends: there is no row to lock before the first. */
export async function lockConsents(tx: Tx, userId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`consents:${userId}`}, 0))::text`;
}

/** Reads what a person agreed to, latest first, at most `limit`. */
export async function selectConsents(conn: Conn, userId: string, limit: number) {
  return await conn.consent.findMany({
    where: { userId },
    select: consentFields,
    orderBy: [{ givenAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

/** Finds a person's consent to a kind of text that stands, of whatever version; the latest. Only under the lock. */
export async function selectStanding(tx: Tx, userId: string, kind: ConsentKind) {
  return await tx.consent.findFirst({
    where: { userId, kind, withdrawnAt: null },
    select: consentFields,
    orderBy: [{ givenAt: 'desc' }, { id: 'desc' }],
  });
}

/** Notes that a person agrees. */
export async function insertConsent(
  tx: Tx,
  row: { userId: string; kind: ConsentKind; version: string; givenAt: Date },
): Promise<void> {
  await tx.consent.create({ data: { id: newId(), ...row }, select: { id: true } });
}

/** Notes that a person agrees no longer; returns false when none stood. */
export async function endConsents(tx: Tx, userId: string, kind: ConsentKind, at: Date): Promise<boolean> {
  const { count } = await tx.consent.updateMany({
    where: { userId, kind, withdrawnAt: null },
    data: { withdrawnAt: at },
  });
  return count > 0;
}

/** Notes that a person agrees to nothing any more. */
export async function endAllConsents(tx: Tx, userId: string, at: Date): Promise<void> {
  await tx.consent.updateMany({ where: { userId, withdrawnAt: null }, data: { withdrawnAt: at } });
}
