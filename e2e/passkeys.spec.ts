import type { Page } from '@playwright/test';
import { newPerson, signUp } from './support/accounts';
import { press, send, type, walkTo } from './support/keyboard';
import { letProofGrowOld } from './support/old-proof';
import { expect, test } from './support/test';

/** Gives a page an authenticator in the browser that verifies its person; returns how to speak to it. */
async function plugIn(page: Page) {
  const browser = await page.context().newCDPSession(page);
  await browser.send('WebAuthn.enable');
  const { authenticatorId } = await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    setPresent: async (enabled: boolean) =>
      await browser.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
    setVerified: async (isUserVerified: boolean) =>
      await browser.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    count: async () =>
      (await browser.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
  };
}

const signIn = { name: 'Sign in', level: 1 } as const;

test('a passkey is added, signs in, is renamed and removed, by keyboard', async ({
  page,
  mailbox,
  expectAccessible,
  screens,
  faults,
}) => {
  const person = newPerson('Evelyn Passkey');
  const inbox = mailbox(person.email);
  await signUp(page, person, inbox);
  const device = await plugIn(page);
  await page.goto('/en/settings/security');
  const section = page.getByRole('region', { name: 'Passkeys' });
  await expect(section.getByText('You have no passkey yet.')).toBeVisible();
  await press(section.getByRole('button', { name: 'Add a passkey' }));
  await expect(section.getByRole('listitem')).toHaveCount(1);
  expect(await device.count()).toBe(1);
  await inbox.waitFor(/passkey was added/i);
  await expectAccessible();

  await press(section.getByRole('button', { name: 'Add a passkey' }));
  await expect(page.getByText(/This device has a passkey of yours already/)).toBeVisible();

  await press(section.getByRole('button', { name: /^Rename / }));
  const name = section.getByLabel('Name of the passkey');
  await send(name, '');
  await expect(name).toHaveAccessibleDescription(/Enter a name of up to 60 characters/);
  await type(name, 'My laptop');
  await expectAccessible();
  await screens('passkeys-settings');
  await page.keyboard.press('Enter');
  await expect(section.getByRole('heading', { name: 'My laptop' })).toBeVisible();

  // What is filled in by itself would come first; this person presses the button.
  await device.setPresent(false);
  await page.context().clearCookies();
  await page.goto('/en/sign-in?returnTo=/en/certificates');
  await expectAccessible();
  await screens('passkeys-sign-in');
  const button = page.getByRole('button', { name: 'Sign in with a passkey' });
  await walkTo(button);
  await device.setPresent(true);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Your certificates', level: 1 })).toBeVisible();

  await page.goto('/en/settings/security');
  await expect(page.getByRole('region', { name: 'Devices' }).getByText(/by passkey/)).toBeVisible();
  await expect(section.getByText(/last used/)).toBeVisible();
  await press(section.getByRole('button', { name: 'Remove My laptop' }));
  const question = page.getByRole('alertdialog', { name: 'Remove My laptop?' });
  await expectAccessible();
  await press(question.getByRole('button', { name: 'Remove' }));
  await expect(section.getByText('You have no passkey yet.')).toBeVisible();
  await inbox.waitFor(/passkey was removed/i);

  await device.setPresent(false);
  await page.context().clearCookies();
  await page.goto('/en/sign-in');
  await expect(page.getByRole('heading', signIn)).toBeVisible();
  await device.setPresent(true);
  await press(button);
  await expect(page.getByRole('alert').getByText(/Nobody here has this passkey any more/)).toBeVisible();
  await expectAccessible();
  // The browser reports the refusal by itself: an empty name, a passkey that is gone.
  expect(faults.splice(0).filter((fault) => !/400|401/.test(fault))).toEqual([]);
});

test('who is not verified gets no passkey and does not come in, and reads what to do', async ({
  page,
  mailbox,
}) => {
  const person = newPerson('Jean Unverified');
  await signUp(page, person, mailbox(person.email));
  const device = await plugIn(page);
  await device.setVerified(false);
  await page.goto('/en/settings/security');
  const section = page.getByRole('region', { name: 'Passkeys' });
  await press(section.getByRole('button', { name: 'Add a passkey' }));
  await expect(page.getByText(/No passkey was made/)).toBeVisible();
  await expect(section.getByText('You have no passkey yet.')).toBeVisible();
  await page.context().clearCookies();
  await page.goto('/en/sign-in');
  await press(page.getByRole('button', { name: 'Sign in with a passkey' }));
  await expect(page.getByRole('alert').getByText(/No passkey was used/)).toBeVisible();
});

test('a passkey is offered where the browser fills in the address, without a press', async ({
  page,
  mailbox,
}) => {
  const person = newPerson('Mary Filled');
  await signUp(page, person, mailbox(person.email));
  await plugIn(page);
  await page.goto('/en/settings/security');
  const section = page.getByRole('region', { name: 'Passkeys' });
  await press(section.getByRole('button', { name: 'Add a passkey' }));
  await expect(section.getByRole('listitem')).toHaveCount(1);
  await page.context().clearCookies();
  // The virtual authenticator picks the passkey by itself as soon as it is offered.
  await page.goto('/en/sign-in?returnTo=/en/certificates');
  await expect(page.getByRole('heading', { name: 'Your certificates', level: 1 })).toBeVisible();
});

test('a passkey proves once more who is here, and what was begun goes on', async ({
  page,
  mailbox,
  expectAccessible,
  screens,
  faults,
}) => {
  const person = newPerson('Katherine Proof');
  await signUp(page, person, mailbox(person.email));
  const device = await plugIn(page);
  await page.goto('/en/settings/security');
  const section = page.getByRole('region', { name: 'Passkeys' });
  await press(section.getByRole('button', { name: 'Add a passkey' }));
  await expect(section.getByRole('listitem')).toHaveCount(1);
  await letProofGrowOld(person.email);

  await press(page.getByRole('button', { name: 'Set up an authenticator app' }));
  const dialog = page.getByRole('dialog', { name: 'Is it you?' });
  const byPasskey = dialog.getByRole('button', { name: 'Use a passkey' });
  await expect(dialog.getByLabel('Password', { exact: true })).toBeVisible();
  await expect(byPasskey).toBeVisible();
  await expectAccessible();
  await screens('step-up-passkey');

  await device.setVerified(false);
  await press(byPasskey);
  await expect(dialog.getByRole('alert').getByText(/No passkey was used/)).toBeVisible();
  await expectAccessible();
  await device.setVerified(true);
  await press(byPasskey);
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  // The browser reports that the first try needed a proof.
  expect(faults.splice(0).filter((fault) => !/403/.test(fault))).toEqual([]);
});
