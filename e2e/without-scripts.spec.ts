import { expect, test } from './support/test';

test.use({ javaScriptEnabled: false });

test.afterEach(({ faults }) => {
  // The browser reports each script that it was told not to run.
  expect(faults.splice(0).filter((fault) => !fault.endsWith(' csp'))).toEqual([]);
});

test('home, catalogue and course can be read, and the list narrowed down, without scripts', async ({
  page,
}) => {
  await page.goto('/en');
  await expect(page.getByRole('heading', { name: /^Learn programming/, level: 1 })).toBeVisible();
  await page.getByRole('main').getByRole('searchbox').fill('defend');
  await page.getByRole('main').getByRole('button', { name: 'Search' }).click();
  await expect(page).toHaveURL(/\/en\/search\?q=defend/);
  await expect(page.getByRole('article')).toHaveCount(1);
  await page.getByRole('main').getByRole('searchbox').fill('');
  await page.getByRole('combobox', { name: 'Level' }).selectOption({ label: 'Beginner' });
  await page.getByRole('button', { name: 'Show courses' }).click();
  await expect(page).toHaveURL(/level=beginner/);
  await expect(page.getByRole('article').first()).toContainText('Beginner');
  await expect(page.getByRole('article').filter({ hasText: 'Intermediate' })).toHaveCount(0);
  await page.getByRole('article').first().getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'Contents' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Enrol for free' }).first()).toBeVisible();
});

test('a certificate can be checked without scripts', async ({ page }) => {
  await page.goto('/en/verify');
  await page.getByRole('textbox', { name: 'Code' }).fill('0000 0000 0000');
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByText('We have issued no certificate with this code')).toBeVisible();
});
