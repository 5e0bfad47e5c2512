import type { Page } from '@playwright/test';
import { expect, test } from './support/test';

/** A page of ours with something wrong in it, answered without the site. */
async function openPlanted(page: Page, body: string): Promise<void> {
  await page.route('**/planted', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><title>Planted</title><link rel="icon" href="data:,"><main>${body}</main></html>`,
    }),
  );
  await page.goto('/planted');
}

test.describe('the guards see', () => {
  test('an error in the console', async ({ page, faults }) => {
    await openPlanted(page, '<script>console.error("planted")</script>');
    expect(faults.splice(0)).toEqual([expect.stringContaining('console: planted')]);
  });

  test('an uncaught error', async ({ page, faults }) => {
    await openPlanted(page, '<script>throw new Error("planted")</script>');
    expect(faults.splice(0)).toEqual([expect.stringContaining('uncaught: Error: planted')]);
  });

  test('a request of ours that fails, but none that is dropped', async ({ page, faults }) => {
    await page.route('**/broken.css', (route) => route.abort('connectionrefused'));
    await page.route('**/dropped.css', (route) => route.abort('aborted'));
    await openPlanted(
      page,
      '<link rel="stylesheet" href="/broken.css"><link rel="stylesheet" href="/dropped.css">',
    );
    const requests = faults.splice(0).filter((fault) => fault.startsWith('request: '));
    expect(requests).toEqual([expect.stringContaining('/broken.css net::ERR_CONNECTION_REFUSED')]);
  });

  test('an accessibility violation', async ({ page, expectAccessible }) => {
    await openPlanted(page, '<h1>Planted</h1><button></button>');
    await expect(expectAccessible()).rejects.toThrow('button-name');
  });

  test('and what they have seen fails the test', async ({ page }) => {
    test.fail(true, 'the fault is left where it is');
    await openPlanted(page, '<script>console.error("planted")</script>');
  });
});

test('a sound page passes, and can be seen at each width in each scheme', async ({
  page,
  expectAccessible,
  screens,
}) => {
  await openPlanted(page, '<h1>Planted</h1><p>Nothing is wrong here.</p>');
  await expectAccessible();
  expect(await screens('guards')).toHaveLength(4);
  expect(page.viewportSize()?.width).toBe(test.info().project.use.viewport?.width);
});
