import type { ApiKeyList } from '@/server/domains/auth/contract/api-keys';
import { selectApiKeys } from '@/server/domains/auth/repo/api-keys';
import type { UserContext } from '@/server/platform/context';

/** Keys that are over stand in the list until they are revoked or pruned; nobody has more to look at. */
const listed = 50;

/** Lists the API keys of the caller that were not revoked, latest first. */
export async function listApiKeys(ctx: UserContext): Promise<ApiKeyList> {
  const now = ctx.clock.now();
  const rows = await selectApiKeys(ctx.db, ctx.actor.userId, listed);
  return { items: rows.map((row) => ({ ...row, isOver: row.expiresAt <= now })) };
}
