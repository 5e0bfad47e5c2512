import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as auth from '@/app/api/auth/[...nextauth]/route';
import * as cspReports from '@/app/api/csp-reports/route';
import * as trpc from '@/app/api/trpc/[trpc]/route';
import * as uploads from '@/app/api/uploadthing/route';
import { headerClasses } from '@/scripts/headers/header-classes';
import { rootDir } from '@/scripts/process';

type Serve = (request: Request, route: { params: Promise<{ nextauth: string[] }> }) => Promise<unknown>;
type Collect = (request: Request) => Promise<Response>;

/**
 * What each route handler does with a write. `reads` has no method that could write; `writes` refuses other sites
 * before it looks at anything; `collects` takes from anybody what is only counted, in nobody's name; `signed` is called by a service that proves itself by a signature over what it sends.
 */
const classes: Readonly<
  Record<string, 'reads' | 'signed' | { readonly writes: Serve } | { readonly collects: Collect }>
> = {
  'app/[locale]/(catalog)/verify/find/route.ts': 'reads',
  'app/api/auth/[...nextauth]/route.ts': { writes: auth.POST },
  'app/api/courses/[slug]/export/route.ts': 'reads',
  'app/api/csp-reports/route.ts': { collects: cspReports.POST },
  'app/api/embeds/route.ts': 'reads',
  'app/api/exports/[id]/route.ts': 'reads',
  'app/api/health/live/route.ts': 'reads',
  'app/api/health/ready/route.ts': 'reads',
  'app/api/inngest/route.ts': 'signed',
  'app/api/lessons/[lessonId]/calendar/route.ts': 'reads',
  'app/api/lessons/[lessonId]/document/route.ts': 'reads',
  'app/api/lessons/[lessonId]/files/[assetId]/route.ts': 'reads',
  'app/api/media/[token]/[...path]/route.ts': 'reads',
  'app/api/trpc/[trpc]/route.ts': { writes: trpc.POST },
  'app/api/uploadthing/route.ts': { writes: uploads.POST },
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

it('has a row for every route handler in the report of headers', () => {
  const reported = headerClasses.flatMap(({ route }) => (route === null ? [] : [route]));
  expect([...new Set(reported)].toSorted()).toEqual(routeFiles);
});

describe.each(Object.entries(classes))('%s', (path, kind) => {
  it.runIf(kind === 'reads')('has no method that writes', () => {
    expect(methodsOf(path).filter((method) => method !== 'GET' && method !== 'HEAD')).toEqual([]);
  });

  it
    .runIf(typeof kind === 'object' && 'writes' in kind)
    .each([
      { origin: 'https://evil.test' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ])('refuses a write with %j', async (headers) => {
    if (typeof kind === 'string' || !('writes' in kind)) return;
    const request = new Request('http://localhost:3000/api', { method: 'POST', headers, body: '{}' });
    const response = await kind.writes(request, { params: Promise.resolve({ nextauth: ['signout'] }) });
    expect(response).toHaveProperty('status', 403);
  });

  it.runIf(typeof kind === 'object' && 'collects' in kind)(
    'answers nothing and remembers nobody, whoever sends',
    async () => {
      if (typeof kind === 'string' || !('collects' in kind)) return;
      const headers = {
        origin: 'https://evil.test',
        cookie: 'lyceum.session=x',
        'content-type': 'text/plain',
      };
      const response = await kind.collects(
        new Request('http://localhost:3000/api', { method: 'POST', headers, body: '{}' }),
      );
      expect(await response.text()).toBe('');
      expect(response.headers.getSetCookie()).toEqual([]);
    },
  );
});
