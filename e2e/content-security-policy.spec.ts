import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { fillSignIn } from './support/accounts';
import { expect, type PageFaults, test } from './support/test';

const password = 'learn-something-new';
const course = 'sql-that-answers-questions';

const publicPages = [
  '/en',
  '/es/courses',
  `/en/courses/${course}`,
  '/en/search?q=git',
  '/en/privacy',
  '/en/people/mara-lindqvist',
  '/en/verify',
  '/en/verify/0000-0000-0000-0000',
  '/en/sign-in',
  '/en/sign-up',
  '/en/forgot-password',
];

const signedIn = {
  learner: [
    '/en/learn',
    '/en/certificates',
    '/en/notifications',
    '/en/settings/profile',
    '/en/settings/security',
    '/en/settings/privacy',
  ],
  instructor: ['/en/teach', '/en/teach/media', `/en/teach/courses/${course}`],
  admin: ['/en/admin/audit'],
} as const;

async function signInAs(page: Page, role: keyof typeof signedIn): Promise<void> {
  await page.goto('/en/sign-in');
  await fillSignIn(page, { email: `${role}@lyceum.test`, password });
  await expect(page).not.toHaveURL(/sign-in/);
}

/** The names of the sources of one directive, over all policies of an answer. */
const scriptPolicies = (headers: readonly { name: string; value: string }[]): string[] =>
  headers
    .filter(({ name }) => name.toLowerCase() === 'content-security-policy')
    .map(({ value }) => /script-src ([^;]*)/.exec(value)?.[1] ?? '');

/** Opens a page and waits until React has taken it over, so that every script it needs has run. */
async function open(page: Page, path: string): Promise<string> {
  const response = await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await page.waitForLoadState('load');
  await expect
    .poll(() => page.evaluate(() => Object.keys(document.body).some((key) => key.startsWith('__react'))))
    .toBe(true);
  return scriptPolicies((await response?.headersArray()) ?? [])
    .filter((sources) => !sources.includes("'unsafe-inline'"))
    .join(' ');
}

test('public pages run their own scripts, by hashes, and come from the cache', async ({ page, request }) => {
  for (const path of publicPages) {
    const strict = await open(page, path);
    expect(strict, path).toMatch(/'self'.*'(sha256|nonce)-/);
  }
  for (const path of ['/en', `/en/courses/${course}`]) {
    const answer = await request.get(path);
    expect(answer.headers()['x-nextjs-cache'], path).toMatch(/HIT|STALE/);
    expect(answer.headers()['content-security-policy'], path).not.toContain('nonce-');
  }
});

for (const role of ['learner', 'instructor', 'admin'] as const) {
  test(`pages of ${role}s run their own scripts, by hashes and a nonce for each request`, async ({
    page,
  }) => {
    await signInAs(page, role);
    for (const path of signedIn[role]) {
      const [first, second] = [await open(page, path), await open(page, path)];
      const nonce = /'nonce-([^']*)'/;
      expect(first, path).toMatch(nonce);
      expect(nonce.exec(first)?.[1], path).not.toBe(nonce.exec(second)?.[1]);
    }
  });
}

test('a page that is made when somebody first asks for it has its policy at once, and keeps it', async ({
  request,
}) => {
  const path = `/en/courses/nobody-wrote-${crypto.randomUUID()}`;
  for (const time of ['first', 'second']) {
    const strict = scriptPolicies((await request.get(path)).headersArray());
    expect(strict, time).toHaveLength(2);
    expect(strict.join(), time).toContain("'sha256-");
  }
});

/** Puts scripts into a page on its way to the browser, as an attacker would who got markup into it. */
async function inject(page: Page, path: string, faults: PageFaults): Promise<unknown> {
  const markup = [
    '<script>window.injected="inline"</script>',
    '<script src="https://evil.test/a.js"></script>',
    '<script src="data:text/javascript,window.injected=1"></script>',
    '<img src="/nothing.png" onerror="window.injected=\'handler\'">',
    '<base href="https://evil.test/">',
    '<iframe srcdoc="<script>parent.injected=\'frame\'</script>"></iframe>',
  ].join('');
  await page.route(`**${path}`, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace(/<body[^>]*>/, (tag) => tag + markup);
    await route.fulfill({ response: answer, body });
  });
  await page.route('https://evil.test/**', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'window.injected="external"' }),
  );
  const before = faults.length;
  await page.goto(path);
  await page.waitForLoadState('load');
  await expect
    .poll(() => faults.filter((fault) => fault.includes('Content Security Policy')).length)
    .toBeGreaterThan(before);
  expect(await page.evaluate(() => document.baseURI)).not.toContain('evil.test');
  return await page.evaluate(() => Reflect.get(window, 'injected'));
}

