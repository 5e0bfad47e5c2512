import type { Conn, Tx } from '@/server/platform/db';

/** Reads a person's authenticator app, confirmed or not. */
export async function selectTotp(conn: Conn, userId: string) {
  return await conn.totpFactor.findUnique({
    where: { userId },
    select: { sealedSecret: true, confirmedAt: true, createdAt: true },
  });
}

/** Tells whether a sign-in of this person takes a second factor. */
export async function hasConfirmedTotp(conn: Conn, userId: string): Promise<boolean> {
  return (await selectTotp(conn, userId))?.confirmedAt != null;
}

/** Stores the secret of an app that is not confirmed yet, in the place of an earlier such one; false when one is confirmed. */
export async function offerTotp(
  conn: Conn,
  row: { userId: string; sealedSecret: string; createdAt: Date },
): Promise<boolean> {
  const count = await conn.$executeRaw`
    INSERT INTO totp_factors (user_id, sealed_secret, created_at)
    VALUES (${row.userId}::uuid, ${row.sealedSecret}, ${row.createdAt})
    ON CONFLICT (user_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, created_at = excluded.created_at
    WHERE totp_factors.confirmed_at IS NULL`;
  return count === 1;
}

/** Confirms an app; false when it was confirmed before, or another secret was offered since. */
export async function confirmTotp(
  tx: Tx,
  factor: { userId: string; sealedSecret: string; step: bigint; at: Date },
): Promise<boolean> {
  const { userId, sealedSecret, step, at } = factor;
  const { count } = await tx.totpFactor.updateMany({
    where: { userId, sealedSecret, confirmedAt: null },
    data: { confirmedAt: at, lastStep: step },
  });
  return count === 1;
}

/** Claims a time step: false when a code of it, or of a later one, was taken before. */
export async function claimTotpStep(conn: Conn, userId: string, step: bigint): Promise<boolean> {
  const { count } = await conn.totpFactor.updateMany({
    where: { userId, confirmedAt: { not: null }, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count === 1;
}

/** Removes a person's confirmed app; false when there is none. */
export async function deleteTotp(tx: Tx, userId: string): Promise<boolean> {
  const { count } = await tx.totpFactor.deleteMany({ where: { userId, confirmedAt: { not: null } } });
  return count === 1;
}

/** Puts these codes in the place of all a person had. */
export async function replaceRecoveryCodes(
  tx: Tx,
  userId: string,
  codeHashes: readonly string[],
): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({ data: codeHashes.map((codeHash) => ({ userId, codeHash })) });
}

/** Counts the codes of a person that still work. */
export async function countRecoveryCodes(conn: Conn, userId: string): Promise<number> {
  return await conn.recoveryCode.count({ where: { userId, usedAt: null } });
}

/** Claims the single use of a code; false when it is unknown or was used. */
export async function claimRecoveryCode(
  tx: Tx,
  code: { userId: string; codeHash: string; at: Date },
): Promise<boolean> {
  const { userId, codeHash, at } = code;
  const { count } = await tx.recoveryCode.updateMany({
    where: { userId, codeHash, usedAt: null },
    data: { usedAt: at },
  });
  return count === 1;
}
