import { z } from 'zod';
import { takeCode } from '@/server/domains/auth/commands/check-code';
import { refuseCode } from '@/server/domains/auth/commands/refuse-code';
import type { SignedIn } from '@/server/domains/auth/commands/sign-in';
import type { AuthContext } from '@/server/domains/auth/context';
import type { secondFactorSignIn } from '@/server/domains/auth/contract';
import { authErrors } from '@/server/domains/auth/errors';
import { requireCodesLeft } from '@/server/domains/auth/limits';
import {
  insertChallenge,
  markChallengeUsed,
  selectChallenge,
  takeTry,
} from '@/server/domains/auth/repo/challenges';
import { hasConfirmedTotp } from '@/server/domains/auth/repo/factors';
import { type SessionMethod, sessionMethods } from '@/server/domains/auth/rules/session-method';
import { hashToken, readToken, tokenFor } from '@/server/domains/auth/rules/tokens';
import { findAccount } from '@/server/domains/users';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { newId } from '@/server/platform/ids';

/** So long after the first proof the second may follow, in ms. */
export const secondFactorLifeMs = 5 * 60_000;

/** So many codes may be tried before the first proof has to be given again. */
export const secondFactorTries = 5;

const firstProof = z.object({ method: z.enum(sessionMethods), sessionVersion: z.number().int() });

/** Somebody who has given a proof, and how. */
export type FirstProof = SignedIn & { readonly method: SessionMethod };

/**
 * Lets somebody in who has given their first proof, unless they are kept out or their account takes a second one.
 *
 * @throws AppError `auth/suspended`; `auth/second_factor_required`, with the token to answer with as `details.challenge`.
 */
export async function admit(ctx: AuthContext, proven: FirstProof): Promise<FirstProof> {
  const { userId, method, sessionVersion } = proven;
  const account = await findAccount(ctx.db, userId);
  if (account !== null && account.suspendedAt !== null) throw new AppError(authErrors.suspended);
  // A passkey asks for its device and for a finger, a face or a PIN: two factors in one.
  if (method === 'passkey' || !(await hasConfirmedTotp(ctx.db, userId))) return proven;
  const id = newId();
  const challenge = tokenFor(ctx.secret, 'second_factor', id);
  const createdAt = ctx.clock.now();
  await insertChallenge(ctx.db, {
    id,
    kind: 'second_factor',
    userId,
    challenge: hashToken(challenge),
    data: { method, sessionVersion },
    createdAt,
    expiresAt: new Date(createdAt.getTime() + secondFactorLifeMs),
  });
  throw new AppError(authErrors.second_factor_required, { details: { challenge } });
}

async function findChallenge(ctx: AuthContext, token: string) {
  const id = readToken(ctx.secret, 'second_factor', token);
  const row = id === null ? null : await selectChallenge(ctx.db, 'second_factor', id);
  if (row === null || row.userId === null || row.challenge !== hashToken(token)) {
    throw new AppError(authErrors.sign_in_again);
  }
  return { id: row.id, userId: row.userId, proof: firstProof.parse(row.data) };
}

/**
 * Answers with a code and returns who comes in. Each sign-in may try a few codes; whoever has tried them all has to
 * give the first proof again. Over all sign-ins an account takes a bounded number of wrong codes, and its owner is told.
 *
 * @throws AppError `auth/code_wrong`, `auth/sign_in_again`, `platform/rate_limited`.
 */
export async function signInBySecondFactor(
  ctx: AuthContext,
  given: z.output<typeof secondFactorSignIn>,
): Promise<FirstProof> {
  const { id, userId, proof } = await findChallenge(ctx, given.token);
  const attempt = { userId, sessionVersion: proof.sessionVersion };
  await requireCodesLeft(ctx.redis, attempt);
  const now = ctx.clock.now();
  const tries = await takeTry(ctx.db, id, { limit: secondFactorTries, now });
  if (tries === null) throw new AppError(authErrors.sign_in_again);
  const isRight = await transact(ctx.db, async (tx) => {
    if (!(await takeCode(ctx, tx, userId, given.code))) return false;
    if (!(await markChallengeUsed(tx, id, now))) throw new AppError(authErrors.sign_in_again);
    return true;
  });
  if (isRight) return { userId, ...proof };
  await refuseCode(ctx, attempt);
  if (tries < secondFactorTries) throw new AppError(authErrors.code_wrong, { field: 'code' });
  throw new AppError(authErrors.sign_in_again);
}
