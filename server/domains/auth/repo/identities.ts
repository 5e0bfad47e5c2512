import type { Conn, Tx } from '@/server/platform/db';

/** An account at a provider, by which it is always found: addresses change hands, subjects do not. */
export type Subject = { readonly provider: string; readonly subject: string };

/** Reads whose account a subject opens. */
export async function selectIdentity(conn: Conn, { provider, subject }: Subject) {
  return await conn.identity.findUnique({
    where: { provider_subject: { provider, subject } },
    select: { id: true, userId: true },
  });
}

/** Reads the identities of a person, oldest first, at most `limit`. */
export async function selectIdentities(conn: Conn, userId: string, limit: number) {
  return await conn.identity.findMany({
    where: { userId },
    select: { id: true, provider: true, label: true, linkedAt: true, lastUsedAt: true },
    orderBy: [{ linkedAt: 'asc' }, { id: 'asc' }],
    take: limit,
  });
}

/** Counts those at any of these providers. */
export async function countIdentities(
  conn: Conn,
  userId: string,
  providers: readonly string[],
): Promise<number> {
  return await conn.identity.count({ where: { userId, provider: { in: [...providers] } } });
}

/** Stores an identity; false when it opens an account already, or the account has one of the same provider. */
export async function insertIdentity(
  tx: Tx,
  row: Subject & {
    readonly id: string;
    readonly userId: string;
    readonly label: string;
    readonly linkedAt: Date;
  },
): Promise<boolean> {
  const { count } = await tx.identity.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

/** Notes that somebody came in by an identity. */
export async function touchIdentity(conn: Conn, id: string, at: Date): Promise<void> {
  await conn.identity.updateMany({ where: { id }, data: { lastUsedAt: at } });
}

/** Deletes an identity of a person and returns its provider; null when there is none. */
export async function deleteIdentity(
  tx: Tx,
  own: { readonly id: string; readonly userId: string },
): Promise<string | null> {
  const row = await tx.identity.findFirst({ where: own, select: { provider: true } });
  const { count } = await tx.identity.deleteMany({ where: own });
  return count === 1 ? (row?.provider ?? null) : null;
}
