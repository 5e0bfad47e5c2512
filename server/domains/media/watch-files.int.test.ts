import { describe, expect, it } from 'vitest';
import { watchFiles } from '@/server/domains/media/queries/watch-files';
import { testFactory } from '@/test/factory';
import { fixedClock } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

/** Announcements that the test makes itself. */
function manualLive() {
  let wake = () => {};
  return {
    announce: async () => wake(),
    next: async (_userId: string, { signal }: { signal: AbortSignal }) =>
      await new Promise<void>((resolve) => {
        wake = resolve;
        signal.addEventListener('abort', () => resolve());
      }),
  };
}

describe('the work on somebody’s files', () => {
  it('is told whenever it has gone on, and to nobody else', async () => {
    const factory = testFactory();
    const owner = await factory.user({ role: 'instructor' });
    const file = await factory.image({ ownerId: owner.id, status: 'pending' });
    const theirs = await factory.image({ ownerId: (await factory.user()).id, status: 'pending' });
    const live = manualLive();
    const actor = { kind: 'user' as const, userId: owner.id, role: owner.role };
    const stop = new AbortController();
    const ctx = { db: testDb(), clock: fixedClock(), actor, live };
    const states = watchFiles(ctx, null, stop.signal);
    const first = await states.next();
    expect(first.value).toContain(file.id);
    expect(first.value).not.toContain(theirs.id);

    const second = states.next();
    await testDb().asset.update({ where: { id: theirs.id }, data: { progressPercent: 50 } });
    await live.announce();
    await testDb().asset.update({ where: { id: file.id }, data: { progressPercent: 50 } });
    const timer = setInterval(() => void live.announce(), 20);
    const told = await second;
    clearInterval(timer);
    expect(told.value).toContain(`${file.id} pending 50`);

    const resumed = watchFiles(ctx, told.value ?? null, stop.signal);
    const nothingNew = resumed.next();
    stop.abort();
    expect((await nothingNew).done).toBe(true);
    expect((await states.next()).done).toBe(true);
  });
});
