import { readFile } from 'node:fs/promises';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { newPerson, signUp } from './support/accounts';
import { letProofGrowOld } from './support/old-proof';
import { beginCourse, newTitle } from './support/studio';
import { expect, test } from './support/test';

test('an API key is made after a fresh proof, used, and revoked, by keyboard', async ({
  page,
  request,
  mailbox,
  expectAccessible,
  screens,
}) => {
  const person = newPerson('Kay Machine');
  const inbox = mailbox(person.email);
  await signUp(page, person, inbox);
  await letProofGrowOld(person.email);
  await page.goto('/en/settings/api-keys');
  await expect(page.getByText('You have no API key.')).toBeVisible();
  const make = page.getByRole('button', { name: 'Make the key' });
  await make.press('Enter');
  await expect(page.getByRole('heading', { name: 'Is it you?' })).toBeFocused();
  await page.getByRole('dialog').getByLabel('Password', { exact: true }).fill(person.password);
  await page.keyboard.press('Enter');
  const name = page.getByLabel('Name of the key');
  await expect(name).toHaveAccessibleDescription(/Enter a name of up to 60 characters/);
  await name.fill('Course repository');
  await make.press('Enter');
  await expect(page.getByRole('group', { name: 'What it may do' })).toHaveAccessibleDescription(
    /Choose at least one thing/,
  );
  await page.getByRole('checkbox', { name: 'Read my enrolments and certificates' }).press('Space');
  await expectAccessible();
  await make.press('Enter');
  await expect(page.getByRole('heading', { name: 'Your new key' })).toBeFocused();
  const key = await page.getByLabel('The key “Course repository”').inputValue();
  expect(key).toMatch(/^lyc_[0-9A-Za-z]{46}$/);
  await expectAccessible();
  await screens('api-keys-made');
  await page.getByRole('button', { name: 'I have kept it' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Your keys' })).toBeFocused();
  await inbox.waitFor(/API key was made/i);

  const call = async (procedure: string) =>
    await request.get(`/api/trpc/${procedure}`, { headers: { authorization: `Bearer ${key}` } });
  const list = 'certificates.listMine?input=%7B%22json%22%3A%7B%7D%7D';
  const allowed = await call(list);
  expect(allowed.status()).toBe(200);
  expect(allowed.headers()['ratelimit-policy']).toContain('"apiKey"');
  expect((await call('auth.viewer')).status()).toBe(403);

  await page.reload();
  await expect(page.getByText(/last used on/)).toBeVisible();
  await screens('api-keys-list');
  await page.getByRole('button', { name: 'Revoke Course repository' }).press('Enter');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke', exact: true }).press('Enter');
  await expect(page.getByText('You have no API key.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Your keys' })).toBeFocused();
  expect((await call(list)).status()).toBe(401);
});

test('a course goes out as an archive and comes in again, with what would change and what is wrong', async ({
  page,
  expectAccessible,
  screens,
}) => {
  await beginCourse(page, newTitle());
  const slug = new URL(page.url()).pathname.split('/').at(-2) ?? '';
  await page.getByRole('link', { name: 'Export and import' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Export and import', level: 1 })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Save texts as ZIP' }).press('Enter');
  const saved = await download;
  expect(saved.suggestedFilename()).toBe(`${slug}.zip`);
  const files = unzipSync(await readFile(await saved.path()));
  expect(Object.keys(files)).toEqual([`${slug}/course.yaml`]);

  const choose = async (added: Readonly<Record<string, string>>) => {
    const texts = Object.entries(added).map(([path, text]) => [`${slug}/${path}`, strToU8(text)] as const);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a ZIP' }).press('Enter');
    const buffer = Buffer.from(zipSync({ ...files, ...Object.fromEntries(texts) }));
    await (await chooser).setFiles({ name: 'course.zip', mimeType: 'application/zip', buffer });
  };
  await choose({});
  await expect(page.getByText('Nothing: the ZIP and the course are the same.')).toBeVisible();
  const section = 'title: Spring\n';
  await choose({
    '01-spring/section.yaml': section,
    '01-spring/01-hive.md': '---\ntitel: Hive\nkind: article\n---\n',
  });
  await expect(page.getByRole('heading', { name: '2 things are not right yet' })).toBeVisible();
  await expect(page.getByText('01-spring/01-hive.md, line 2, column 1').first()).toBeVisible();
  await expect(page.getByText('Did you mean “title”?')).toBeVisible();
  await expectAccessible();
  await screens('exchange-problems');
  const lesson = '---\ntitle: The hive\nkind: article\n---\n\nBees live here.\n';
  await choose({ '01-spring/section.yaml': section, '01-spring/01-hive.md': lesson });
  await expect(page.getByText('Lesson “The hive”: added')).toBeVisible();
  await expectAccessible();
  await screens('exchange-plan');
  await page.getByRole('button', { name: 'Change the course' }).press('Enter');
  await expect(page.getByText('The course is as the ZIP has it.')).toBeVisible();
  await page.goto(`/en/teach/courses/${slug}/curriculum`);
  await expect(page.getByRole('row', { name: 'The hive' })).toBeVisible();
});
