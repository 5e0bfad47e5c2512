import { createHmac } from 'node:crypto';
import { Ratelimit } from '@upstash/ratelimit';
import { Redis } from '@upstash/redis';
import type { z } from 'zod';
import { createChannels } from './redis-channels';

/** Where Redis' REST endpoint is. */
export type RedisConfig = { readonly url: string; readonly token: string };

/** How many calls may happen in any window of that length. */
export type RateWindow = { readonly limit: number; readonly windowSeconds: number };

/** Whether a call may happen, and how many are left. */
export type RateVerdict = {
  readonly ok: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** When the current window ends. */
  readonly resetAt: Date;
};

/** How to listen to a channel. */
export type SubscribeOptions = {
  /** Ends the subscription. */
  readonly signal?: AbortSignal;
  /** Called after a lost connection is back: messages in between are gone, so read again what they announce. */
  readonly onResumed?: () => void;
};

/**
 * What can be rebuilt and is shared by all processes: cached values, counters, messages between processes.
 * Every method rejects within seconds when Redis cannot be reached.
 */
export type RedisPort = {
  /** The value under a key; null when there is none or when another release stored another shape. */
  get<T>(key: string, schema: z.ZodType<T>): Promise<T | null>;
  /** Stores a JSON value for a time; nothing stays for ever. */
  set(key: string, value: unknown, options: { readonly ttlSeconds: number }): Promise<void>;
  /** Removes keys; missing ones are no error. */
  del(...keys: readonly [string, ...string[]]): Promise<void>;
  /** Counts one call and tells whether it may happen; exact also when many processes ask at once. */
  countInWindow(key: string, window: RateWindow): Promise<RateVerdict>;
  /** Hands a message to everyone listening right now. Channels consist of letters, digits and `:_.-`. */
  publish(channel: string, message: string): Promise<void>;
  /** Delivers messages from the moment it resolves, through lost connections, until the signal aborts. */
  subscribe(channel: string, onMessage: (message: string) => void, options?: SubscribeOptions): Promise<void>;
  /** Resolves when Redis answers. */
  ping(): Promise<void>;
};

/** Counts calls of one policy; the key says whose. */
export type RateLimiter = { limit(key: string): Promise<RateVerdict> };

const REQUEST_TIMEOUT_MS = 3_000;
const RETRY = { retries: 1, backoff: () => 100 };
const PREFIX = 'lyceum';

/** Makes a limiter that counts in a sliding window, so that no burst at a window's edge passes twice the limit. */
export function createRateLimiter(redis: RedisPort, policyName: string, window: RateWindow): RateLimiter {
  return { limit: (key) => redis.countInWindow(`${policyName}:${key}`, window) };
}

function createClient({ url, token }: RedisConfig): Redis {
  return new Redis({
    url,
    token,
    enableTelemetry: false,
    // Values are parsed against a schema here, never guessed.
    automaticDeserialization: false,
    retry: RETRY,
    signal: () => AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  });
}

function parseStored<T>(text: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Makes the port over Upstash's REST protocol. Connects at first use. */
export function createRedis(config: RedisConfig): RedisPort {
  let client: Redis | undefined;
  const redis = (): Redis => {
    client ??= createClient(config);
    return client;
  };
  const limiters = new Map<string, Ratelimit>();
  const limiter = ({ limit, windowSeconds }: RateWindow): Ratelimit => {
    const name = `${limit}/${windowSeconds}`;
    const known = limiters.get(name);
    if (known !== undefined) return known;
    const made = new Ratelimit({
      redis: redis(),
      limiter: Ratelimit.slidingWindow(limit, `${windowSeconds} s`),
      prefix: `${PREFIX}:rate:${windowSeconds}`,
      // Its memory of refusals is per process and lasts to the window's end, which refuses more than the window does.
      ephemeralCache: false,
      // It would let calls pass after a time; whether they may is the caller's decision.
      timeout: 0,
    });
    limiters.set(name, made);
    return made;
  };
  // Keys name users, mailboxes and network addresses; Redis counts them without learning any.
  const nameless = (key: string): string =>
    createHmac('sha256', config.token).update(key).digest('base64url');
  const channels = createChannels(config);

  return {
    async get(key, schema) {
      const text = await redis().get<string>(`${PREFIX}:${key}`);
      return text === null ? null : parseStored(text, schema);
    },
    async set(key, value, { ttlSeconds }) {
      await redis().set(`${PREFIX}:${key}`, JSON.stringify(value), { ex: ttlSeconds });
    },
    async del(...keys) {
      await redis().del(...keys.map((key) => `${PREFIX}:${key}`));
    },
    async countInWindow(key, window) {
      const { success, limit, remaining, reset } = await limiter(window).limit(nameless(key));
      return { ok: success, limit, remaining, resetAt: new Date(reset) };
    },
    publish: async (channel, message) => {
      await redis().publish(channels.name(channel), JSON.stringify(message));
    },
    subscribe: (channel, onMessage, options = {}) => channels.subscribe(channel, onMessage, options),
    async ping() {
      await redis().ping();
    },
  };
}
