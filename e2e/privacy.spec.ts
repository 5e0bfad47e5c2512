import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import { newPerson, signUp, signUpByForm } from './support/accounts';
import { press, send, tick, walkTo } from './support/keyboard';
import { letProofGrowOld } from './support/old-proof';
import { expect, test } from './support/test';

test('visitors are given nothing to carry', async ({ page, expectAccessible, screens }) => {
  await page.goto('/en');
  await press(page.getByRole('contentinfo').getByRole('link', { name: 'Privacy' }));
  await expect(page.getByRole('heading', { name: 'Privacy and terms of use', level: 1 })).toBeVisible();
  await expectAccessible();
  await screens('privacy-notice');
  await page.goto('/en/courses');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await page.context().cookies()).toEqual([]);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
});

test('what a person agreed to is listed, and wanting mail is theirs to change', async ({
  page,
  mailbox,
  expectAccessible,
  screens,
}) => {
  const person = newPerson('Paula Private');
  await page.goto('/en/sign-up');
  await expect(page.getByText('By creating an account you agree to the')).toBeVisible();
  await expectAccessible();
  await signUpByForm(page, person, mailbox(person.email));
  // Consent is put on record in the background.
  await expect(async () => {
    await page.goto('/en/settings/privacy');
    await expect(page.getByRole('rowheader', { name: 'Terms of use' })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(page.getByRole('rowheader', { name: 'Privacy notice' })).toBeVisible();
  const wanted = page.getByRole('switch', { name: 'Mails about new courses' });
  await expect(wanted).not.toBeChecked();

  await tick(wanted);
  await expect(page.getByText('You will hear from us.')).toBeVisible();
  const consent = page.getByRole('row').filter({ hasText: 'Mails about new courses' });
  await expect(consent.getByText('Stands')).toBeVisible();
  await expectAccessible();
  await screens('privacy-settings');

  await page.reload();
  await expect(wanted).toBeChecked();
  await tick(wanted, false);
  await expect(page.getByText('You will hear no more of new courses.')).toBeVisible();
  await expect(consent.getByText('Withdrawn on')).toBeVisible();
});

test('a copy of everything is asked for, waited for and fetched, by keyboard', async ({
  page,
  mailbox,
  expectAccessible,
  screens,
  openForSomebodyElse,
}) => {
  const person = newPerson('Cora Copy');
  await signUp(page, person, mailbox(person.email));
  await page.goto('/en/settings/privacy');
  const region = page.getByRole('region', { name: 'A copy of your data' });
  await press(region.getByRole('button', { name: 'Ask for a copy' }));
  await expect(region.getByText('Your copy is ready')).toBeVisible();
  await expectAccessible();
  await screens('privacy-export');
  await mailbox(person.email).waitFor(/copy of your data is ready/i);

  const fetching = page.waitForEvent('download');
  await press(region.getByRole('button', { name: 'Fetch the copy' }));
  const download = await fetching;
  const files = unzipSync(await readFile(await download.path()));
  expect(strFromU8(files['README.txt'] ?? new Uint8Array())).toContain('Everything Lyceum has about you');
  expect(strFromU8(files['data/account.json'] ?? new Uint8Array())).toContain(person.email);

  const other = newPerson('Nosy Neighbour');
  const stranger = await openForSomebodyElse();
  await signUp(stranger, other, mailbox(other.email));
  const address = new URL(download.url()).pathname;
  expect((await stranger.request.get(address)).status()).toBe(404);
  await letProofGrowOld(person.email);
  expect((await page.request.get(address)).status()).toBe(403);
  await press(region.getByRole('button', { name: 'Fetch the copy' }));
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('an account is deleted only with its address typed, and kept by the link of the mail', async ({
  page,
  mailbox,
  expectAccessible,
  screens,
}) => {
  const person = newPerson('Edna Ending');
  await signUp(page, person, mailbox(person.email));
  await page.goto('/en/settings/privacy');
  const region = page.getByRole('region', { name: 'Delete your account' });
  const address = region.getByRole('textbox', { name: 'Type your address to confirm' });
  await walkTo(address);
  await send(address, 'somebody@else.test');
  await expect(
    region.getByRole('alert').or(region.getByText('not the address of your account')).first(),
  ).toBeVisible();
  await expectAccessible();
  await send(address, person.email);
  await expect(region.getByText('Your account will be deleted')).toBeVisible();
  await expectAccessible();
  await screens('privacy-erasure');

  const { links } = await mailbox(person.email).waitFor(/account will be deleted/i);
  await page.goto(links.find((link) => link.includes('/keep-account')) ?? '');
  await expectAccessible();
  await press(page.getByRole('button', { name: 'Keep my account' }));
  await expect(page.getByText('Nothing was deleted.')).toBeVisible();
  await page.goto('/en/settings/privacy');
  await expect(region.getByRole('button', { name: 'Delete my account' })).toBeVisible();
});
