import { endSessions } from '@/server/domains/auth/repo/sessions';
import type { TokenPurpose } from '@/server/domains/auth/rules/tokens';
import type { Conn, Tx } from '@/server/platform/db';

/** Stores the first password of a person. */
export async function insertCredential(
  tx: Tx,
  userId: string,
  passwordHash: string,
  at: Date,
): Promise<void> {
  await tx.credential.create({
    data: { userId, passwordHash, passwordChangedAt: at },
    select: { userId: true },
  });
}

/** Reads a person's password hash and session version. */
export async function selectCredential(conn: Conn, userId: string) {
  return await conn.credential.findUnique({
    where: { userId },
    select: { passwordHash: true, sessionVersion: true },
  });
}

/** Forgets the password of a person. */
export async function deleteCredential(tx: Tx, userId: string): Promise<void> {
  await tx.credential.deleteMany({ where: { userId } });
}

/** Replaces a password, ends every session issued before, and returns the version of the sessions to come. */
export async function replacePassword(
  tx: Tx,
  userId: string,
  passwordHash: string,
  at: Date,
): Promise<number> {
  const { sessionVersion } = await tx.credential.upsert({
    where: { userId },
    // Without a password, sessions were issued as of version 1: they end too.
    create: { userId, passwordHash, passwordChangedAt: at, sessionVersion: 2 },
    update: { passwordHash, passwordChangedAt: at, sessionVersion: { increment: 1 } },
    select: { sessionVersion: true },
  });
  await endSessions(tx, userId, { at });
  return sessionVersion;
}

/** Stores a token's hash. */
export async function insertToken(
  tx: Tx,
  row: {
    id: string;
    userId: string;
    purpose: TokenPurpose;
    tokenHash: string;
    passwordHash?: string;
    personName?: string;
    createdAt: Date;
    expiresAt: Date;
  },
): Promise<void> {
  await tx.verificationToken.create({ data: row, select: { id: true } });
}

/** Reads a token by the hash of what was mailed. */
export async function selectToken(conn: Conn, tokenHash: string) {
  return await conn.verificationToken.findUnique({
    where: { tokenHash },
    select: {
      id: true,
      userId: true,
      expiresAt: true,
      usedAt: true,
      passwordHash: true,
      personName: true,
    },
  });
}

/** Waits for its turn among all who redeem a link of this person; always locks in the same order, so that none block each other. */
export async function lockOpenTokens(tx: Tx, userId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM verification_tokens
    WHERE user_id = ${userId}::uuid AND used_at IS NULL
    ORDER BY id FOR UPDATE`;
}

/** A used token keeps nothing of the registration it belonged to. */
const used = (at: Date) => ({ usedAt: at, passwordHash: null, personName: null });

/** Claims the single use of a token; returns false when it was used before. */
export async function markTokenUsed(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { count } = await tx.verificationToken.updateMany({
    where: { id, usedAt: null },
    data: used(at),
  });
  return count === 1;
}

/** Ends the open tokens of a person, whatever they are for. */
export async function expireOpenTokens(tx: Tx, userId: string, at: Date): Promise<void> {
  await tx.verificationToken.updateMany({ where: { userId, usedAt: null }, data: used(at) });
}

/** Deletes tokens that expired before a time, oldest first, at most `limit`; returns how many. */
export async function deleteTokensExpiredBefore(conn: Conn, before: Date, limit: number): Promise<number> {
  return await conn.$executeRaw`
    DELETE FROM verification_tokens WHERE id IN (
      SELECT id FROM verification_tokens WHERE expires_at < ${before} ORDER BY id LIMIT ${limit})`;
}
