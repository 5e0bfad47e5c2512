import { fillSignIn, newPerson, signUp } from './support/accounts';
import { leave, press, send, type, walkTo } from './support/keyboard';
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
  await walkTo(field);
  await send(field, 'not an address');
  await expect(field).toHaveAccessibleDescription(/Enter an e-mail address like/);
  await expectAccessible();
  await send(field, wished);
  await expect(section.getByText(`Waiting for ${wished}`)).toBeVisible();
  await expectAccessible();
  await screens('change-email');

  const elsewhere = await openForSomebodyElse();
  await elsewhere.goto(linkOf((await next.waitFor(/confirm your new address/i)).links));
  await expectAccessible(elsewhere);
  await press(elsewhere.getByRole('button', { name: 'Agree to the change' }));
  // The lead of the page says it, too, before anything is agreed.
  await expect(elsewhere.getByText('This mailbox has agreed', { exact: true })).toBeVisible();
  await page.reload();
  await expect(
    section.getByText('The new mailbox has agreed. Open the link in the present one.'),
  ).toBeVisible();

  const agreed = linkOf((await present.waitFor(/shall your Lyceum address change/i)).links);
  await elsewhere.goto(agreed);
  await press(elsewhere.getByRole('button', { name: 'Agree to the change' }));
  await expect(elsewhere.getByText('Your address is changed')).toBeVisible();
  await expectAccessible(elsewhere);
  await next.waitFor(/your Lyceum address was changed/i);
  await elsewhere.goto('/en/sign-in');
  await fillSignIn(elsewhere, { ...person, email: wished });
  await expect(elsewhere.getByRole('heading', { name: 'My learning', level: 1 })).toBeVisible();

  await elsewhere.goto(agreed);
  await press(elsewhere.getByRole('button', { name: 'Agree to the change' }));
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
  await type(section.getByLabel('New address'), owner.email);
  await press(section.getByRole('button', { name: 'Change address' }));
  await expect(section.getByText(`Waiting for ${owner.email}`)).toBeVisible();
  const { links } = await owned.waitFor(/wanted to use your address/i);
  expect(linkOf(links)).toBe('');
  await press(section.getByRole('button', { name: 'Leave it as it is' }));
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
  const setUp = page.getByRole('button', { name: 'Set up an authenticator app' });
  await press(setUp);
  const dialog = page.getByRole('dialog', { name: 'Is it you?' });
  await expect(dialog.getByLabel('Password', { exact: true })).toBeVisible();
  await expectAccessible();
  await screens('step-up');
  await leave(dialog, setUp);
  await press(setUp);
  await send(dialog.getByLabel('Password', { exact: true }), 'not the password');
  await expect(dialog.getByRole('alert').getByText(/This is not your present password/)).toBeVisible();
  await send(dialog.getByLabel('Password', { exact: true }), person.password);
  await expect(page.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  await expect(dialog).toBeHidden();
  expect(faults.splice(0).filter((fault) => !/401|403/.test(fault))).toEqual([]);
});
