import type { z } from 'zod';
import type { bySession, endedSessions } from '@/server/domains/auth/contract';
import { authErrors } from '@/server/domains/auth/errors';
import { endSession, endSessions } from '@/server/domains/auth/repo/sessions';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

/**
 * Ends one session of the caller: its cookie is refused from the next request on.
 *
 * @throws AppError `auth/session_not_found`, also for a session that has ended or is somebody else's.
 */
export async function endOneSession(
  ctx: UserContext,
  { sessionId }: z.output<typeof bySession>,
): Promise<z.infer<typeof endedSessions>> {
  return await transact(ctx.db, async (tx) => {
    const own = { id: sessionId, userId: ctx.actor.userId };
    if (!(await endSession(tx, own, ctx.clock.now()))) throw new AppError(authErrors.session_not_found);
    const subject = { type: 'session', id: sessionId } as const;
    await recordAudit(tx, ctx, { action: 'session.revoked', subject });
    return { ended: 1 };
  });
}

/** Ends every session of the caller but the one that asks; returns how many. */
export async function endOtherSessions(ctx: UserContext): Promise<z.infer<typeof endedSessions>> {
  const { userId, session } = ctx.actor;
  return await transact(ctx.db, async (tx) => {
    const at = ctx.clock.now();
    const ended = await endSessions(tx, userId, {
      at,
      ...(session === undefined ? {} : { except: session.id }),
    });
    if (ended > 0) {
      const subject = { type: 'user', id: userId } as const;
      await recordAudit(tx, ctx, { action: 'sessions.revoked', subject, after: { ended } });
    }
    return { ended };
  });
}
