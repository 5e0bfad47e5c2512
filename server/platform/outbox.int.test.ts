import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createDb, transact } from '@/server/platform/db';
import { primaryPool } from '@/server/platform/db/pool';
import { defineEvent, type EmittedEvent, emit } from '@/server/platform/events';
import {
  createRelayKick,
  outboxLagMs,
  type PublishableEvent,
  pruneOutbox,
  relayOutbox,
  relayPolicy,
} from '@/server/platform/outbox';
import { testFactory } from '@/test/factory';
import { fixedClock, testNow } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

const somethingHappened = defineEvent('test/happened', z.object({ subjectId: z.string() }));

function recorder() {
  const published: PublishableEvent[] = [];
  return {
    published,
    publish: async (events: readonly PublishableEvent[]) => void published.push(...events),
  };
}

async function fill(count: number): Promise<string[]> {
  const factory = testFactory();
  const ids = [];
  for (let index = 0; index < count; index += 1) {
    const createdAt = new Date(testNow.getTime() - 60_000 + index);
    ids.push(
      (await factory.outboxEvent({ name: 'test/happened', data: { subjectId: String(index) }, createdAt }))
        .id,
    );
  }
  return ids;
}

describe('emit', () => {
  it('leaves nothing and announces nothing when the transaction rolls back', async () => {
    const announced: EmittedEvent[] = [];
    const db = createDb(primaryPool(), (events) => void announced.push(...events));
    const failing = transact(db, async (tx) => {
      await emit(tx, somethingHappened, { subjectId: 'one' });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await testDb().outboxEvent.count()).toBe(0);
    expect(announced).toEqual([]);

    const id = await transact(db, async (tx) => await emit(tx, somethingHappened, { subjectId: 'two' }));
    expect(await testDb().outboxEvent.findMany({ select: { id: true, data: true } })).toEqual([
      { id, data: { subjectId: 'two' } },
    ]);
    expect(announced).toEqual([{ id, name: 'test/happened', data: { subjectId: 'two' } }]);
  });

  it('refuses facts that do not fit the definition, and writes only those that are defined', async () => {
    const withMore = { subjectId: 'one', password: 'never' };
    await transact(testDb(), async (tx) => await emit(tx, somethingHappened, withMore));
    expect(await testDb().outboxEvent.findMany({ select: { data: true } })).toEqual([
      { data: { subjectId: 'one' } },
    ]);
    const wrong = transact(testDb(), async (tx) => {
      const data: { subjectId: string } = JSON.parse('{"subjectId":7}');
      await emit(tx, somethingHappened, data);
    });
    await expect(wrong).rejects.toThrow(z.ZodError);
  });
});

describe('relay', () => {
  it('hands over everything that is due, oldest first, in batches, and marks it', async () => {
    const ids = await fill(relayPolicy.batchSize + 5);
    const { published, publish } = recorder();
    const relay = { db: testDb(), clock: fixedClock(), publish };
    expect(await relayOutbox(relay)).toBe(ids.length);
    expect(published.map((event) => event.id)).toEqual(ids);
    expect(published[0]).toEqual({
      id: ids[0],
      name: 'test/happened',
      data: { subjectId: '0' },
      ts: testNow.getTime() - 60_000,
    });
    expect(await testDb().outboxEvent.count({ where: { publishedAt: null } })).toBe(0);
    expect(await relayOutbox(relay)).toBe(0);
  });

  it('publishes each event once when five relays run at once', async () => {
    const ids = await fill(250);
    const { published, publish } = recorder();
    const relay = { db: testDb(), clock: fixedClock(), publish };
    await Promise.all(Array.from({ length: 5 }, async () => await relayOutbox(relay)));
    await relayOutbox(relay);
    expect(published.map((event) => event.id).sort()).toEqual([...ids].sort());
  });

  it('puts a refused batch back, each event to rest by its own tries', async () => {
    const clock = fixedClock();
    const [old = '', young = ''] = await fill(2);
    await testDb().outboxEvent.update({ where: { id: old }, data: { attempts: 30 } });
    const refusing = async () => {
      throw new Error('no');
    };
    await expect(relayOutbox({ db: testDb(), clock, publish: refusing })).rejects.toThrow('no');
    const rows = await testDb().outboxEvent.findMany({ orderBy: { createdAt: 'asc' } });
    expect(rows.map(({ lastError, publishedAt }) => [lastError, publishedAt])).toEqual([
      ['no', null],
      ['no', null],
    ]);
    const rests = rows.map((row) => (row.claimedUntil?.getTime() ?? 0) - clock.now().getTime());
    expect(rests).toEqual([relayPolicy.maxRestMs, relayPolicy.restMs]);

    const { published, publish } = recorder();
    expect(await relayOutbox({ db: testDb(), clock, publish })).toBe(0);
    clock.advance(relayPolicy.restMs + 1);
    await relayOutbox({ db: testDb(), clock, publish });
    expect(published.map((event) => event.id)).toEqual([young]);
    clock.advance(relayPolicy.maxRestMs);
    await relayOutbox({ db: testDb(), clock, publish });
    expect(published.map((event) => event.id)).toEqual([young, old]);
  });

  it('lets an event that nobody accepts hold up no other', async () => {
    const ids = await fill(5);
    const poison = ids[2];
    const { published, publish } = recorder();
    const picky = async (events: readonly PublishableEvent[]) => {
      if (events.some((event) => event.id === poison)) throw new Error('too large');
      await publish(events);
    };
    const clock = fixedClock();
    await expect(relayOutbox({ db: testDb(), clock, publish: picky })).rejects.toThrow('too large');
    expect(published.map((event) => event.id)).toEqual(ids.filter((id) => id !== poison));
    const waiting = await testDb().outboxEvent.findMany({ where: { publishedAt: null } });
    expect(waiting.map(({ id, lastError }) => [id, lastError])).toEqual([[poison, 'too large']]);
  });

  it('gives up soon when it is not the events that are refused, and lets all of them rest', async () => {
    await fill(50);
    let tries = 0;
    const down = async () => {
      tries += 1;
      throw new Error('down');
    };
    await expect(relayOutbox({ db: testDb(), clock: fixedClock(), publish: down })).rejects.toThrow('down');
    expect(tries).toBe(1 + relayPolicy.giveUpAfter);
    expect(await relayOutbox({ db: testDb(), clock: fixedClock(), publish: recorder().publish })).toBe(0);
    expect(await testDb().outboxEvent.count({ where: { lastError: 'down' } })).toBe(50);
  });

  it('takes over, with the same id, what a relay had claimed when it died', async () => {
    const clock = fixedClock();
    const [id] = await fill(1);
    // Claimed, and neither marked nor put back: as a killed process leaves it.
    await testDb().outboxEvent.updateMany({
      data: { attempts: 1, claimedUntil: new Date(clock.now().getTime() + relayPolicy.claimMs) },
    });
    const { published, publish } = recorder();
    expect(await relayOutbox({ db: testDb(), clock, publish })).toBe(0);
    clock.advance(relayPolicy.claimMs + 1);
    expect(await relayOutbox({ db: testDb(), clock, publish })).toBe(1);
    expect(published.map((event) => event.id)).toEqual([id]);
  });
});

describe('kick', () => {
  it('never runs twice at once, and looks once more for what came meanwhile', async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    const kick = createRelayKick(
      async () => {
        running += 1;
        runs += 1;
        most = Math.max(most, running);
        await Promise.resolve();
        running -= 1;
      },
      () => undefined,
    );
    await Promise.all([kick(), kick(), kick()]);
    expect({ most, runs }).toEqual({ most: 1, runs: 2 });
  });

  it('reports a failure and works again afterwards', async () => {
    const errors: unknown[] = [];
    let runs = 0;
    const kick = createRelayKick(
      async () => {
        runs += 1;
        if (runs === 1) throw new Error('down');
      },
      (error) => errors.push(error),
    );
    await kick();
    await kick();
    expect(errors).toEqual([new Error('down')]);
    expect(runs).toBe(2);
  });
});

