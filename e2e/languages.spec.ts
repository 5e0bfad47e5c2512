import { expect, test } from './support/test';

test('Spanish is complete on the way to a course', async ({ page, expectAccessible }) => {
  await page.goto('/es');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Aprende');
  await expect(page.getByRole('document').or(page.locator('html'))).toHaveAttribute('lang', 'es');
  await expectAccessible();
  await page.getByRole('main').getByRole('link', { name: 'Todos los cursos' }).click();
  await expect(page.getByRole('heading', { name: 'Cursos', level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Ponle precio a tu trabajo' }).click();
  await expect(page.getByRole('heading', { name: 'Ponle precio a tu trabajo', level: 1 })).toBeVisible();
  await expectAccessible();
});

test('Arabic is written from right to left', async ({ page, expectAccessible }) => {
  await page.goto('/ar');
  const root = page.locator('html');
  await expect(root).toHaveAttribute('lang', 'ar');
  await expect(root).toHaveAttribute('dir', 'rtl');
  await expect(page.getByRole('contentinfo')).toContainText('كل الدورات');
  await expectAccessible();
});

for (const [reader, locale] of [
  ['es-AR', 'es'],
  ['ar-EG', 'ar'],
  ['de-DE', 'en'],
] as const) {
  test.describe(`an address without a language, for a browser set to ${reader},`, () => {
    test.use({ locale: reader });

    test(`leads to ${locale}`, async ({ page }) => {
      await page.goto('/courses?q=a');
      await expect(page).toHaveURL(new RegExp(`/${locale}/courses\\?q=a$`));
    });
  });
}

test('a page that does not exist says so, and leads on', async ({ page, expectAccessible, faults }) => {
  const response = await page.goto('/en/no/such/page');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
  await expectAccessible();
  expect(faults.splice(0).filter((fault) => !fault.includes('404'))).toEqual([]);
});

for (const path of ['/en/people/zz%zz', '/es/courses/%zz', '/en/courses/%ff', '/media/%E0%A4%A', '/%zz']) {
  test(`${path} is no address, and is answered like one that does not exist`, async ({ page, faults }) => {
    const response = await page.goto(path);
    expect(response?.status()).toBe(404);
    const title = path.startsWith('/es/') ? 'Esta página no existe' : 'This page does not exist';
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
    expect(faults.splice(0).filter((fault) => !fault.includes('404'))).toEqual([]);
  });
}
