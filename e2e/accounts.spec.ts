import { fillSignIn, fillSignUp, newPerson, signUp, signUpByForm } from './support/accounts';
import { press, type, walkTo } from './support/keyboard';
import { expect, test } from './support/test';

const wrong = /Address and password do not fit/;

test('a wrong password says what to do, keeps the address, and is the same for an unknown address', async ({
  page,
  expectAccessible,
  faults,
}) => {
  await page.goto('/en/sign-in');
  await walkTo(page.getByRole('textbox', { name: 'E-mail address' }));
  await fillSignIn(page, { email: 'instructor@lyceum.test', password: 'not the password' });
  await expect(page.getByRole('alert').filter({ hasText: wrong })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'E-mail address' })).toHaveValue('instructor@lyceum.test');
  await expectAccessible();
  await fillSignIn(page, { email: 'nobody-here@lyceum.test', password: 'not the password' });
  await expect(page.getByRole('alert').filter({ hasText: wrong })).toBeVisible();
  // The browser reports each refusal by itself.
  expect(faults.splice(0).filter((fault) => !fault.includes('401'))).toEqual([]);
});

test('signing in leads where the person was heading, and signing out ends it everywhere', async ({
  page,
  mailbox,
}) => {
  const person = newPerson('Grace Returning');
  await signUpByForm(page, person, mailbox(person.email));
  const otherTab = await page.context().newPage();
  await otherTab.goto('/en/courses');
  await expect(otherTab.getByRole('button', { name: `Account of ${person.name}` })).toBeVisible();

  await press(page.getByRole('button', { name: `Account of ${person.name}` }));
  await press(page.getByRole('button', { name: 'Sign out' }));
  await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible();
  await expect(otherTab.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible();

  await page.goto('/en/certificates');
  await expect(page.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
  await fillSignIn(page, person);
  await expect(page.getByRole('heading', { name: 'Your certificates', level: 1 })).toBeVisible();
});

test('a wish to return to another site is not granted', async ({ page, mailbox }) => {
  const person = newPerson('Mallory Elsewhere');
  await signUp(page, person, mailbox(person.email));
  await page.context().clearCookies();
  await page.goto('/en/sign-in?returnTo=https://evil.example/');
  await fillSignIn(page, person);
  await expect(page.getByRole('heading', { name: 'My learning', level: 1 })).toBeVisible();
});

test('a forgotten password is replaced by mail, and every device is signed out', async ({
  page,
  mailbox,
  expectAccessible,
  openForSomebodyElse,
  faults,
}) => {
  const person = newPerson('Edsger Forgetful');
  const inbox = mailbox(person.email);
  await signUp(page, person, inbox);

  const elsewhere = await openForSomebodyElse();
  await elsewhere.goto('/en/forgot-password');
  await walkTo(elsewhere.getByRole('textbox', { name: 'E-mail address' }));
  await type(elsewhere.getByRole('textbox', { name: 'E-mail address' }), person.email);
  await press(elsewhere.getByRole('button', { name: 'Send the link' }));
  await expect(elsewhere.getByText(`If ${person.email} has an account here`)).toBeVisible();
  await expectAccessible(elsewhere);
  const { links } = await inbox.waitFor(/choose a new password/i);
  const link = links.find((one) => one.includes('/reset-password')) ?? '';
  await elsewhere.goto(link);
  const replaced = { ...person, password: 'a wide calm lake' };
  await type(elsewhere.getByLabel('New password'), replaced.password);
  await expectAccessible(elsewhere);
  await press(elsewhere.getByRole('button', { name: 'Save the new password' }));
  await expect(elsewhere.getByText('Your password is changed')).toBeVisible();
  await inbox.waitFor(/password was changed/i);

  await page.goto('/en/certificates');
  await expect(page.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
  await fillSignIn(page, person);
  await expect(page.getByRole('alert').filter({ hasText: wrong })).toBeVisible();
  await fillSignIn(page, replaced);
  await expect(page.getByRole('heading', { name: 'Your certificates', level: 1 })).toBeVisible();

  await elsewhere.goto(link);
  await type(elsewhere.getByLabel('New password'), 'yet another password');
  await press(elsewhere.getByRole('button', { name: 'Save the new password' }));
  await expect(elsewhere.getByText(/This link was used before/)).toBeVisible();
  // The browser reports each refusal by itself: the old password, and the used link.
  expect(faults.splice(0).filter((fault) => !/401|412/.test(fault))).toEqual([]);
});

test('registering a taken address looks the same, and tells its owner', async ({
  page,
  mailbox,
  openForSomebodyElse,
}) => {
  const person = newPerson('Alan Again');
  const inbox = mailbox(person.email);
  await signUp(page, person, inbox);
  const elsewhere = await openForSomebodyElse();
  await elsewhere.goto('/en/sign-up');
  await fillSignUp(elsewhere, { ...person, name: 'Somebody Else', password: 'another long password' });
  await expect(elsewhere.getByText(`We have sent a link to ${person.email}.`)).toBeVisible();
  await inbox.waitFor(/you already have/i);
});

test('a form that is not complete says what is missing, beside each field, and keeps what was typed', async ({
  page,
  expectAccessible,
  faults,
}) => {
  await page.goto('/en/sign-up');
  await walkTo(page.getByRole('textbox', { name: 'Your name' }));
  await type(page.getByRole('textbox', { name: 'E-mail address' }), 'not an address');
  await type(page.getByLabel('Password', { exact: true }), 'short');
  await press(page.getByRole('button', { name: 'Create account' }));
  await expect(page.getByRole('textbox', { name: 'Your name' })).toHaveAccessibleDescription(
    /Enter your name/,
  );
  await expect(page.getByRole('textbox', { name: 'E-mail address' })).toHaveValue('not an address');
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(
    /at least 10 characters/,
  );
  await expectAccessible();
  expect(faults.splice(0).filter((fault) => !fault.includes('400'))).toEqual([]);
});

test('a password that was stolen elsewhere is not taken, and says why in the reader’s language', async ({
  page,
  expectAccessible,
  faults,
}) => {
  const texts = {
    en: { name: 'Your name', email: 'E-mail address', password: 'Password', action: 'Create account' },
    es: { name: 'Tu nombre', email: 'Correo electrónico', password: 'Contraseña', action: 'Crear cuenta' },
  } as const;
  const reasons = { en: /stolen from another site/, es: /se robó en otro sitio/ } as const;
  for (const locale of ['en', 'es'] as const) {
    const { name, email, password, action } = texts[locale];
    await page.goto(`/${locale}/sign-up`);
    await type(page.getByRole('textbox', { name }), 'Robin Reuse');
    await type(page.getByRole('textbox', { name: email }), newPerson('Robin Reuse').email);
    const field = page.getByLabel(password, { exact: true });
    await type(field, 'seven stolen grey umbrellas');
    await press(page.getByRole('button', { name: action }));
    await expect(field).toHaveAccessibleDescription(reasons[locale]);
    await expectAccessible();
  }
  // The browser reports each refusal by itself.
  expect(faults.splice(0).filter((fault) => !fault.includes('400'))).toEqual([]);
});
