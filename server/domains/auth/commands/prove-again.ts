import type { z } from 'zod';
import { takeCode } from '@/server/domains/auth/commands/check-code';
import { type SiteContext, signInByPasskey } from '@/server/domains/auth/commands/passkey-sign-in';
import { refuseCode } from '@/server/domains/auth/commands/refuse-code';
import type { renewedProof } from '@/server/domains/auth/contract';
import { authErrors } from '@/server/domains/auth/errors';
import { countWrongPassword, requireCodesLeft, requireUnblocked } from '@/server/domains/auth/limits';
import { isPassword } from '@/server/domains/auth/passwords';
import { selectCredential } from '@/server/domains/auth/repo';
import { hasConfirmedTotp } from '@/server/domains/auth/repo/factors';
import { renewSession } from '@/server/domains/auth/repo/sessions';
import { findAccount } from '@/server/domains/users';
import type { UserActor } from '@/server/platform/actor';
import { transact } from '@/server/platform/db';
import { AppError, platformErrors } from '@/server/platform/errors';
import { newId } from '@/server/platform/ids';

type ProofContext = SiteContext & { readonly actor: UserActor; readonly address: string };

/** A session that goes on under another name. */
export type RenewedSession = {
  readonly userId: string;
  readonly sessionVersion: number;
  readonly sessionId: string;
};

async function requireProof(
  ctx: ProofContext,
  given: z.output<typeof renewedProof>,
  email: string,
): Promise<void> {
  const { userId } = ctx.actor;
  if (given.assertion !== undefined) {
    await signInByPasskey(ctx, given.assertion, userId);
    return;
  }
  if (await hasConfirmedTotp(ctx.db, userId)) return await requireCode(ctx, given.code ?? '');
  const attempt = { email, address: ctx.address };
  await requireUnblocked(ctx.redis, attempt);
  const credential = await selectCredential(ctx.db, userId);
  if (await isPassword(credential?.passwordHash ?? null, given.password ?? '')) return;
  await countWrongPassword(ctx.redis, attempt);
  throw new AppError(authErrors.current_password_wrong);
}

async function requireCode(ctx: ProofContext, code: string): Promise<void> {
  const { userId } = ctx.actor;
  const sessionVersion = (await selectCredential(ctx.db, userId))?.sessionVersion ?? 1;
  await requireCodesLeft(ctx.redis, { userId, sessionVersion });
  if (await transact(ctx.db, async (tx) => await takeCode(ctx, tx, userId, code))) return;
  await refuseCode(ctx, { userId, sessionVersion });
  throw new AppError(authErrors.code_wrong);
}

/**
 * Takes a fresh proof of who the caller is: a passkey of theirs, which is two factors in one; or a code where their account has
 * a second factor, else the password. The
 * session goes on under a new id, so that a cookie copied before the proof does not share in it.
 *
 * @throws AppError what {@link signInByPasskey} throws, `auth/code_wrong`, `auth/current_password_wrong`, `platform/rate_limited`; `platform/not_while_impersonating`, because the proof would be of somebody else.
 */
export async function proveAgain(
  ctx: ProofContext,
  given: z.output<typeof renewedProof>,
): Promise<RenewedSession> {
  const { userId, session } = ctx.actor;
  const account = await findAccount(ctx.db, userId);
  if (account === null || session === undefined) throw new AppError(platformErrors.unauthenticated);
  if (session.impersonatorId !== null) throw new AppError(platformErrors.not_while_impersonating);
  await requireProof(ctx, given, account.email);
  const at = ctx.clock.now();
  const sessionId = newId();
  return await transact(ctx.db, async (tx) => {
    if (!(await renewSession(tx, { id: session.id, newId: sessionId, at, isProven: true }))) {
      throw new AppError(platformErrors.unauthenticated);
    }
    const credential = await selectCredential(tx, userId);
    return { userId, sessionId, sessionVersion: credential?.sessionVersion ?? 1 };
  });
}
