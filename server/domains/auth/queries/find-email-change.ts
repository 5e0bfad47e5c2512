import { selectEmailChange } from '@/server/domains/auth/repo/email-changes';
import type { Conn } from '@/server/platform/db';

/** Returns the address of an open wish, or null when it has been closed since. */
export async function findEmailChange(conn: Conn, id: string): Promise<{ newEmail: string } | null> {
  const row = await selectEmailChange(conn, id);
  return row === null || row.closedAt !== null ? null : { newEmail: row.newEmail };
}
