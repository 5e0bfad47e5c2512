import { describe, expect, it } from 'vitest';
import { findTold, notify, sendMailOnce } from '@/server/domains/notifications';
import { streamNotifications } from '@/server/domains/notifications/queries';
import type { OutgoingMail } from '@/server/platform/adapters/mailer';
import { firstId, idOfTime } from '@/server/platform/ids';
import { createLiveHub, type LiveHub } from '@/server/platform/live';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fakeLive, fakeRedis } from '@/test/fake-ports';
import { fixedClock } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

const content = {
  type: 'certificate_issued',
  data: { code: '7K3M-9QXD-20AV', courseTitle: 'Engines', courseSlug: 'engines' },
} as const;

function told(live: LiveHub = fakeLive()) {
  return { db: testDb(), clock: fixedClock(), live };
}

/** The order of ids is the order of time, so that one after the other is told. */
async function tell(userId: string, count: number, live?: LiveHub): Promise<string[]> {
  for (let index = 0; index < count; index += 1) {
    await notify(told(live), { userId, dedupeKey: `reason-${crypto.randomUUID()}`, content });
  }
  const rows = await testDb().notification.findMany({ where: { userId }, orderBy: { id: 'asc' } });
  return rows.map((row) => row.id).slice(-count);
}

describe('notify', () => {
  it('tells a person once for a reason, however many try at once, and wakes their tabs', async () => {
    const ada = await testFactory().user();
    const woken: string[] = [];
    const live = { ...fakeLive(), announce: async (userId: string) => void woken.push(userId) };
    const input = { userId: ada.id, dedupeKey: 'certificate.issued:1', content };
    const results = await Promise.all(
      Array.from({ length: 10 }, async () => await notify(told(live), input)),
    );
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await testDb().notification.count()).toBe(1);
    expect(new Set(woken)).toEqual(new Set([ada.id]));
  });
});

describe('the list', () => {
  it('pages through everything once, latest first, and shows nobody anything of others', async () => {
    const factory = testFactory();
    const [ada, grace] = [await factory.user(), await factory.user()];
    const ids = await tell(ada.id, 5);
    await tell(grace.id, 1);
    const caller = callAs(ada).notifications;
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await caller.list({ limit: 2, cursor });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(ids.toReversed());
  });

  it('leaves out what this release has no words for', async () => {
    const factory = testFactory();
    const ada = await factory.user();
    await factory.notification({ userId: ada.id, type: 'of_another_release', data: {} });
    const known = await factory.notification({ userId: ada.id });
    const page = await callAs(ada).notifications.list({});
    expect(page.items.map((item) => item.id)).toEqual([known.id]);
  });
});

describe('unread', () => {
  it('counts to 99 and no further', async () => {
    const factory = testFactory();
    const ada = await factory.user();
    for (let index = 0; index < 101; index += 1) await factory.notification({ userId: ada.id });
    expect(await callAs(ada).notifications.unread()).toEqual({ count: 99 });
  });

  it('ends up to the one that was seen, for this person only', async () => {
    const factory = testFactory();
    const [ada, grace] = [await factory.user(), await factory.user()];
    await tell(grace.id, 1);
    const [, second = ''] = await tell(ada.id, 3);
    await callAs(ada).notifications.markRead({ upToId: second });
    expect(await callAs(ada).notifications.unread()).toEqual({ count: 1 });
    expect(await callAs(grace).notifications.unread()).toEqual({ count: 1 });
    const { items } = await callAs(ada).notifications.list({});
    expect(items.map((item) => item.isRead)).toEqual([false, true, true]);
  });
});

describe('the live stream', () => {
  function listening(userId: string, afterId: string | null) {
    const live = createLiveHub(fakeRedis(), () => undefined);
    const gone = new AbortController();
    const actor = { kind: 'user', userId, role: 'learner' } as const;
    return { live, gone, stream: streamNotifications({ ...told(live), actor }, afterId, gone.signal) };
  }

  async function take(stream: AsyncGenerator<{ id: string }>, count: number): Promise<string[]> {
    const ids: string[] = [];
    while (ids.length < count) {
      const next = await stream.next();
      if (next.done) break;
      ids.push(next.value.id);
    }
    return ids;
  }

  it('brings what comes, each once and in order, also when much comes between two looks', async () => {
    const factory = testFactory();
    const ada = await factory.user();
    const [last = ''] = await tell(ada.id, 1);
    const { live, gone, stream } = listening(ada.id, last);
    const first = await tell(ada.id, 2, live);
    expect(await take(stream, 2)).toEqual(first);
    const many = await tell(ada.id, 60, live);
    expect(await take(stream, 60)).toEqual(many);
    gone.abort();
    expect((await stream.next()).done).toBe(true);
  });

  it('brings also what was begun before, and committed after, something it has brought', async () => {
    const factory = testFactory();
    const ada = await factory.user();
    const now = Date.now();
    const early = idOfTime(now - 30_000);
    const [late = ''] = await tell(ada.id, 1);
    const { live, gone, stream } = listening(ada.id, firstId);
    expect(await take(stream, 1)).toEqual([late]);
    await factory.notification({ id: early, userId: ada.id });
    await live.announce(ada.id);
    expect(await take(stream, 1)).toEqual([early]);
    const [last = ''] = await tell(ada.id, 1, live);
    expect(await take(stream, 1)).toEqual([last]);
    gone.abort();
  });

  it('goes on after the last one a tab has seen, and begins with news where it has seen none', async () => {
    const factory = testFactory();
    const ada = await factory.user();
    const ids = await tell(ada.id, 3);
    const resumed = listening(ada.id, ids[0] ?? null);
    expect(await take(resumed.stream, 2)).toEqual(ids.slice(1));
    resumed.gone.abort();

    const fresh = listening(ada.id, null);
    const next = fresh.stream.next();
    // It waits for news: what is told now is the first thing it brings.
    const [news] = await tell(ada.id, 1, fresh.live);
    expect((await next).value?.id).toBe(news);
    fresh.gone.abort();
  });

  it('ends when the tab is gone, also while it waits', async () => {
    const ada = await testFactory().user();
    const { gone, stream } = listening(ada.id, null);
    const next = stream.next();
    gone.abort();
    expect((await next).done).toBe(true);
  });
});

