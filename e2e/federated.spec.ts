import type { Page } from '@playwright/test';
import { fillSignIn, newPerson, signUp } from './support/accounts';
import { leave, press, send, tick, type, walkTo } from './support/keyboard';
import { letProofGrowOld } from './support/old-proof';
import { expect, test } from './support/test';

/** Signs in at the stand-in of a provider, by keyboard. */
async function signInAt(page: Page, provider: string, who: { email: string; name: string }): Promise<void> {
  const button = page.getByRole('button', { name: `Continue with ${provider}` });
  await press(button);
  await expect(page.getByRole('heading', { name: `${provider} (local)` })).toBeVisible();
  await type(page.getByRole('textbox', { name: 'E-mail address' }), who.email);
  await send(page.getByRole('textbox', { name: 'Name' }), who.name);
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
  await send(name, '');
  await expect(name).toHaveAccessibleDescription(/Enter your name/);
  await send(name, person.name);
  await expect(learning(page)).toBeVisible();

  await page.goto('/en/settings/security');
  const section = page.getByRole('region', { name: 'Accounts elsewhere' });
  await expect(section.getByText(person.email)).toBeVisible();
  await expect(page.getByText('Your account has no password.')).toBeVisible();
  await screens('identities');
  const disconnect = section.getByRole('button', { name: 'Disconnect Google' });
  await press(disconnect);
  await leave(page.getByRole('alertdialog'), disconnect);
  await press(disconnect);
  await press(page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }));
  await expect(page.getByText(/This is your last way in besides mail/)).toBeVisible();

  // Without a password here, the only proof is to sign in once more: to come back to this very page.
  await page.goto('/en/settings/security?from=mail');
  await letProofGrowOld(person.email);
  await press(page.getByRole('button', { name: 'Set up an authenticator app' }));
  await expect(
    page.getByRole('dialog', { name: 'Is it you?' }).getByRole('link', { name: 'Sign in again' }),
  ).toHaveAttribute('href', /returnTo=%2Fen%2Fsettings%2Fsecurity%3Ffrom%3Dmail$/);

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
  await press(page.getByRole('link', { name: 'Sign in and connect' }));
  await fillSignIn(page, person);
  await expect(page.getByRole('button', { name: 'Connect', exact: true })).toBeVisible();
  await expectAccessible();
  await screens('connect-known');
  await press(page.getByRole('button', { name: 'Connect', exact: true }));
  await expect(page.getByText('GitHub is connected')).toBeVisible();
  await expectAccessible();
  await inbox.waitFor(/another account now opens your Lyceum account/i);

  const elsewhere = await openForSomebodyElse();
  await elsewhere.goto('/en/sign-in');
  await signInAt(elsewhere, 'GitHub', person);
  await expect(learning(elsewhere)).toBeVisible();
  await elsewhere.goto('/en/settings/security');
  await press(elsewhere.getByRole('button', { name: 'Disconnect GitHub' }));
  await press(elsewhere.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }));
  await expect(elsewhere.getByText('GitHub is disconnected')).toBeVisible();
  await expect(elsewhere.getByText('No other account opens this one.')).toBeVisible();
  await inbox.waitFor(/an account was disconnected/i);
});

test('a sign-in elsewhere that comes to nothing says so, and what to do', async ({ page }) => {
  await page.goto('/en/certificates');
  await walkTo(page.getByRole('button', { name: 'Continue with Google' }));
  await press(page.getByRole('button', { name: 'Continue with Google' }));
  await press(page.getByRole('button', { name: 'Cancel' }));
  await expect(page.getByText(/The other provider did not sign you in/)).toBeVisible();
  // Where they were heading is not lost.
  await expect(page.getByRole('link', { name: 'Sign in by mail, without a password' })).toHaveAttribute(
    'href',
    /returnTo=%2Fen%2Fcertificates/,
  );

  await press(page.getByRole('button', { name: 'Continue with School account' }));
  await expect(page.getByRole('heading', { name: 'School account (local)' })).toBeVisible();
  await type(page.getByRole('textbox', { name: 'E-mail address' }), 'nobody@lyceum.test');
  await type(page.getByRole('textbox', { name: 'Name' }), 'Nobody');
  await tick(page.getByRole('checkbox'), false);
  await press(page.getByRole('button', { name: 'Sign in' }));
  await expect(page.getByText('School account has not verified an address of yours.')).toBeVisible();
  await press(page.getByRole('link', { name: 'Create an account' }));
  await expect(page.getByRole('heading', { name: 'Create your account' })).toBeVisible();

  // Whoever has no sign-in to connect is told how to begin.
  await page.context().clearCookies();
  await page.goto('/en/sign-in/connect');
  await expect(page.getByText('This step is over. Start again from sign-in.')).toBeVisible();
});
