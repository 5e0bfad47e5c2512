import { newPerson, signUp } from './support/accounts';
import { letProofGrowOld } from './support/old-proof';
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

  await expect(page.getByRole('heading', { name: 'Is it you?' })).toBeFocused();
  await page.getByRole('dialog').getByLabel('Password', { exact: true }).fill(person.password);
  await page.keyboard.press('Enter');
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
