import type { ApiKeyScope } from '@/server/platform/api-key-scopes';
import { apiKeyScopes } from '@/server/platform/api-key-scopes';
import type { Conn, Tx } from '@/server/platform/db';

/** A key to be kept; never the key itself. */
export type NewApiKey = {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly prefix: string;
  readonly keyHash: string;
  readonly scopes: ApiKeyScope[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
};

/** Waits for its turn among all who make keys for this person, until the transaction ends. */
export async function lockApiKeys(tx: Tx, userId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`api-keys ${userId}`}, 0))::text`;
}

/** Stores a key. */
export async function insertApiKey(tx: Tx, row: NewApiKey): Promise<void> {
  await tx.apiKey.create({ data: row, select: { id: true } });
}

/** Counts the keys of a person that work at this time. */
export async function countOpenApiKeys(conn: Conn, userId: string, at: Date): Promise<number> {
  return await conn.apiKey.count({ where: { userId, revokedAt: null, expiresAt: { gt: at } } });
}

/** Scopes of another release open nothing here. */
const known = (scopes: readonly string[]) => apiKeyScopes.filter((scope) => scopes.includes(scope));

/** Reads the keys of a person that were not revoked, latest first, at most `limit`. */
export async function selectApiKeys(conn: Conn, userId: string, limit: number) {
  const rows = await conn.apiKey.findMany({
    where: { userId, revokedAt: null },
    select: {
      id: true,
      name: true,
      prefix: true,
      scopes: true,
      createdAt: true,
      expiresAt: true,
      lastUsedOn: true,
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
  return rows.map((row) => ({ ...row, scopes: known(row.scopes) }));
}

/** Reads what decides whether a key holds, and what it opens. */
export async function selectApiKeyByPrefix(conn: Conn, prefix: string) {
  const row = await conn.apiKey.findUnique({
    where: { prefix },
    select: {
      id: true,
      userId: true,
      keyHash: true,
      scopes: true,
      expiresAt: true,
      revokedAt: true,
      lastUsedOn: true,
    },
  });
  return row === null ? null : { ...row, scopes: known(row.scopes) };
}

/** Notes the day of a use. */
export async function touchApiKey(conn: Conn, id: string, day: Date): Promise<void> {
  await conn.apiKey.updateMany({ where: { id }, data: { lastUsedOn: day } });
}

/** Revokes a key of a person; false when they have no such key, or it was revoked before. */
export async function revokeKey(
  tx: Tx,
  key: { readonly id: string; readonly userId: string },
  at: Date,
): Promise<boolean> {
  const { count } = await tx.apiKey.updateMany({
    where: { ...key, revokedAt: null },
    data: { revokedAt: at },
  });
  return count === 1;
}

/** Deletes keys that ended, or were revoked, before a time, at most `limit`; returns how many. */
export async function deleteApiKeysOverBefore(conn: Conn, before: Date, limit: number): Promise<number> {
  return await conn.$executeRaw`
    DELETE FROM api_keys WHERE id IN (
      SELECT id FROM api_keys WHERE LEAST(expires_at, revoked_at) < ${before} ORDER BY id LIMIT ${limit})`;
}
