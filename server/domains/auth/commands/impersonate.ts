import { openSession } from '@/server/domains/auth/commands/open-session';
import { authErrors } from '@/server/domains/auth/errors';
import { selectCredential } from '@/server/domains/auth/repo';
import { endSession, renewSession } from '@/server/domains/auth/repo/sessions';
import { mayActAs } from '@/server/domains/auth/rules/may-act-as';
import { findAccount } from '@/server/domains/users';
import { recordAudit } from '@/server/platform/audit/record';
import type { UseCaseContext, UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError, platformErrors } from '@/server/platform/errors';
import { newId } from '@/server/platform/ids';
import { roleMay } from '@/server/platform/permissions';
import { isRecentlyProven } from '@/server/platform/proof';

/** How long somebody may act as another person at a time, in seconds. */
export const impersonationSeconds = 30 * 60;

/** A session to hand a cookie out for. */
export type HandedSession = {
  readonly userId: string;
  readonly sessionId: string;
  readonly sessionVersion: number;
};

function requireMayBegin({ actor, clock }: UserContext): void {
  if (!roleMay(actor.role, 'people.impersonate')) throw new AppError(platformErrors.forbidden);
  const { session } = actor;
  if (session !== undefined && session.impersonatorId !== null) {
    throw new AppError(platformErrors.not_while_impersonating);
  }
  if (!isRecentlyProven(session, clock.now())) throw new AppError(platformErrors.proof_required);
}

/** A session of somebody else, and under which id one's own goes on meanwhile. */
export type ActingSession = HandedSession & { readonly backSessionId: string };

/**
 * Begins to act as another person, for half an hour at most. Every write of that time names both in the audit log. The
 * caller's own session goes on under a new id, which only the new cookie knows: a copy of the old one is worth nothing.
 *
 * @throws AppError `platform/forbidden`, `platform/proof_required`, `platform/not_while_impersonating`, `auth/cannot_act_as`.
 */
export async function beginImpersonation(ctx: UserContext, userId: string): Promise<ActingSession> {
  requireMayBegin(ctx);
  const { actor, clock } = ctx;
  const target = await findAccount(ctx.db, userId);
  if (target === null || !mayActAs(actor, target)) throw new AppError(authErrors.cannot_act_as);
  const at = clock.now();
  return await transact(ctx.db, async (tx) => {
    const sessionId = await openSession(tx, {
      userId,
      method: 'impersonation',
      at,
      lastsSeconds: impersonationSeconds,
      impersonatorId: actor.userId,
    });
    const backSessionId = newId();
    const own = { id: actor.session?.id ?? '', newId: backSessionId, at, isProven: false };
    if (!(await renewSession(tx, own))) throw new AppError(platformErrors.unauthenticated);
    const credential = await selectCredential(tx, userId);
    const after = { session: sessionId, minutes: impersonationSeconds / 60 };
    const subject = { type: 'user', id: userId } as const;
    await recordAudit(tx, ctx, { action: 'impersonation.started', subject, after });
    return { userId, sessionId, backSessionId, sessionVersion: credential?.sessionVersion ?? 1 };
  });
}

/** Stops acting as another person. A session that has run out has ended by itself. */
export async function endImpersonation(ctx: UserContext): Promise<void> {
  const { actor, clock } = ctx;
  const { session } = actor;
  if (session === undefined || session.impersonatorId === null) return;
  await transact(ctx.db, async (tx) => {
    if (!(await endSession(tx, { id: session.id, userId: actor.userId }, clock.now()))) return;
    const subject = { type: 'user', id: actor.userId } as const;
    await recordAudit(tx, ctx, { action: 'impersonation.ended', subject });
  });
}

/**
 * Returns the id under which the session before goes on, so that a copy of the cookie of the time between does not lead
 * into it. One that has ended meanwhile keeps its id, and nobody comes in by it.
 */
export async function comeBack({ db, clock }: UseCaseContext, sessionId: string): Promise<string> {
  const next = newId();
  const session = { id: sessionId, newId: next, at: clock.now(), isProven: false };
  const isOpen = await transact(db, async (tx) => await renewSession(tx, session));
  return isOpen ? next : sessionId;
}
