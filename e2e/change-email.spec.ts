import { fillSignIn, newPerson, signUp } from './support/accounts';
import { letProofGrowOld } from './support/old-proof';
import { expect, test } from './support/test';

const linkOf = (links: readonly string[]): string =>
  links.find((one) => one.includes('/confirm-change')) ?? '';

test('an address changes when both mailboxes agree, wherever their links are opened', async ({
  page,
  mailbox,
  expectAccessible,
  openForSomebodyElse,
  screens,
  faults,
}) => {
  const person = newPerson('Dorothy Moves');
  const wished = newPerson('Dorothy Moved').email;
  const [present, next] = [mailbox(person.email), mailbox(wished)];
  await signUp(page, person, present);
  await page.goto('/en/settings/security');
  const section = page.getByRole('region', { name: 'E-mail address' });
  await expect(section.getByText(person.email)).toBeVisible();
  const field = section.getByLabel('New address');
  await field.fill('not an address');
  await page.keyboard.press('Enter');
  await expect(field).toHaveAccessibleDescription(/Enter an e-mail address like/);
  await expectAccessible();
  await field.fill(wished);
  await page.keyboard.press('Enter');
  await expect(section.getByText(`Waiting for ${wished}`)).toBeVisible();
  await expectAccessible();
  await screens('change-email');

  const elsewhere = await openForSomebodyElse();
  await elsewhere.goto(linkOf((await next.waitFor(/confirm your new address/i)).links));
  await expectAccessible(elsewhere);
  await elsewhere.getByRole('button', { name: 'Agree to the change' }).focus();
  await elsewhere.keyboard.press('Enter');
  // The lead of the page says it, too, before anything is agreed.
  await expect(elsewhere.getByText('This mailbox has agreed', { exact: true })).toBeVisible();
  await page.reload();
  await expect(
    section.getByText('The new mailbox has agreed. Open the link in the present one.'),
  ).toBeVisible();

  const agreed = linkOf((await present.waitFor(/shall your Lyceum address change/i)).links);
  await elsewhere.goto(agreed);
  await elsewhere.getByRole('button', { name: 'Agree to the change' }).click();
  await expect(elsewhere.getByText('Your address is changed')).toBeVisible();
  await expectAccessible(elsewhere);
  await next.waitFor(/your Lyceum address was changed/i);
  await elsewhere.goto('/en/sign-in');
  await fillSignIn(elsewhere, { ...person, email: wished });
  await expect(elsewhere.getByRole('heading', { name: 'My learning', level: 1 })).toBeVisible();

  await elsewhere.goto(agreed);
  await elsewhere.getByRole('button', { name: 'Agree to the change' }).click();
  await expect(elsewhere.getByRole('alert').getByText(/This link was used before/)).toBeVisible();
  expect(faults.splice(0).filter((fault) => !/400|412/.test(fault))).toEqual([]);
});

test('a wish for an address that has an account tells its owner, and can be withdrawn', async ({
  page,
  mailbox,
  openForSomebodyElse,
}) => {
  const owner = newPerson('Grace Owner');
  const owned = mailbox(owner.email);
  await signUp(await openForSomebodyElse(), owner, owned);
  const person = newPerson('Curious Asker');
  await signUp(page, person, mailbox(person.email));
  await page.goto('/en/settings/security');
  const section = page.getByRole('region', { name: 'E-mail address' });
  await section.getByLabel('New address').fill(owner.email);
  await section.getByRole('button', { name: 'Change address' }).click();
  await expect(section.getByText(`Waiting for ${owner.email}`)).toBeVisible();
  const { links } = await owned.waitFor(/wanted to use your address/i);
  expect(linkOf(links)).toBe('');
  await section.getByRole('button', { name: 'Leave it as it is' }).click();
  await expect(section.getByText(`Waiting for ${owner.email}`)).toBeHidden();
});

test('an act that matters asks who is here, once the last proof is old, and then goes on by itself', async ({
  page,
  mailbox,
  expectAccessible,
  screens,
  faults,
}) => {
  const person = newPerson('Joan Proof');
  await signUp(page, person, mailbox(person.email));
  await page.goto('/en/settings/security');
  await letProofGrowOld(person.email);
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  const dialog = page.getByRole('dialog', { name: 'Is it you?' });
  await expect(dialog.getByLabel('Password', { exact: true })).toBeVisible();
  await expectAccessible();
  await screens('step-up');
  await dialog.getByLabel('Password', { exact: true }).fill('not the password');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert').getByText(/This is not your present password/)).toBeVisible();
  await dialog.getByLabel('Password', { exact: true }).fill(person.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  await expect(dialog).toBeHidden();
  expect(faults.splice(0).filter((fault) => !/401|403/.test(fault))).toEqual([]);
});
