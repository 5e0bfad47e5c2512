import { createHash } from 'node:crypto';
import superjson from 'superjson';
import type { z } from 'zod';
import type { Clock } from '@/server/platform/clock';
import type { UserContext } from '@/server/platform/context';
import type { Db } from '@/server/platform/db';
import { AppError, platformErrors } from '@/server/platform/errors';

/** After this long an unfinished call counts as crashed, and its key may be used for another try. */
const takeoverMs = 60_000;

/** Answers are kept this long: no client tries again for so many days. */
const keepDays = 7;

/** One call as the client meant it. */
export type IdempotentCall<T> = {
  /** Undefined: the client did not ask for protection, and the work simply runs. */
  readonly key: string | undefined;
  readonly procedure: string;
  readonly input: unknown;
  readonly output: z.ZodType<T>;
};

/**
 * Runs `work` at most once per actor and key, and answers a repetition with the stored result. It spares the client a
 * second effect in the usual case; what must never happen twice is still claimed by a constraint inside `work`.
 *
 * @throws AppError `platform/idempotency_mismatch` when the key came before with another input,
 *   `platform/idempotency_in_progress` while the first call is still running.
 */
export async function once<T>(ctx: UserContext, call: IdempotentCall<T>, work: () => Promise<T>): Promise<T> {
  if (call.key === undefined) return await work();
  const claimedAt = ctx.clock.now();
  const stored = await claim(ctx, call, claimedAt);
  if (stored !== undefined) return call.output.parse(superjson.parse(stored));
  // A claim is known by its time: whoever takes it over does so a minute later at the earliest.
  const ours = { actorId: ctx.actor.userId, key: call.key, createdAt: claimedAt, completedAt: null };
  const result = await freeingTheKeyOnFailure(ctx, ours, work);
  const response = JSON.parse(superjson.stringify(result));
  await ctx.db.idempotencyRecord.updateMany({
    where: ours,
    data: { response, completedAt: ctx.clock.now() },
  });
  return result;
}

type Claim = {
  readonly actorId: string;
  readonly key: string;
  readonly createdAt: Date;
  readonly completedAt: null;
};

async function freeingTheKeyOnFailure<T>(ctx: UserContext, ours: Claim, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // A refused call left no effect, so the same key may try again at once; a claim that was taken over is not ours.
    await ctx.db.idempotencyRecord.deleteMany({ where: ours });
    throw error;
  }
}

function hashOf(call: IdempotentCall<unknown>): string {
  return createHash('sha256')
    .update(JSON.stringify([call.procedure, call.input]))
    .digest('hex');
}

/** Returns undefined when the work is ours to do, else the earlier answer. */
async function claim(
  ctx: UserContext,
  call: IdempotentCall<unknown>,
  now: Date,
): Promise<string | undefined> {
  const { userId: actorId } = ctx.actor;
  const key = call.key ?? '';
  const requestHash = hashOf(call);
  const data = { actorId, key, procedure: call.procedure, requestHash, createdAt: now };
  const { count } = await ctx.db.idempotencyRecord.createMany({ data: [data], skipDuplicates: true });
  if (count === 1) return undefined;
  const earlier = await ctx.db.idempotencyRecord.findUnique({ where: { actorId_key: { actorId, key } } });
  if (earlier !== null && earlier.requestHash !== requestHash) {
    throw new AppError(platformErrors.idempotency_mismatch);
  }
  if (earlier?.completedAt) return JSON.stringify(earlier.response);
  const takenOver = await ctx.db.idempotencyRecord.updateMany({
    where: { actorId, key, completedAt: null, createdAt: { lt: new Date(now.getTime() - takeoverMs) } },
    data: { createdAt: now },
  });
  if (takenOver.count === 1) return undefined;
  throw new AppError(platformErrors.idempotency_in_progress, { retryAfterSeconds: 2 });
}

/** Removes answers that are older than a week, at most `limit` of them; returns how many. */
export async function pruneIdempotency(db: Db, clock: Clock, limit: number): Promise<number> {
  const before = new Date(clock.now().getTime() - keepDays * 86_400_000);
  return await db.$executeRaw`
    DELETE FROM idempotency_records WHERE (actor_id, key) IN (
      SELECT actor_id, key FROM idempotency_records WHERE created_at < ${before} ORDER BY created_at LIMIT ${limit})`;
}
