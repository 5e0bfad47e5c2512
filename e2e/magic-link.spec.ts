import { newPerson, signUp } from './support/accounts';
import { press, send, walkTo } from './support/keyboard';
import { expect, test } from './support/test';

test('a mailed link signs in once and leads where the person was heading', async ({
  page,
  mailbox,
  expectAccessible,
  openForSomebodyElse,
  faults,
}) => {
  const person = newPerson('Katherine Mailed');
  const inbox = mailbox(person.email);
  await signUp(page, person, inbox);
  const elsewhere = await openForSomebodyElse();
  await elsewhere.goto('/en/certificates');
  await walkTo(elsewhere.getByRole('link', { name: 'Sign in by mail, without a password' }));
  await press(elsewhere.getByRole('link', { name: 'Sign in by mail, without a password' }));
  await expect(elsewhere.getByRole('heading', { name: 'Sign in by mail', level: 1 })).toBeVisible();
  await expectAccessible(elsewhere);
  await send(elsewhere.getByRole('textbox', { name: 'E-mail address' }), person.email);
  await expect(elsewhere.getByText(`If ${person.email} has an account here`)).toBeVisible();

  const { links } = await inbox.waitFor(/your link to sign in/i);
  const link = links.find((one) => one.includes('/sign-in/link')) ?? '';
  await elsewhere.goto(link);
  await expectAccessible(elsewhere);
  await press(elsewhere.getByRole('button', { name: 'Sign in on this device' }));
  await expect(elsewhere.getByRole('heading', { name: 'Your certificates', level: 1 })).toBeVisible();

  await elsewhere.context().clearCookies();
  await elsewhere.goto(link);
  await press(elsewhere.getByRole('button', { name: 'Sign in on this device' }));
  await expect(elsewhere.getByText(/This link was used before/)).toBeVisible();
  await press(elsewhere.getByRole('link', { name: 'Ask for a new link' }));
  await expect(elsewhere.getByRole('heading', { name: 'Sign in by mail', level: 1 })).toBeVisible();
  // The browser reports the refusal by itself.
  expect(faults.splice(0).filter((fault) => !fault.includes('401'))).toEqual([]);
});
