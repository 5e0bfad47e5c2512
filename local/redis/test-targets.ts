import { randomUUID } from 'node:crypto';
import { Redis } from '@upstash/redis';
import { startRedisRest } from './index';

/** A running endpoint that tests talk to. */
export type TestTarget = { readonly url: string; readonly token: string; close(): Promise<void> };

/** What a contract test may run against. */
export type TestTargetChoice = {
  readonly name: string;
  /** Whether the endpoint is ours, so that its refusals can be compared word by word. */
  readonly isOurs: boolean;
  start(): Promise<TestTarget>;
};

const { TEST_REDIS_URL, TEST_UPSTASH_REDIS_REST_URL, TEST_UPSTASH_REDIS_REST_TOKEN } = process.env;

async function startOurs(redisUrl?: string): Promise<TestTarget> {
  const token = randomUUID();
  const rest = await startRedisRest({ port: 0, token, redisUrl });
  return { url: rest.url, token, close: rest.close };
}

function chooseTargets(): TestTargetChoice[] {
  const choices: TestTargetChoice[] = [{ name: 'in-memory Redis', isOurs: true, start: () => startOurs() }];
  if (TEST_REDIS_URL !== undefined) {
    choices.push({ name: 'real Redis', isOurs: true, start: () => startOurs(TEST_REDIS_URL) });
  }
  if (TEST_UPSTASH_REDIS_REST_URL !== undefined && TEST_UPSTASH_REDIS_REST_TOKEN !== undefined) {
    const target = {
      url: TEST_UPSTASH_REDIS_REST_URL,
      token: TEST_UPSTASH_REDIS_REST_TOKEN,
      close: async () => {},
    };
    choices.push({ name: 'Upstash', isOurs: false, start: async () => target });
  }
  return choices;
}

/**
 * The in-memory endpoint always, a real Redis when `TEST_REDIS_URL` names one, and Upstash when
 * `TEST_UPSTASH_REDIS_REST_URL` and `…_TOKEN` are set.
 */
export const testTargets: readonly TestTargetChoice[] = chooseTargets();

/** A prefix no other run uses, so that tests can share a server. */
export function uniquePrefix(): string {
  return `test:${randomUUID()}`;
}

/** A started target, and two ways to speak to it. */
export type TestSession = {
  readonly target: TestTarget;
  readonly redis: Redis;
  readonly post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Response>;
  /** Removes the keys that begin with the session's prefix and closes the target. */
  readonly end: () => Promise<void>;
};

/** Starts a target for tests whose keys all begin with `prefix`. */
export async function openSession(start: TestTargetChoice['start'], prefix: string): Promise<TestSession> {
  const target = await start();
  const { url, token } = target;
  const redis = new Redis({ url, token, enableTelemetry: false });
  return {
    target,
    redis,
    post: (path, body, headers = {}) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    end: async () => {
      const keys = await redis.keys(`${prefix}*`);
      if (keys.length > 0) await redis.del(...keys);
      await target.close();
    },
  };
}
