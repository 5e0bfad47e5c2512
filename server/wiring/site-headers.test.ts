import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { rootDir } from '@/scripts/process';

const rows = z.array(
  z.object({ source: z.string(), headers: z.array(z.object({ key: z.string(), value: z.string() })) }),
);

const configModule = z.object({ default: z.object({ headers: z.custom<() => Promise<unknown>>() }) });

/** The headers of every answer, of a site that is built for this address. */
async function headersFor(appUrl: string): Promise<Map<string, string>> {
  vi.resetModules();
  vi.stubEnv('APP_URL', appUrl);
  const { default: config } = configModule.parse(await import(join(rootDir, 'next.config.mjs')));
  const [everywhere] = rows.parse(await config.headers());
  return new Map(everywhere?.headers.map(({ key, value }) => [key.toLowerCase(), value]));
}

afterEach(() => void vi.unstubAllEnvs());

it('keeps browsers to TLS for two years where the site has it, and leaves localhost alone', async () => {
  const secure = await headersFor('https://school.test');
  expect(secure.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
  expect([...(await headersFor('http://localhost:3000')).keys()]).not.toContain('strict-transport-security');
});
