import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RedisPort } from '@/server/platform/adapters/redis';
import { createLiveHub } from '@/server/platform/live';
import { fakeRedis } from '@/test/fake-ports';

/** Two processes on one Redis that delivers at once. */
function bus() {
  const listeners = new Set<(message: string) => void>();
  const resumed = new Set<() => void>();
  let subscriptions = 0;
  const redis: RedisPort = {
    ...fakeRedis(),
    publish: async (_channel, message) => {
      for (const listener of listeners) listener(message);
    },
    subscribe: async (_channel, onMessage, options) => {
      subscriptions += 1;
      listeners.add(onMessage);
      if (options?.onResumed) resumed.add(options.onResumed);
    },
  };
  const resume = () => {
    for (const listener of resumed) listener();
  };
  return { redis, resume, subscriptions: () => subscriptions };
}

const aMinute = () => ({ timeoutMs: 60_000, signal: new AbortController().signal });

/** Hubs that listen already: their first tab has been sent to look again once Redis had confirmed. */
async function listening(redis: RedisPort, count: number) {
  const hubs = Array.from({ length: count }, () => createLiveHub(redis, vi.fn()));
  await Promise.all(hubs.map(async (hub) => await hub.next('first', aMinute())));
  return hubs;
}

/** Says whether a promise has resolved by now, after everything that is ready has run. */
async function isDone(promise: Promise<unknown>): Promise<boolean> {
  let done = false;
  void promise.then(() => {
    done = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  return done;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('live hub', () => {
  it('wakes every tab of the person announced, in every process, and nobody else', async () => {
    const { redis } = bus();
    const [here, there] = await listening(redis, 2);
    if (here === undefined || there === undefined) throw new TypeError('two hubs');
    const tabs = [here.next('ada', aMinute()), here.next('ada', aMinute()), there.next('ada', aMinute())];
    const other = there.next('grace', aMinute());
    await here.announce('ada');
    expect(await Promise.all(tabs.map(isDone))).toEqual([true, true, true]);
    expect(await isDone(other)).toBe(false);
  });

  it('listens once for all tabs of a process', async () => {
    const { redis, subscriptions } = bus();
    const hub = createLiveHub(redis, vi.fn());
    const tabs = ['ada', 'ada', 'grace'].map(async (person) => await hub.next(person, aMinute()));
    expect(subscriptions()).toBe(1);
    await vi.advanceTimersByTimeAsync(60_000);
    await Promise.all(tabs);
  });

  it('stops waiting when the time is up or the tab is gone', async () => {
    const [hub] = await listening(bus().redis, 1);
    if (hub === undefined) throw new TypeError('a hub');
    const timed = hub.next('ada', { timeoutMs: 1_000, signal: new AbortController().signal });
    await vi.advanceTimersByTimeAsync(999);
    expect(await isDone(timed)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await isDone(timed)).toBe(true);

    const gone = new AbortController();
    const aborted = hub.next('ada', { timeoutMs: 1_000, signal: gone.signal });
    gone.abort();
    expect(await isDone(aborted)).toBe(true);
    expect(await isDone(hub.next('ada', { timeoutMs: 1_000, signal: gone.signal }))).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('wakes everybody after a lost connection, as messages in between are gone', async () => {
    const { redis, resume } = bus();
    const [hub] = await listening(redis, 1);
    if (hub === undefined) throw new TypeError('a hub');
    const tabs = [hub.next('ada', aMinute()), hub.next('grace', aMinute())];
    expect(await Promise.all(tabs.map(isDone))).toEqual([false, false]);
    resume();
    expect(await Promise.all(tabs.map(isDone))).toEqual([true, true]);
  });

  it('sends everybody to look again when Redis has confirmed, as nothing was heard before', async () => {
    let confirm = (): void => undefined;
    const subscribe = async () =>
      await new Promise<void>((resolve) => {
        confirm = resolve;
      });
    const hub = createLiveHub({ ...fakeRedis(), subscribe }, vi.fn());
    const tab = hub.next('ada', aMinute());
    expect(await isDone(tab)).toBe(false);
    confirm();
    expect(await isDone(tab)).toBe(true);
  });

  it('survives a Redis that is down: own tabs wake, the error is reported, the next tab tries again', async () => {
    const onError = vi.fn();
    const subscribe = vi.fn(async () => {
      throw new Error('down');
    });
    const publish = async () => {
      throw new Error('down');
    };
    const hub = createLiveHub({ ...fakeRedis(), subscribe, publish }, onError);
    const tab = hub.next('ada', aMinute());
    await hub.announce('ada');
    expect(await isDone(tab)).toBe(true);
    expect(onError).toHaveBeenCalledTimes(2);
    const another = hub.next('ada', aMinute());
    expect(subscribe).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(60_000);
    await another;
  });
});
