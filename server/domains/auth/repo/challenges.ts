import type { Conn, Tx } from '@/server/platform/db';

/** What a challenge is a step of. */
export type ChallengeKind = 'passkey_registration' | 'passkey_sign_in' | 'second_factor' | 'identity_link';

/** A step of a sign-in that waits for its answer. */
export type NewChallenge = {
  readonly id: string;
  readonly kind: ChallengeKind;
  readonly userId: string | null;
  readonly challenge: string;
  readonly data: Readonly<Record<string, string | number>>;
  readonly createdAt: Date;
  readonly expiresAt: Date;
};

/** Stores a challenge. */
export async function insertChallenge(conn: Conn, row: NewChallenge): Promise<void> {
  await conn.authChallenge.create({ data: row, select: { id: true } });
}

/** Reads a challenge of a kind by its id. */
export async function selectChallenge(conn: Conn, kind: ChallengeKind, id: string) {
  return await conn.authChallenge.findFirst({
    where: { id, kind },
    select: { id: true, userId: true, challenge: true, data: true, expiresAt: true, usedAt: true },
  });
}

/** Takes one of the tries of an open challenge before the answer is looked at; returns how many are taken, or null when none is left. */
export async function takeTry(
  conn: Conn,
  id: string,
  options: { readonly limit: number; readonly now: Date },
): Promise<number | null> {
  const rows = await conn.authChallenge.updateManyAndReturn({
    where: { id, usedAt: null, failures: { lt: options.limit }, expiresAt: { gt: options.now } },
    data: { failures: { increment: 1 } },
    select: { failures: true },
  });
  return rows[0]?.failures ?? null;
}

/** Claims the single right answer of a challenge; false when it was answered before. */
export async function markChallengeUsed(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { count } = await tx.authChallenge.updateMany({ where: { id, usedAt: null }, data: { usedAt: at } });
  return count === 1;
}

/**
 * Claims a sign-in at a provider for the account it has come to, and forgets what the provider said of the person; false
 * when it was claimed before.
 */
export async function claimIdentityChallenge(
  tx: Tx,
  id: string,
  use: { readonly userId: string; readonly at: Date },
): Promise<boolean> {
  const { count } = await tx.authChallenge.updateMany({
    where: { id, kind: 'identity_link', usedAt: null },
    data: { usedAt: use.at, userId: use.userId, data: {} },
  });
  return count === 1;
}

/** Ends the steps of sign-ins of a person that wait for their answer. */
export async function closeChallenges(tx: Tx, userId: string, at: Date): Promise<void> {
  await tx.authChallenge.updateMany({ where: { userId, usedAt: null }, data: { usedAt: at } });
}

/** Deletes challenges that expired before a time, at most `limit`; returns how many. */
export async function deleteChallengesExpiredBefore(
  conn: Conn,
  before: Date,
  limit: number,
): Promise<number> {
  return await conn.$executeRaw`
    DELETE FROM auth_challenges WHERE id IN (
      SELECT id FROM auth_challenges WHERE expires_at < ${before} ORDER BY expires_at LIMIT ${limit})`;
}

/** Writes down the use of a challenge that nothing was kept of before; false when it was used before. */
export async function claimChallenge(tx: Tx, row: NewChallenge): Promise<boolean> {
  const { count } = await tx.authChallenge.createMany({
    data: [{ ...row, usedAt: row.createdAt }],
    skipDuplicates: true,
  });
  return count === 1;
}
