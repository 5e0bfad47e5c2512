import { fillSignIn, newPerson, signUp } from './support/accounts';
import { leave, press, type, walkTo } from './support/keyboard';
import { expect, test } from './support/test';

const title = { name: 'Sign-in and security', level: 1 } as const;

test('a device is seen and signed out from another one, by keyboard', async ({
  page,
  mailbox,
  expectAccessible,
  openForSomebodyElse,
}) => {
  const person = newPerson('Radia Devices');
  await signUp(page, person, mailbox(person.email));
  const lost = await openForSomebodyElse();
  await lost.goto('/en/sign-in?returnTo=/en/certificates');
  await fillSignIn(lost, person);
  await expect(lost.getByRole('heading', { name: 'Your certificates', level: 1 })).toBeVisible();

  await page.goto('/en/learn');
  await press(page.getByRole('button', { name: `Account of ${person.name}` }));
  await press(page.getByRole('link', { name: 'Settings' }));
  await expect(page.getByRole('heading', { name: 'Profile', level: 1 })).toBeVisible();
  await press(page.getByRole('link', { name: 'Sign-in and security' }));
  await expect(page.getByRole('heading', title)).toBeVisible();
  const devices = page.getByRole('region', { name: 'Devices' });
  await expect(devices.getByRole('listitem')).toHaveCount(2);
  await expect(devices.getByText('This device')).toHaveCount(1);
  await expectAccessible();

  const end = devices.getByRole('button', { name: /^Sign out (?!all)/ });
  await walkTo(end);
  await press(end);
  await expect(devices.getByRole('listitem')).toHaveCount(1);
  await lost.goto('/en/certificates');
  await expect(lost.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', title)).toBeVisible();
});

test('all other devices are signed out together, after a question', async ({
  page,
  mailbox,
  expectAccessible,
  openForSomebodyElse,
}) => {
  const person = newPerson('Barbara Everywhere');
  await signUp(page, person, mailbox(person.email));
  const other = await openForSomebodyElse();
  await other.goto('/en/sign-in?returnTo=/en/learn');
  await fillSignIn(other, person);
  await expect(other.getByRole('heading', { name: 'My learning', level: 1 })).toBeVisible();

  await page.goto('/en/settings/security');
  await press(page.getByRole('button', { name: 'Sign out all other devices' }));
  const question = page.getByRole('alertdialog', { name: 'Sign out all other devices?' });
  await expect(question).toBeVisible();
  await expectAccessible();
  await leave(question, page.getByRole('button', { name: 'Sign out all other devices' }));
  await press(page.getByRole('button', { name: 'Sign out all other devices' }));
  await press(question.getByRole('button', { name: 'Sign out all other devices' }));
  await expect(page.getByText('1 device was signed out.')).toBeVisible();
  await other.goto('/en/learn');
  await expect(other.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
});

test('the password is changed where one is, and a copied cookie is worth nothing afterwards', async ({
  page,
  mailbox,
  expectAccessible,
  openForSomebodyElse,
  faults,
}) => {
  const person = newPerson('Margaret Change');
  const inbox = mailbox(person.email);
  await signUp(page, person, inbox);
  const thief = await openForSomebodyElse();
  await thief.context().addCookies(await page.context().cookies());
  await thief.goto('/en/certificates');
  await expect(thief.getByRole('heading', { name: 'Your certificates', level: 1 })).toBeVisible();

  await page.goto('/en/settings/security');
  const form = page.getByRole('region', { name: 'Password' });
  const [current, wished] = [form.getByLabel('Present password'), form.getByLabel('New password')];
  const send = form.getByRole('button', { name: 'Change password' });
  await walkTo(current);
  await type(current, 'not the password');
  await type(wished, 'a wide calm lake');
  await press(send);
  await expect(form.getByRole('alert').getByText(/This is not your present password/)).toBeVisible();
  await type(current, person.password);
  await type(wished, 'password123');
  await press(send);
  await expect(form.getByRole('alert').getByText(/on every list of common ones/)).toBeVisible();
  await expectAccessible();
  await type(wished, 'a wide calm lake');
  await press(send);
  await expect(
    page.getByText('Your password is changed, and all other devices are signed out.'),
  ).toBeVisible();
  await inbox.waitFor(/password was changed/i);

  await page.reload();
  await expect(page.getByRole('heading', title)).toBeVisible();
  await thief.goto('/en/certificates');
  await expect(thief.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
  // The browser reports each refusal by itself: a wrong password, a weak one.
  expect(faults.splice(0).filter((fault) => !fault.includes('400'))).toEqual([]);
});
