import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, test as base, expect, type Page, type TestInfo } from '@playwright/test';
import { Mailbox } from './mailbox';
import { type Captured, captureScreens } from './screens';
import { stackUrls } from './stack-urls';

/** What a page did that no page of ours may do; empty for a sound one. */
export type PageFaults = string[];

type Fixtures = {
  /** Collects console errors, uncaught errors and failed requests of every page; anything left fails the test. */
  readonly faults: PageFaults;
  /** Fails on any accessibility violation of the page as it is now. */
  readonly expectAccessible: (page?: Page) => Promise<void>;
  /** Opens a page in the browser of somebody else: nothing is shared with the first, and it is watched as well. */
  readonly openForSomebodyElse: () => Promise<Page>;
  /** Takes the page at 390 and 1280 pixels, light and dark, into `.cache/screens/`. */
  readonly screens: (name: string) => Promise<Captured>;
  /** Opens the local inbox of an address. */
  readonly mailbox: (address: string) => Mailbox;
};

const isOurs = (address: string, origin: string): boolean => address.startsWith(`${origin}/`);

/** Why a request ends early when a page is left or a prefetch is dropped; neither is a fault. */
const isDropped = (reason: string): boolean => reason === 'net::ERR_ABORTED';

/** Watches a page, and every page it opens, until the test ends. */
function watch(page: Page, faults: PageFaults, origin: string): void {
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'failed';
    if (isOurs(request.url(), origin) && !isDropped(reason))
      faults.push(`request: ${request.url()} ${reason}`);
  });
  page.on('response', (response) => {
    if (isOurs(response.url(), origin) && response.status() >= 500) {
      faults.push(`request: ${response.url()} answered ${response.status()}`);
    }
  });
}

/** An address of the block for benchmarks (RFC 2544), so that what one visitor may do does not use up the next one's. */
function ownAddress(): Record<string, string> {
  const part = () => Math.floor(Math.random() * 256);
  return { 'x-forwarded-for': `198.${18 + (part() % 2)}.${part()}.${part()}` };
}

async function analyse(page: Page, testInfo: TestInfo): Promise<readonly string[]> {
  // A page that is refreshed while it is looked at gets its title anew, a moment after its words.
  const look = async () => {
    await expect(page).toHaveTitle(/\S/);
    return await new AxeBuilder({ page }).analyze();
  };
  let { violations } = await look();
  if (violations.some(({ id }) => id === 'document-title')) ({ violations } = await look());
  if (violations.length > 0) {
    await testInfo.attach('axe', {
      body: JSON.stringify(violations, null, 2),
      contentType: 'application/json',
    });
  }
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.map(
      ({ target, failureSummary }) => `  ${target.join(' ')}\n    ${failureSummary ?? ''}`,
    );
    return `${id}: ${help}\n${places.join('\n')}`;
  });
}

/**
 * The `test` of every end-to-end test: a browser whose console errors, uncaught errors and failed requests fail the
 * test, with an accessibility check and screenshots at hand.
 *
 * A test that provokes an error on purpose takes it out of `faults` itself, and so says which one it expects.
 */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  baseURL: async ({}, use) => {
    await use(process.env['BASE_URL']);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  extraHTTPHeaders: async ({}, use) => {
    await use(ownAddress());
  },
  faults: [
    async ({ context, baseURL }, use) => {
      const faults: PageFaults = [];
      const origin = new URL(baseURL ?? '').origin;
      context.on('page', (page) => watch(page, faults, origin));
      await use(faults);
      expect(faults, 'faults of the pages').toEqual([]);
    },
    { auto: true },
  ],
  expectAccessible: async ({ page }, use, testInfo) => {
    await use(async (target = page) => {
      expect(await analyse(target, testInfo), `accessibility of ${target.url()}`).toEqual([]);
    });
  },
  openForSomebodyElse: async ({ browser, baseURL, faults }, use) => {
    const contexts: BrowserContext[] = [];
    const origin = new URL(baseURL ?? '').origin;
    await use(async () => {
      const context = await browser.newContext({
        extraHTTPHeaders: ownAddress(),
        ...(baseURL === undefined ? {} : { baseURL }),
      });
      contexts.push(context);
      context.on('page', (page) => watch(page, faults, origin));
      return await context.newPage();
    });
    for (const context of contexts) await context.close();
  },
  screens: async ({ page }, use) => {
    await use((name) => captureScreens(page, name));
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  mailbox: async ({}, use) => {
    const { mail } = stackUrls();
    await use((address) => {
      if (mail === undefined) throw new Error('The stack under test has no local inbox.');
      return new Mailbox(mail, address);
    });
  },
});

export { expect };
