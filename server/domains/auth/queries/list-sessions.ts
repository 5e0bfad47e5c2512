import type { z } from 'zod';
import type { sessionList } from '@/server/domains/auth/contract';
import { selectOpenSessions } from '@/server/domains/auth/repo/sessions';
import type { UserContext } from '@/server/platform/context';

/** More devices than anybody has; the oldest are left out. */
const limit = 100;

/** Lists where the caller is signed in, latest use first. Who acts as them is not a device of theirs. */
export async function listSessions(ctx: UserContext): Promise<z.infer<typeof sessionList>> {
  const { userId, session } = ctx.actor;
  const rows = await selectOpenSessions(ctx.db, userId, { now: ctx.clock.now(), limit });
  const own = rows.filter(({ impersonatorId }) => impersonatorId === null);
  return {
    items: own.map(({ impersonatorId: _, ...row }) => ({ ...row, isCurrent: row.id === session?.id })),
  };
}
