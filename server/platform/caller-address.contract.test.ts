import { createServer } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { testEnv } from '@/test/test-env';

/** `env()` is parsed once in a process, so each case loads the modules anew, as another process would. */
async function load(trustedProxies: number) {
  vi.resetModules();
  for (const [name, value] of Object.entries(testEnv)) vi.stubEnv(name, value);
  vi.stubEnv('DATABASE_URL', 'postgresql://127.0.0.1:9/nothing');
  vi.stubEnv('TRUSTED_PROXIES', String(trustedProxies));
  return await import('@/server/platform/caller-address');
}

const forwarded = (chain: string) =>
  new Headers({ 'x-forwarded-for': chain, 'x-lyceum-peer': '203.0.113.66' });

afterEach(() => void Reflect.set(globalThis, Symbol.for('lyceum.singletons'), new Map()));

describe('the address of a caller', () => {
  it('behind proxies is what the outermost of them saw, whatever stands left of it', async () => {
    const { callerAddress } = await load(2);
    expect(callerAddress(forwarded('6.6.6.6, 198.51.100.7, 10.0.0.1'))).toBe('198.51.100.7');
    const household = callerAddress(forwarded('2001:db8:0:1::7,10.0.0.1'));
    expect(household).toBe('2001:db8:0:1::');
    expect(callerAddress(forwarded('2001:db8:0:1:ffff::8,10.0.0.1'))).toBe(household);
    expect(callerAddress(forwarded('2001:db8:0:2::7,10.0.0.1'))).not.toBe(household);
    expect(callerAddress(forwarded('::ffff:198.51.100.7,10.0.0.1'))).toBe('198.51.100.7');
    // It came past a proxy, or somebody wrote nonsense.
    expect(callerAddress(forwarded('10.0.0.1'))).toBe('unknown');
    expect(callerAddress(forwarded('user:ada, 10.0.0.1'))).toBe('unknown');
  });

  it('is the last entry where no connection is seen', async () => {
    const { callerAddress } = await load(0);
    expect(callerAddress(forwarded('6.6.6.6, 198.51.100.7'))).toBe('198.51.100.7');
    expect(callerAddress(new Headers())).toBe('unknown');
  });

  it('without proxies is the address of the connection, and no header of the client changes it', async () => {
    const { callerAddress } = await load(0);
    const { notePeerAddresses } = await import('@/server/platform/peer-address');
    notePeerAddresses();
    const seen: string[] = [];
    const server = createServer((request, response) => {
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
      seen.push(callerAddress(headers));
      response.end();
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await fetch(`http://127.0.0.1:${port}/`, { headers: forwarded('6.6.6.6') });
    await fetch(`http://127.0.0.1:${port}/`);
    await new Promise((resolve) => server.close(resolve));
    expect(seen).toEqual(['127.0.0.1', '127.0.0.1']);
  });
});
