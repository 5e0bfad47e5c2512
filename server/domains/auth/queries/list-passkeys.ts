import type { z } from 'zod';
import { passkeyLimit } from '@/server/domains/auth/commands/passkeys';
import type { passkeyList } from '@/server/domains/auth/contract/passkeys';
import { selectPasskeys } from '@/server/domains/auth/repo/passkeys';
import type { UserContext } from '@/server/platform/context';

/** Lists the passkeys of the caller, oldest first. */
export async function listPasskeys(ctx: UserContext): Promise<z.infer<typeof passkeyList>> {
  const rows = await selectPasskeys(ctx.db, ctx.actor.userId, passkeyLimit);
  return { items: rows.map(({ credentialId: _, transports: __, ...row }) => row) };
}