describe('mail', () => {
  const mail = { subject: 'S', text: 'T', html: '<p>H</p>' };

  function outgoing() {
    const sent: OutgoingMail[] = [];
    const mailer = { send: async (one: OutgoingMail) => void sent.push(one), ping: async () => undefined };
    return { sent, ctx: { ...told(), mailer, mailDomain: 'lyceum.test' } };
  }

  it('goes out once for a reason', async () => {
    const ada = await testFactory().user();
    const { sent, ctx } = outgoing();
    const owed = { userId: ada.id, to: ada.email, dedupeKey: 'reset:1', template: 'reset', mail };
    expect(await sendMailOnce(ctx, owed)).toBe('sent');
    expect(await sendMailOnce(ctx, owed)).toBe('sent_before');
    expect(sent).toEqual([
      { ...mail, to: ada.email, messageId: expect.stringMatching(/^[\w-]+@lyceum\.test$/) },
    ]);
  });

  it('goes out once when ten send it at the same moment; the others come back later and find it sent', async () => {
    const ada = await testFactory().user();
    const { sent, ctx } = outgoing();
    const owed = { userId: ada.id, to: ada.email, dedupeKey: 'reset:1', template: 'reset', mail };
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const slow = {
      ...ctx.mailer,
      send: async (one: OutgoingMail) => {
        sent.push(one);
        await answered;
      },
    };
    const tries = Array.from({ length: 10 }, async () => await sendMailOnce({ ...ctx, mailer: slow }, owed));
    const settled = Promise.allSettled(tries);
    await expect.poll(() => sent.length).toBe(1);
    await expect(sendMailOnce({ ...ctx, mailer: slow }, owed)).rejects.toThrow('platform/unavailable');
    answer();
    const outcomes = (await settled).map((one) => (one.status === 'fulfilled' ? one.value : 'later'));
    expect(outcomes.filter((one) => one === 'sent')).toHaveLength(1);
    expect(sent).toHaveLength(1);
    expect(await sendMailOnce(ctx, owed)).toBe('sent_before');
  });

  it('stays owed while the server refuses it, and carries the same Message-ID after a crash', async () => {
    const ada = await testFactory().user();
    const { sent, ctx } = outgoing();
    const owed = { userId: ada.id, to: ada.email, dedupeKey: 'reset:1', template: 'reset', mail };
    const refusing = { ...ctx.mailer, send: async () => Promise.reject(new Error('450 try later')) };
    await expect(sendMailOnce({ ...ctx, mailer: refusing }, owed)).rejects.toThrow('450');
    await sendMailOnce(ctx, owed);
    // The process died after the server's yes, before our note of it: nobody has it until the lease lapses.
    await testDb().mailDelivery.updateMany({ data: { sentAt: null } });
    const waiting = { code: 'platform/unavailable', retryAfterSeconds: 120 };
    await expect(sendMailOnce(ctx, owed)).rejects.toMatchObject(waiting);
    ctx.clock.advance(120_000);
    await sendMailOnce(ctx, owed);
    expect(sent).toHaveLength(2);
    expect(new Set(sent.map((one) => one.messageId)).size).toBe(1);
    expect(await testDb().mailDelivery.count()).toBe(1);
  });

  it('counts as told once the server has it, and the app once the person has a notification', async () => {
    const ada = await testFactory().user();
    const { ctx } = outgoing();
    const owed = (dedupeKey: string) => ({
      userId: ada.id,
      to: ada.email,
      dedupeKey,
      template: 'reset',
      mail,
    });
    const refusing = { ...ctx.mailer, send: async () => Promise.reject(new Error('450 try later')) };
    await sendMailOnce({ ...ctx, mailer: refusing }, owed('one')).catch(() => undefined);
    await sendMailOnce(ctx, owed('two'));
    await notify(ctx, { userId: ada.id, dedupeKey: 'one', content });
    const both = ['one', 'two'].map((reason) => ({ userId: ada.id, reason }));
    const expected = { inApp: new Set(['one']), byMail: new Set(['two']) };
    expect(await findTold(testDb(), both)).toEqual(expected);
  });
});
