import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { RedisPort } from '@/server/platform/adapters/redis';
import { AppError, platformErrors } from '@/server/platform/errors';
import { countAgainst, ratePolicies } from '@/server/platform/ratelimit';

/** After too many wrong passwords, one address waits this long before its next try at that account, in seconds. */
const blockSeconds = 60;

/** Who tries to come in, and from where. */
export type Attempt = { readonly email: string; readonly address: string };

/** Who tries the second factor of an account, after a first proof of this generation. */
export type CodeAttempt = { readonly userId: string; readonly sessionVersion: number };

/** With so many wrong codes the owner is told, and again with as many more. */
const toldEvery = 5;

/** Redis counts for people without learning their addresses. */
function nameless(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const pairOf = ({ email, address }: Attempt) => nameless(`${address} ${email}`);
const blockKey = (attempt: Attempt) => `signIn:blocked:${pairOf(attempt)}`;

async function isWithin(count: Promise<unknown>): Promise<boolean> {
  try {
    await count;
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === platformErrors.rate_limited.code) return false;
    throw error;
  }
}

/**
 * Counts one mail to an address and tells whether it may be sent. Each kind is counted apart, so that a stranger who
 * uses up the one cannot keep a person from the others.
 *
 * @throws AppError `platform/unavailable` when nothing can be counted.
 */
export async function mayMail(
  redis: RedisPort,
  kind: 'confirmation' | 'reset' | 'magic_link' | 'email_change' | 'invitation',
  email: string,
): Promise<boolean> {
  return await isWithin(countAgainst(redis, 'mail', `${kind}:${nameless(email)}`));
}

/**
 * Refuses an attempt while its address waits for this account. Other addresses are not held up, so that nobody can be
 * locked out by a stranger's guesses.
 *
 * @throws AppError `platform/rate_limited`.
 */
export async function requireUnblocked(redis: RedisPort, attempt: Attempt): Promise<void> {
  const isBlocked = await redis.get(blockKey(attempt), z.literal(true));
  if (isBlocked === null) return;
  throw new AppError(platformErrors.rate_limited, {
    retryAfterSeconds: blockSeconds,
    details: { seconds: blockSeconds },
  });
}

/** Counts a wrong password, for its address and for the account; beyond either limit this address has to wait. */
export async function countWrongPassword(redis: RedisPort, attempt: Attempt): Promise<void> {
  const [isCalmHere, isCalmAnywhere] = await Promise.all([
    isWithin(countAgainst(redis, 'wrongPassword', pairOf(attempt))),
    isWithin(countAgainst(redis, 'wrongPasswordAnywhere', nameless(attempt.email))),
  ]);
  if (isCalmHere && isCalmAnywhere) return;
  await redis.set(blockKey(attempt), true, { ttlSeconds: blockSeconds });
}

/** A new password begins a new count: whoever knew the old one cannot keep its owner out. */
const codesOf = ({ userId, sessionVersion }: CodeAttempt) => nameless(`codes ${userId} ${sessionVersion}`);
const codesKey = (attempt: CodeAttempt) => `signIn:codes:${codesOf(attempt)}`;

/**
 * Refuses a code while the account has had too many wrong ones, whatever address they came from: who gets here has given
 * the first proof, so no stranger can lock an owner out.
 *
 * @throws AppError `platform/rate_limited`.
 */
export async function requireCodesLeft(redis: RedisPort, attempt: CodeAttempt): Promise<void> {
  const until = await redis.get(codesKey(attempt), z.number());
  if (until === null) return;
  const seconds = Math.max(1, Math.ceil((until - Date.now()) / 1_000));
  throw new AppError(platformErrors.rate_limited, { retryAfterSeconds: seconds, details: { seconds } });
}

/** Counts a wrong code; beyond the limit of the account it takes none for a while. Returns whether its owner is to be told. */
export async function countWrongCode(redis: RedisPort, attempt: CodeAttempt): Promise<boolean> {
  const { windowSeconds } = ratePolicies.wrongCode;
  const state = await countAgainst(redis, 'wrongCode', codesOf(attempt)).catch((error: unknown) => {
    if (error instanceof AppError && error.code === platformErrors.rate_limited.code) return null;
    throw error;
  });
  const left = state?.remaining ?? 0;
  if (left === 0) {
    const until = Date.now() + windowSeconds * 1_000;
    await redis.set(codesKey(attempt), until, { ttlSeconds: windowSeconds });
  }
  return state !== null && left % toldEvery === 0;
}
