import type { RedisPort } from '@/server/platform/adapters/redis';
import { createRateLimiter } from '@/server/platform/adapters/redis';
import { AppError, platformErrors } from '@/server/platform/errors';
import { type RateNotes, requestContext } from '@/server/platform/request-context';

/**
 * How often, for whom, and what happens when Redis cannot be asked: `open` lets the call pass, `closed` refuses it.
 * Reads are bounded at the edge and by their own limits, so they have no row here.
 */
export const ratePolicies = {
  write: { limit: 120, windowSeconds: 60, onFailure: 'open' },
  /**
   * Every way in, registration, and everything else that guesses could attack: one count for each address, whichever
   * route is asked. What only signed-in people may do is counted for the account.
   */
  signIn: { limit: 20, windowSeconds: 60, onFailure: 'closed' },
  /** Wrong passwords for one account from one address. */
  wrongPassword: { limit: 10, windowSeconds: 900, onFailure: 'closed' },
  /** Wrong passwords for one account from anywhere; so high that no stranger reaches it by hand. */
  wrongPasswordAnywhere: { limit: 200, windowSeconds: 3_600, onFailure: 'closed' },
  /** Wrong codes of a second factor, for one account from anywhere: who tries them has given the first proof already. */
  wrongCode: { limit: 20, windowSeconds: 3_600, onFailure: 'closed' },
  /** Whatever makes us send mail to somebody: counted by who asks, and by whom it is for. */
  mail: { limit: 8, windowSeconds: 3_600, onFailure: 'closed' },
  /** Every call by an API key, counted for that key; what it calls is counted for its person besides. */
  apiKey: { limit: 600, windowSeconds: 60, onFailure: 'open' },
  /** API keys that nobody has, from one address: no guess would ever hit, but each costs a look. */
  unknownApiKey: { limit: 30, windowSeconds: 60, onFailure: 'open' },
  /** What a browser tells of pages that broke their policy; nothing is lost with those that are not read. */
  cspReport: { limit: 60, windowSeconds: 60, onFailure: 'open' },
  /** Files sent to us, each read and made anew. */
  upload: { limit: 20, windowSeconds: 3_600, onFailure: 'closed' },
  /** Watch beats: one each few seconds from each open player. */
  beat: { limit: 60, windowSeconds: 60, onFailure: 'open' },
  /** Parts of uploads: a fast line sends several a second. */
  part: { limit: 1_200, windowSeconds: 60, onFailure: 'open' },
} as const satisfies Record<string, { limit: number; windowSeconds: number; onFailure: 'open' | 'closed' }>;

/** The name of a row of {@link ratePolicies}. */
export type RatePolicy = keyof typeof ratePolicies;

function isRatePolicy(name: string): name is RatePolicy {
  return Object.hasOwn(ratePolicies, name);
}

/** What is left of a policy, as the headers of an answer say it. */
export type RateState = { readonly limit: number; readonly remaining: number; readonly resetAt: Date };

/**
 * Counts one call against a policy, exactly also under concurrency.
 *
 * @param subject whom the count belongs to: a user id or an address.
 * @returns what is left; null when nobody could count and the policy lets the call pass.
 * @throws AppError `platform/rate_limited` with the seconds to wait; `platform/unavailable` when the policy fails closed.
 */
export async function countAgainst(
  redis: RedisPort,
  policy: RatePolicy,
  subject: string,
): Promise<RateState | null> {
  const { limit, windowSeconds, onFailure } = ratePolicies[policy];
  let verdict: Awaited<ReturnType<ReturnType<typeof createRateLimiter>['limit']>>;
  try {
    verdict = await createRateLimiter(redis, policy, { limit, windowSeconds }).limit(subject);
  } catch (cause) {
    if (onFailure === 'open') return null;
    throw new AppError(platformErrors.unavailable, { cause, retryAfterSeconds: 5 });
  }
  if (verdict.ok) return verdict;
  const retryAfterSeconds = secondsUntil(verdict.resetAt);
  throw new AppError(platformErrors.rate_limited, {
    retryAfterSeconds,
    details: { seconds: retryAfterSeconds },
  });
}

/**
 * Counts one call of the caller of this request, and notes what they have left for the headers of its answer. Counts
 * that belong to somebody else, a mailbox for one, are not theirs to know: {@link countAgainst} keeps them.
 *
 * @throws AppError as {@link countAgainst}.
 */
export async function countCaller(redis: RedisPort, policy: RatePolicy, subject: string): Promise<void> {
  const notes = requestContext()?.rates;
  try {
    const state = await countAgainst(redis, policy, subject);
    if (state === null) return;
    notes?.set(policy, { remaining: state.remaining, resetSeconds: secondsUntil(state.resetAt) });
  } catch (error) {
    const wait = error instanceof AppError ? error.retryAfterSeconds : undefined;
    if (wait !== undefined) notes?.set(policy, { remaining: 0, resetSeconds: wait });
    throw error;
  }
}

/**
 * Counts one call of whoever asks from an address, known or not. All that is open to visitors goes through here, so that
 * an address has one count for a policy and not one for each way of asking.
 *
 * @throws AppError as {@link countAgainst}.
 */
export async function countAddress(redis: RedisPort, policy: RatePolicy, address: string): Promise<void> {
  await countCaller(redis, policy, `address:${address}`);
}

function secondsUntil(time: Date): number {
  return Math.max(1, Math.ceil((time.getTime() - Date.now()) / 1_000));
}

/**
 * Returns the fields `RateLimit` and `RateLimit-Policy` of an answer, for the policies its calls were counted against
 * (draft-ietf-httpapi-ratelimit-headers-10 §3); none when nothing was counted.
 */
export function rateHeaders(notes: RateNotes): readonly (readonly [string, string])[] {
  const counted = [...notes].flatMap(([policy, note]) =>
    isRatePolicy(policy) ? [{ policy, ...note, ...ratePolicies[policy] }] : [],
  );
  if (counted.length === 0) return [];
  return [
    [
      'ratelimit-policy',
      counted.map((one) => `"${one.policy}";q=${one.limit};w=${one.windowSeconds}`).join(', '),
    ],
    [
      'ratelimit',
      counted.map((one) => `"${one.policy}";r=${one.remaining};t=${one.resetSeconds}`).join(', '),
    ],
  ];
}
