import { authErrors } from '@/server/domains/auth/errors';
import { selectApiKeyByPrefix, touchApiKey } from '@/server/domains/auth/repo/api-keys';
import { isSameKey, readApiKey } from '@/server/domains/auth/rules/api-key';
import { findAccount } from '@/server/domains/users';
import type { UserActor } from '@/server/platform/actor';
import type { Conn } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

const startOfDay = (time: Date) => new Date(time.toISOString().slice(0, 10));

/**
 * Returns the person an API key acts as, with what the key opens. What became of a key is told only to who has all of it.
 *
 * @throws AppError `auth/api_key_malformed`, without asking the database; `auth/api_key_unknown`; `auth/api_key_revoked`;
 *   `auth/api_key_expired`; `auth/suspended` while its person is kept out.
 */
export async function findKeyActor(conn: Conn, key: string, now: Date): Promise<UserActor> {
  const traces = readApiKey(key);
  if (traces === null) throw new AppError(authErrors.api_key_malformed);
  const row = await selectApiKeyByPrefix(conn, traces.prefix);
  if (row === null || !isSameKey(traces, row.keyHash)) throw new AppError(authErrors.api_key_unknown);
  if (row.revokedAt !== null) throw new AppError(authErrors.api_key_revoked);
  if (row.expiresAt <= now) throw new AppError(authErrors.api_key_expired);
  const account = await findAccount(conn, row.userId);
  if (account === null || account.erasedAt !== null) throw new AppError(authErrors.api_key_unknown);
  if (account.suspendedAt !== null) throw new AppError(authErrors.suspended);
  const today = startOfDay(now);
  if (row.lastUsedOn === null || row.lastUsedOn < today) await touchApiKey(conn, row.id, today);
  return {
    kind: 'user',
    userId: account.id,
    role: account.role,
    apiKey: { id: row.id, scopes: row.scopes },
  };
}