test('scripts that got into a page do not run, on a cached page and on a personal one', async ({
  page,
  faults,
}) => {
  expect(await inject(page, `/en/courses/${course}`, faults)).toBeUndefined();
  await page.unrouteAll();
  await signInAs(page, 'learner');
  expect(await inject(page, '/en/learn', faults)).toBeUndefined();
  // The browser tells of each script it has refused, some of them late.
  await page.close();
  faults.length = 0;
});

/** A part of the site that nobody has been to, so that its first report is told at once. */
const newArea = (): string =>
  `nowhere-${[...crypto.randomUUID().replaceAll(/\W/g, '').slice(0, 12)].map((digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)]).join('')}`;

/** Puts a script into a page of this area, with an address and a text that nobody may ever read. */
async function breakPolicy(page: Page, area: string): Promise<void> {
  await page.goto(`/en/${area}/somebody?token=secret`);
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = "sample-of-somebody"';
    document.body.append(script);
  });
}

/** Waits until the log tells of an area, once, and of nobody. */
async function expectTold(area: string): Promise<void> {
  const log = join(process.env['STACK_DATA_DIR'] ?? '', 'logs/web.log');
  const lines = async () => (await readFile(log, 'utf8')).split('\n').filter((line) => line.includes(area));
  await expect.poll(lines).toHaveLength(1);
  const [told] = await lines();
  expect(told).toContain('"metric":"csp_violations"');
  expect(told).toContain('"blocked":"inline"');
  expect(told).not.toMatch(/token|secret|sample|Mozilla|somebody/);
}

test('a browser that knows report-uri only tells what broke the policy, and names nobody', async ({
  page,
  faults,
}) => {
  // Chromium prefers report-to, and sends that over TLS only; without it, it does as Firefox does.
  await page.route('**/en/**', async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    const policy = headers['content-security-policy']?.replaceAll('; report-to csp', '') ?? '';
    await route.fulfill({ response, headers: { ...headers, 'content-security-policy': policy } });
  });
  const area = newArea();
  await breakPolicy(page, area);
  await expectTold(area);
  await page.close();
  // The page that does not exist, and the script that was refused.
  expect(faults.splice(0).filter((fault) => !/404|Content Security Policy/.test(fault))).toEqual([]);
});

test('a report of the Reporting API, as a browser makes it, is read in the same way', async ({
  page,
  request,
  faults,
}) => {
  await page.addInitScript(() => {
    const observer = new ReportingObserver(
      (reports) => Reflect.set(window, 'reports', JSON.stringify(reports)),
      { types: ['csp-violation'], buffered: true },
    );
    observer.observe();
  });
  const area = newArea();
  await breakPolicy(page, area);
  const made = async () => String((await page.evaluate(() => Reflect.get(window, 'reports'))) ?? '');
  await expect.poll(made).toContain('csp-violation');
  const answer = await request.post('/api/csp-reports', {
    headers: { 'content-type': 'application/reports+json' },
    data: await made(),
  });
  expect(answer.status()).toBe(204);
  await expectTold(area);
  expect(faults.splice(0).filter((fault) => !/404|Content Security Policy/.test(fault))).toEqual([]);
});

test('reports are taken from one address as often as pages make them, not more', async ({ request }) => {
  const headers = { 'content-type': 'application/reports+json' };
  const statuses: number[] = [];
  for (let times = 0; times < 62; times += 1) {
    statuses.push((await request.post('/api/csp-reports', { headers, data: '[]' })).status());
  }
  expect(statuses.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 204));
  expect(statuses.slice(60)).toEqual([429, 429]);
});
