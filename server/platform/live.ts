import type { RedisPort } from '@/server/platform/adapters/redis';

const channel = 'live';

/** Tells open tabs that something of theirs changed; they read what it is themselves. Losing a message only delays. */
export type LiveHub = {
  /** Wakes every tab of this person, on whichever process it hangs. Never throws: what it announces is already stored. */
  announce(userId: string): Promise<void>;
  /** Resolves at the next announcement for this person, after `timeoutMs`, or when the signal aborts. */
  next(userId: string, options: { timeoutMs: number; signal: AbortSignal }): Promise<void>;
};

/** Makes a hub that keeps one Redis subscription for all tabs of this process, opened when the first tab waits. */
export function createLiveHub(redis: RedisPort, onError: (error: unknown) => void): LiveHub {
  const waiting = new Map<string, Set<() => void>>();
  let isListening = false;

  const wake = (userId: string) => {
    for (const resolve of waiting.get(userId) ?? []) resolve();
  };
  const wakeAll = () => {
    for (const userId of [...waiting.keys()]) wake(userId);
  };
  const ensureSubscribed = () => {
    if (isListening) return;
    isListening = true;
    // What was announced before Redis confirmed is not heard: everybody looks once more.
    redis.subscribe(channel, wake, { onResumed: wakeAll }).then(wakeAll, (error: unknown) => {
      // The next waiter tries again; until then tabs refresh by their timeout.
      isListening = false;
      onError(error);
    });
  };

  return {
    async announce(userId) {
      wake(userId);
      await redis.publish(channel, userId).catch(onError);
    },
    async next(userId, { timeoutMs, signal }) {
      ensureSubscribed();
      if (signal.aborted) return;
      await new Promise<void>((resolve) => {
        const waiters = waiting.get(userId) ?? new Set();
        waiting.set(userId, waiters);
        const done = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          waiters.delete(done);
          if (waiters.size === 0) waiting.delete(userId);
          resolve();
        };
        const timer = setTimeout(done, timeoutMs);
        signal.addEventListener('abort', done);
        waiters.add(done);
      });
    },
  };
}
