import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { RedisPort } from '@/server/platform/adapters/redis';
import { AppError, platformErrors } from '@/server/platform/errors';
import { countAgainst } from '@/server/platform/ratelimit';

/** After too many wrong passwords, one address waits this long before its next try at that account, in seconds. */
const blockSeconds = 60;

/** Who tries to come in, and from where. */
export type Attempt = { readonly email: string; readonly address: string };

/** A try at the second factor of an account, counted apart from those at its password. */
export function codeAttempt(userId: string, address: string): Attempt {
  return { email: `second factor of ${userId}`, address };
}

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
