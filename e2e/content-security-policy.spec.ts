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
