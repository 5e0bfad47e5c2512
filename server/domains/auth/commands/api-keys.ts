import type { z } from 'zod';
import {
  type ApiKeyMade,
  type addApiKeyInput,
  apiKeyLimit,
  type byApiKey,
} from '@/server/domains/auth/contract/api-keys';
import { authErrors } from '@/server/domains/auth/errors';
import { authEvents } from '@/server/domains/auth/events';
import {
  countOpenApiKeys,
  deleteApiKeysOverBefore,
  insertApiKey,
  lockApiKeys,
  revokeKey,
} from '@/server/domains/auth/repo/api-keys';
import { makeApiKey } from '@/server/domains/auth/rules/api-key';
import { recordAudit } from '@/server/platform/audit/record';
import type { Clock } from '@/server/platform/clock';
import type { UserContext } from '@/server/platform/context';
import { type Db, transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';
import { newId } from '@/server/platform/ids';

const dayMs = 86_400_000;

/** A key that is over is kept for so long, so that whoever sends it is told what became of it, in ms. */
const keptAfterEndMs = 90 * dayMs;

/**
 * Makes an API key and returns it, this once. The owner is told by mail.
 *
 * @throws AppError `auth/api_key_limit`.
 */
export async function addApiKey(
  ctx: UserContext,
  { keyName, scopes, days }: z.output<typeof addApiKeyInput>,
): Promise<ApiKeyMade> {
  const { userId } = ctx.actor;
  const { key, prefix, keyHash } = makeApiKey();
  const createdAt = ctx.clock.now();
  const expiresAt = new Date(createdAt.getTime() + days * dayMs);
  const item = { id: newId(), name: keyName, prefix, scopes, createdAt, expiresAt };
  await transact(ctx.db, async (tx) => {
    await lockApiKeys(tx, userId);
    if ((await countOpenApiKeys(tx, userId, createdAt)) >= apiKeyLimit) {
      throw new AppError(authErrors.api_key_limit, { details: { limit: apiKeyLimit } });
    }
    await insertApiKey(tx, { ...item, userId, keyHash });
    await emit(tx, authEvents.securityNoticed, { userId, notice: 'api_key_added' });
    const subject = { type: 'api_key', id: item.id } as const;
    await recordAudit(tx, ctx, { action: 'api_key.added', subject, after: { scopes, days } });
  });
  return { key, item: { ...item, isOver: false, lastUsedOn: null } };
}

/**
 * Revokes a key of the caller: the next call by it is refused.
 *
 * @throws AppError `auth/api_key_not_found`, also for somebody else's.
 */
export async function revokeApiKey(
  ctx: UserContext,
  { apiKeyId }: z.output<typeof byApiKey>,
): Promise<z.infer<typeof byApiKey>> {
  const own = { id: apiKeyId, userId: ctx.actor.userId };
  return await transact(ctx.db, async (tx) => {
    if (!(await revokeKey(tx, own, ctx.clock.now()))) throw new AppError(authErrors.api_key_not_found);
    await recordAudit(tx, ctx, { action: 'api_key.revoked', subject: { type: 'api_key', id: apiKeyId } });
    return { apiKeyId };
  });
}

/** Removes keys that have been over for three months, at most `limit` of them; returns how many. */
export async function pruneApiKeys(db: Db, clock: Clock, limit: number): Promise<number> {
  return await deleteApiKeysOverBefore(db, new Date(clock.now().getTime() - keptAfterEndMs), limit);
}
