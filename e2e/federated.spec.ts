import type { Page } from '@playwright/test';
import { fillSignIn, newPerson, signUp } from './support/accounts';
import { expect, test } from './support/test';

/** Signs in at the stand-in of a provider, by keyboard. */
async function signInAt(page: Page, provider: string, who: { email: string; name: string }): Promise<void> {
  const button = page.getByRole('button', { name: `Continue with ${provider}` });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: `${provider} (local)` })).toBeVisible();
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(who.email);
  await page.getByRole('textbox', { name: 'Name' }).fill(who.name);
  await page.keyboard.press('Enter');
}

const learning = (page: Page) => page.getByRole('heading', { name: 'My learning', level: 1 });

test('an account is opened by signing in elsewhere, and comes in that way again', async ({
  page,
  expectAccessible,
  openForSomebodyElse,
  screens,
}) => {
  const person = newPerson('Emmy Elsewhere');
  await page.goto('/en/sign-in');
  await expect(page.getByRole('button', { name: 'Continue with School account' })).toBeVisible();
  await expectAccessible();
  await screens('sign-in-elsewhere');
  await signInAt(page, 'Google', person);
  await expect(page.getByText(`Google says you are ${person.email}`)).toBeVisible();
  await expectAccessible();
  await screens('connect-new');
  const name = page.getByRole('textbox', { name: 'Your name' });
  await expect(name).toHaveValue(person.name);
  await name.fill('');
  await page.keyboard.press('Enter');
  await expect(name).toHaveAccessibleDescription(/Enter your name/);
  await name.fill(person.name);
  await page.keyboard.press('Enter');
  await expect(learning(page)).toBeVisible();

  await page.goto('/en/settings/security');
  const section = page.getByRole('region', { name: 'Accounts elsewhere' });
  await expect(section.getByText(person.email)).toBeVisible();
  await expect(page.getByText('Your account has no password.')).toBeVisible();
  await screens('identities');
  await section.getByRole('button', { name: 'Disconnect Google' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByText(/This is your last way in besides mail/)).toBeVisible();

  const elsewhere = await openForSomebodyElse();
  await elsewhere.goto('/en/certificates');
  await signInAt(elsewhere, 'Google', person);
  await expect(elsewhere.getByRole('heading', { name: 'Your certificates', level: 1 })).toBeVisible();
  await elsewhere.goto('/en/settings/security');
  await expect(elsewhere.getByText(/by another account/).first()).toBeVisible();
});

test('an account that exists is connected only by who is signed in to it, who hears of it and can undo it', async ({
  page,
  mailbox,
  expectAccessible,
  openForSomebodyElse,
  screens,
}) => {
  const person = newPerson('Hedy Known');
  const inbox = mailbox(person.email);
  await signUp(await openForSomebodyElse(), person, inbox);
  await page.goto('/en/sign-in');
  await signInAt(page, 'GitHub', person);
  await expect(page.getByText(`${person.email} has a Lyceum account already`)).toBeVisible();
  await expectAccessible();
  await page.goto('/en/certificates');
  await expect(page.getByRole('heading', { name: 'Sign in', level: 1, exact: true })).toBeVisible();

  await page.goto('/en/sign-in/connect');
  await page.getByRole('link', { name: 'Sign in and connect' }).click();
  await fillSignIn(page, person);
  await expect(page.getByRole('button', { name: 'Connect', exact: true })).toBeVisible();
  await expectAccessible();
  await screens('connect-known');
  await page.getByRole('button', { name: 'Connect', exact: true }).press('Enter');
  await expect(page.getByText('GitHub is connected')).toBeVisible();
  await expectAccessible();
  await inbox.waitFor(/another account now opens your Lyceum account/i);

  const elsewhere = await openForSomebodyElse();
  await elsewhere.goto('/en/sign-in');
  await signInAt(elsewhere, 'GitHub', person);
  await expect(learning(elsewhere)).toBeVisible();
  await elsewhere.goto('/en/settings/security');
  await elsewhere.getByRole('button', { name: 'Disconnect GitHub' }).click();
  await elsewhere.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(elsewhere.getByText('GitHub is disconnected')).toBeVisible();
  await expect(elsewhere.getByText('No other account opens this one.')).toBeVisible();
  await inbox.waitFor(/an account was disconnected/i);
});

test('a sign-in elsewhere that comes to nothing says so, and what to do', async ({ page }) => {
  await page.goto('/en/certificates');
  await page.getByRole('button', { name: 'Continue with Google' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText(/The other provider did not sign you in/)).toBeVisible();
  // Where they were heading is not lost.
  await expect(page.getByRole('link', { name: 'Sign in by mail, without a password' })).toHaveAttribute(
    'href',
    /returnTo=%2Fen%2Fcertificates/,
  );

  await page.getByRole('button', { name: 'Continue with School account' }).click();
  await expect(page.getByRole('heading', { name: 'School account (local)' })).toBeVisible();
  await page.getByRole('textbox', { name: 'E-mail address' }).fill('nobody@lyceum.test');
  await page.getByRole('textbox', { name: 'Name' }).fill('Nobody');
  await page.getByRole('checkbox').uncheck();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('School account has not verified an address of yours.')).toBeVisible();
  await page.getByRole('link', { name: 'Create an account' }).click();
  await expect(page.getByRole('heading', { name: 'Create your account' })).toBeVisible();

  // Whoever has no sign-in to connect is told how to begin.
  await page.context().clearCookies();
  await page.goto('/en/sign-in/connect');
  await expect(page.getByText('This step is over. Start again from sign-in.')).toBeVisible();
});
