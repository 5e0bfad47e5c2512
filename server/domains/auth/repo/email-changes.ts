import type { TokenPurpose } from '@/server/domains/auth/rules/tokens';
import type { Conn, Tx } from '@/server/platform/db';

const fields = {
  id: true,
  userId: true,
  newEmail: true,
  expiresAt: true,
  oldConfirmedAt: true,
  newConfirmedAt: true,
} as const;

/** Opens a wish for another address; the one there was is closed, and its links with it. */
export async function replaceEmailChange(
  tx: Tx,
  row: { id: string; userId: string; newEmail: string; requestedAt: Date; expiresAt: Date },
): Promise<void> {
  await closeEmailChange(tx, row.userId, row.requestedAt);
  await tx.emailChange.create({ data: row, select: { id: true } });
}

/** Closes the open wish of a person, and ends its links; false when there was none. */
export async function closeEmailChange(tx: Tx, userId: string, at: Date): Promise<boolean> {
  const purposes: TokenPurpose[] = ['change_email_old', 'change_email_new'];
  await tx.verificationToken.updateMany({
    where: { userId, purpose: { in: purposes }, usedAt: null },
    data: { usedAt: at },
  });
  const { count } = await tx.emailChange.updateMany({
    where: { userId, closedAt: null },
    data: { closedAt: at },
  });
  return count === 1;
}

/** Reads the open wish of a person. */
export async function selectOpenEmailChange(conn: Conn, userId: string) {
  return await conn.emailChange.findFirst({ where: { userId, closedAt: null }, select: fields });
}

/** Reads a wish by its id. */
export async function selectEmailChange(conn: Conn, id: string) {
  return await conn.emailChange.findUnique({ where: { id }, select: { ...fields, closedAt: true } });
}

/** Notes that one of the two mailboxes has agreed; returns how both stand, or null when the wish is closed. */
export async function confirmMailbox(
  tx: Tx,
  change: { readonly userId: string; readonly side: 'old' | 'new'; readonly at: Date },
) {
  const { userId, side, at } = change;
  const rows = await tx.emailChange.updateManyAndReturn({
    where: { userId, closedAt: null, expiresAt: { gt: at } },
    data: side === 'old' ? { oldConfirmedAt: at } : { newConfirmedAt: at },
    select: fields,
  });
  return rows[0] ?? null;
}

/** Deletes wishes that were closed or expired before a time, at most `limit`; returns how many. */
export async function deleteEmailChangesOverBefore(conn: Conn, before: Date, limit: number): Promise<number> {
  return await conn.$executeRaw`
    DELETE FROM email_changes WHERE id IN (
      SELECT id FROM email_changes WHERE closed_at < ${before} OR expires_at < ${before} LIMIT ${limit})`;
}
