import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { once, pruneIdempotency } from '@/server/platform/idempotency';
import { testFactory } from '@/test/factory';
import { fixedClock } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

const key = '01900000-0000-7000-8000-000000000001';
const output = z.object({ number: z.number(), at: z.date(), note: z.string().nullable() });

async function caller(clock = fixedClock()) {
  const user = await testFactory().user();
  const ctx = { db: testDb(), clock, actor: { kind: 'user', userId: user.id, role: 'learner' } as const };
  let runs = 0;
  const work = async () => {
    runs += 1;
    return { number: runs, at: clock.now(), note: null };
  };
  const call = { key, procedure: 'test.work', input: { a: 1 }, output };
  return { ctx, call, work, clock, runs: () => runs };
}

describe('once', () => {
  it('answers a repetition with the first answer, dates and all, without working again', async () => {
    const { ctx, call, work, runs } = await caller();
    const first = await once(ctx, call, work);
    expect(await once(ctx, call, work)).toEqual(first);
    expect(runs()).toBe(1);
  });

  it('simply works without a key', async () => {
    const { ctx, call, work, runs } = await caller();
    await once(ctx, { ...call, key: undefined }, work);
    await once(ctx, { ...call, key: undefined }, work);
    expect(runs()).toBe(2);
    expect(await testDb().idempotencyRecord.count()).toBe(0);
  });

  it('refuses the key for another input or procedure, and lets another person have it', async () => {
    const { ctx, call, work } = await caller();
    await once(ctx, call, work);
    for (const other of [
      { ...call, input: { a: 2 } },
      { ...call, procedure: 'test.other' },
    ]) {
      await expect(once(ctx, other, work)).rejects.toThrow('platform/idempotency_mismatch');
    }
    const stranger = { ...ctx, actor: { ...ctx.actor, userId: 'somebody-else' } };
    expect(await once(stranger, { ...call, input: { a: 2 } }, work)).toMatchObject({ number: 2 });
  });

  it('refuses while the first call runs, however many come, and runs the work once', async () => {
    const { ctx, call, work, runs } = await caller();
    let finish: () => void = () => undefined;
    const running = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const first = once(ctx, call, async () => {
      const others = await Promise.allSettled(
        Array.from({ length: 9 }, async () => await once(ctx, call, work)),
      );
      for (const other of others) {
        expect(other).toMatchObject({
          status: 'rejected',
          reason: { code: 'platform/idempotency_in_progress', retryAfterSeconds: 2 },
        });
      }
      finish();
      return await work();
    });
    await running;
    expect(await first).toMatchObject({ number: 1 });
    expect(runs()).toBe(1);
  });

  it('may be taken over a minute after a crash, by one', async () => {
    const { ctx, call, work, clock, runs } = await caller();
    // Claimed and never finished: as a killed process leaves it.
    await once(ctx, call, work);
    await testDb().idempotencyRecord.updateMany({ data: { completedAt: null } });
    await expect(once(ctx, call, work)).rejects.toThrow('platform/idempotency_in_progress');
    clock.advance(60_001);
    const tries = await Promise.allSettled(
      Array.from({ length: 5 }, async () => await once(ctx, call, work)),
    );
    expect(runs()).toBe(2);
    const answered = tries.filter((one) => one.status === 'fulfilled');
    expect(new Set(answered.map((one) => one.value.number))).toEqual(new Set([2]));
  });

  it('frees the key when the work was refused', async () => {
    const { ctx, call, work } = await caller();
    const refusing = async (): Promise<z.infer<typeof output>> => {
      throw new Error('refused');
    };
    await expect(once(ctx, call, refusing)).rejects.toThrow('refused');
    expect(await once(ctx, call, work)).toMatchObject({ number: 1 });
  });

  it('leaves the claim of who has taken over alone when the first one fails late', async () => {
    const { ctx, call, work, clock } = await caller();
    const failing = once(ctx, call, async () => {
      clock.advance(60_001);
      // Another process takes over and is at work when this one fails.
      const { actorId } = await testDb().idempotencyRecord.findFirstOrThrow();
      await testDb().idempotencyRecord.update({
        where: { actorId_key: { actorId, key } },
        data: { createdAt: clock.now() },
      });
      throw new Error('late');
    });
    await expect(failing).rejects.toThrow('late');
    await expect(once(ctx, call, work)).rejects.toThrow('platform/idempotency_in_progress');
  });

  it('forgets answers after a week, in bounded bites', async () => {
    const { ctx, call, work, clock } = await caller();
    for (const end of ['1', '2', '3']) await once(ctx, { ...call, key: key.slice(0, -1) + end }, work);
    clock.advance(6 * 86_400_000);
    await once(ctx, { ...call, key: `${key.slice(0, -1)}4` }, work);
    clock.advance(2 * 86_400_000);
    expect(await pruneIdempotency(testDb(), clock, 2)).toBe(2);
    expect(await pruneIdempotency(testDb(), clock, 2)).toBe(1);
    expect(await testDb().idempotencyRecord.count()).toBe(1);
  });
});
