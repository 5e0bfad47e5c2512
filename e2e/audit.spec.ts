import { readFile } from 'node:fs/promises';
import { demoInstructor, fillSignIn } from './support/accounts';
import { choose, press, send, type, walkTo } from './support/keyboard';
import { expect, test } from './support/test';

const admin = { ...demoInstructor, email: 'admin@lyceum.test' };

test('an administrator finds who did what, and takes it away, which is on record', async ({
  page,
  expectAccessible,
  screens,
}) => {
  await page.goto('/en/sign-in?returnTo=/en/admin/audit');
  await fillSignIn(page, admin);
  await expect(page.getByRole('heading', { name: 'Audit log', level: 1 })).toBeVisible();
  // Taking the log is itself on record, so that there is a row to look at.
  const taking = page.waitForEvent('download');
  const save = page.getByRole('button', { name: 'Save as JSON' });
  await walkTo(save);
  await press(save);
  expect((await taking).suggestedFilename()).toMatch(/^audit-\d{4}-\d{2}-\d{2}\.json$/);
  await page.goto('/en/admin/audit');
  const taken = page.getByRole('row').filter({ hasText: 'Took the audit log' });
  await expect(taken.first()).toBeVisible();
  await expectAccessible();
  await screens('audit');

  const filters = page.getByRole('search', { name: 'Narrow down the log' });
  const who = filters.getByRole('textbox', { name: /^Who/ });
  await send(who, 'nobody-here@lyceum.test');
  await expect(page.getByRole('heading', { name: 'Nothing fits' })).toBeVisible();
  await expect(who).toHaveValue('nobody-here@lyceum.test');
  await expectAccessible();

  await type(who, admin.email);
  await choose(filters.getByRole('combobox', { name: /^What/ }), 'Took the audit log');
  await press(filters.getByRole('button', { name: 'Show', exact: true }));
  await expect(page).toHaveURL(/action=audit\.exported/);
  await expect(taken.first()).toBeVisible();

  const saving = page.waitForEvent('download');
  const table = page.getByRole('button', { name: 'Save as CSV' });
  // Each part of the dates before it is a stop of its own.
  await walkTo(table);
  await press(table);
  const text = await readFile(await (await saving).path(), 'utf8');
  expect(text).toContain('"audit.exported"');
  expect(text).not.toContain(admin.email);
});

test('who may not read the log is told so, and where to go', async ({ page, expectAccessible }) => {
  await page.goto('/en/sign-in?returnTo=/en/admin/audit');
  await fillSignIn(page, demoInstructor);
  await expect(page.getByRole('heading', { name: 'This is for administrators' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Back to my learning' })).toBeVisible();
  await expectAccessible();
});
