import type { BrowserContext, Page } from '@playwright/test';
import { markdownAttacks } from '@/test/markdown-attacks';
import { newPerson, signUp } from './support/accounts';
import { plantAttackedCourse, removeAttackedCourse } from './support/attacked-course';
import { expect, test } from './support/test';

// What is tried here must fail by itself: the policy that would stop it as well is off.
test.use({ bypassCSP: true });

/** Notes every script that speaks and every request that leaves the site, in all frames of all pages. */
async function listen(context: BrowserContext, origin: string): Promise<string[]> {
  const heard: string[] = [];
  await context.exposeFunction('alert', () => void heard.push('alert'));
  context.on('dialog', (dialog) => {
    heard.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await context.route(
    (url) => url.origin !== origin && url.protocol.startsWith('http'),
    async (route) => {
      heard.push(`request: ${route.request().url()}`);
      await route.abort();
    },
  );
  return heard;
}

/** Elements and attributes of a text that would act, or lead off the web. None is there, whatever was written. */
const acting = [
  ...['script', 'style', 'iframe', 'object', 'embed', 'base', 'meta', 'link', 'template', 'form'],
  ...['maction', 'semantics', 'annotation-xml', 'math[href]', 'math [href]', 'math [src]', 'math [id]'],
  ...['[srcdoc]', '[formaction]', '[style*="url("]'],
].join(',');

/** Does to everything in the main part what a reader may do by chance, and returns what would act then. */
async function provoke(page: Page): Promise<readonly string[]> {
  return await page.locator('main').evaluate((main, selector) => {
    const kinds = [
      'mouseover',
      'pointerenter',
      'focus',
      'focusin',
      'toggle',
      'load',
      'error',
      'animationstart',
    ];
    const all = [...main.querySelectorAll('*')];
    for (const element of all) for (const kind of kinds) element.dispatchEvent(new Event(kind));
    const handled = all.filter(({ attributes }) => [...attributes].some(({ name }) => name.startsWith('on')));
    const links = [...main.querySelectorAll('a')].filter(
      ({ href, protocol }) => href !== '' && !/^(https?:|mailto:|:)$/.test(protocol),
    );
    const texts = [...main.querySelectorAll('.prose, h4')];
    const elements = texts.flatMap((text) => [...text.querySelectorAll(selector)]);
    if (texts.length === 0) throw new Error('There is no text on this page.');
    return [...handled, ...links, ...elements].map(({ outerHTML }) => outerHTML.slice(0, 200));
  }, acting);
}

test('nothing that is written in Markdown runs in a browser, even without a policy', async ({
  page,
  context,
  mailbox,
  baseURL,
  faults,
}) => {
  const person = newPerson('Mallory Reader');
  await signUp(page, person, mailbox(person.email));
  const slug = `attacks-${crypto.randomUUID()}`;
  await plantAttackedCourse(person.email, slug, markdownAttacks);
  const { origin } = new URL(baseURL ?? '');
  const heard = await listen(context, origin);
  try {
    for (const path of [`/en/courses/${slug}`, `/en/learn/${slug}/article`, `/en/learn/${slug}/quiz`]) {
      await page.goto(path);
      await expect(page.getByText('alert(1)').first(), path).toBeVisible();
      await page.waitForLoadState('load');
      expect(await provoke(page), path).toEqual([]);
      expect(new URL(page.url()).pathname).toBe(path);
      expect(heard, path).toEqual([]);
    }
    // Each was read by itself, in a question, a choice and an explanation.
    await expect(page.locator('main h4')).toHaveCount(markdownAttacks.length);
    // The ears work: what is heard above is silence, not deafness.
    await page.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<img src="//evil.test/x.png" onerror="alert(1)">');
    });
    await expect
      .poll(() => heard)
      .toEqual(expect.arrayContaining(['alert', expect.stringContaining('evil.test')]));
    // The browser tells of the request that was stopped.
    expect(faults.splice(0).filter((fault) => !fault.includes('evil.test'))).toEqual([]);
  } finally {
    await removeAttackedCourse(slug);
  }
});