describe('housekeeping', () => {
  it('removes what was published days ago, in bounded bites, and nothing that waits', async () => {
    const clock = fixedClock();
    const factory = testFactory();
    const dayMs = 86_400_000;
    const ago = (days: number) => new Date(clock.now().getTime() - days * dayMs);
    for (const days of [30, 20, 10])
      await factory.outboxEvent({ createdAt: ago(days), publishedAt: ago(days) });
    const fresh = await factory.outboxEvent({ createdAt: ago(8), publishedAt: ago(6) });
    const waiting = await factory.outboxEvent({ createdAt: ago(90) });
    expect(await pruneOutbox(testDb(), clock, 2)).toBe(2);
    expect(await pruneOutbox(testDb(), clock, 2)).toBe(1);
    const left = await testDb().outboxEvent.findMany({ select: { id: true } });
    expect(left.map(({ id }) => id).sort()).toEqual([fresh.id, waiting.id].sort());
  });

  it('measures the age of the oldest event that waits', async () => {
    const clock = fixedClock();
    expect(await outboxLagMs(testDb(), clock)).toBe(0);
    await fill(2);
    expect(await outboxLagMs(testDb(), clock)).toBe(60_000);
    await relayOutbox({ db: testDb(), clock, publish: recorder().publish });
    expect(await outboxLagMs(testDb(), clock)).toBe(0);
  });
});
