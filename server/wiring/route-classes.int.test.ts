import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as auth from '@/app/api/auth/[...nextauth]/route';
import * as trpc from '@/app/api/trpc/[trpc]/route';
import { rootDir } from '@/scripts/process';

type Serve = (request: Request, route: { params: Promise<{ nextauth: string[] }> }) => Promise<unknown>;

/**
 * What each route handler does with a write. `reads` has no method that could write; `writes` refuses other sites
 * before it looks at anything; `signed` is called by a service that proves itself by a signature over what it sends.
 */
const classes: Readonly<Record<string, 'reads' | 'signed' | { readonly writes: Serve }>> = {
  'app/[locale]/(catalog)/verify/find/route.ts': 'reads',
  'app/api/auth/[...nextauth]/route.ts': { writes: auth.POST },
  'app/api/exports/[id]/route.ts': 'reads',
  'app/api/health/live/route.ts': 'reads',
  'app/api/health/ready/route.ts': 'reads',
  'app/api/inngest/route.ts': 'signed',
  'app/api/media/[token]/[...path]/route.ts': 'reads',
  'app/api/trpc/[trpc]/route.ts': { writes: trpc.POST },
  'app/media/[...key]/route.ts': 'reads',
};

const routeFiles = readdirSync(`${rootDir}/app`, { recursive: true, encoding: 'utf8' })
  .filter((path) => /(^|\/)route\.tsx?$/.test(path))
  .map((path) => `app/${path}`)
  .toSorted();

const methodsOf = (path: string): string[] =>
  readFileSync(`${rootDir}/${path}`, 'utf8').match(/\b(GET|HEAD|POST|PUT|PATCH|DELETE)\b/g) ?? [];

it('knows every route handler, and none that is gone', () => {
  expect(routeFiles).toEqual(Object.keys(classes).toSorted());
});

describe.each(Object.entries(classes))('%s', (path, kind) => {
  it.runIf(kind === 'reads')('has no method that writes', () => {
    expect(methodsOf(path).filter((method) => method !== 'GET' && method !== 'HEAD')).toEqual([]);
  });

  it
    .runIf(typeof kind === 'object')
    .each([
      { origin: 'https://evil.test' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ])('refuses a write with %j', async (headers) => {
    if (typeof kind === 'string') return;
    const request = new Request('http://localhost:3000/api', { method: 'POST', headers, body: '{}' });
    const response = await kind.writes(request, { params: Promise.resolve({ nextauth: ['signout'] }) });
    expect(response).toHaveProperty('status', 403);
  });
});
