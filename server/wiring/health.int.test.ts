import { afterEach, describe, expect, it, vi } from 'vitest';
import { primaryPool } from '@/server/platform/db';
import { serveLive, serveReady } from '@/server/wiring/health';

afterEach(() => void vi.useRealTimers());

// Every dependency but PostgreSQL points to a closed port (test/test-env.ts).
describe('health', () => {
  it('lives without asking anybody', async () => {
    const response = serveLive();
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({ status: 'ok' });
  });

  it('is ready without what people can do without for a while, and says what is down, not why', async () => {
    const response = await serveReady();
    expect(response.status).toBe(200);
    const body = await response.text();
    expect(JSON.parse(body)).toMatchObject({
      status: 'degraded',
      dependencies: { postgres: 'up', redis: 'down', objectStore: 'down', mail: 'down', inngest: 'down' },
      outboxLagMs: 0,
    });
    expect(body).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|fetch failed/);
  });

  it('is not ready without PostgreSQL, which it notices within seconds but not at every question', async () => {
    await primaryPool().end();
    expect((await serveReady()).status).toBe(200);
    vi.setSystemTime(Date.now() + 3_001);
    const response = await serveReady();
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      status: 'unavailable',
      dependencies: { postgres: 'down' },
      outboxLagMs: null,
    });
  });
});
