import { Secret, TOTP } from 'otpauth';
import { fillSignIn, newPerson, signUp } from './support/accounts';
import { leave, press, send, type, walkTo } from './support/keyboard';
import { expect, test } from './support/test';

const codeOf = (secret: string, stepsAhead = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + stepsAhead * 30_000 });

test('a second factor is set up by keyboard, asked for at sign-in, and recovered from', async ({
  page,
  mailbox,
  expectAccessible,
  openForSomebodyElse,
  screens,
  faults,
}) => {
  const person = newPerson('Hedy Factor');
  const inbox = mailbox(person.email);
  await signUp(page, person, inbox);
  await page.goto('/en/settings/security');
  const section = page.getByRole('region', { name: 'Second factor' });
  const setUp = section.getByRole('button', { name: 'Set up an authenticator app' });
  await walkTo(setUp);
  await press(setUp);
  await expect(section.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  await expectAccessible();
  await screens('second-factor-setup');
  const address = await section
    .getByRole('link', { name: 'Open the app on this device' })
    .getAttribute('href');
  const secret = new URL(address ?? '').searchParams.get('secret') ?? '';

  const code = section.getByLabel('Code of the app');
  await send(code, '000000');
  await expect(code).toHaveAccessibleDescription(/This code does not fit/);
  await send(code, codeOf(secret));
  await expect(section.getByRole('heading', { name: 'Keep these recovery codes' })).toBeFocused();
  const recovery = await section.getByRole('listitem').allInnerTexts();
  expect(recovery).toHaveLength(10);
  await expectAccessible();
  await screens('second-factor-codes');
  await press(section.getByRole('button', { name: 'I have kept them' }));
  await expect(section.getByText('10 recovery codes are left.')).toBeVisible();
  await inbox.waitFor(/takes a second factor now/i);

  const elsewhere = await openForSomebodyElse();
  await elsewhere.goto('/en/sign-in?returnTo=/en/certificates');
  await fillSignIn(elsewhere, person);
  await expect(elsewhere.getByRole('heading', { name: 'Enter your code', level: 1 })).toBeVisible();
  await expectAccessible(elsewhere);
  const asked = elsewhere.getByLabel('Code of your app');
  await send(asked, '000000');
  await expect(asked).toHaveAccessibleDescription(/This code does not fit/);
  await send(asked, codeOf(secret, 1));
  await expect(elsewhere.getByRole('heading', { name: 'Your certificates', level: 1 })).toBeVisible();

  // The phone is lost: a mailed link is the first proof, a recovery code the second.
  const lost = await openForSomebodyElse();
  await lost.goto('/en/sign-in');
  await fillSignIn(lost, person);
  await press(lost.getByRole('button', { name: 'Use a recovery code instead' }));
  await send(lost.getByLabel('Recovery code', { exact: true }), recovery[0]?.toUpperCase() ?? '');
  await expect(lost.getByRole('heading', { name: 'My learning', level: 1 })).toBeVisible();
  await inbox.waitFor(/recovery code of your Lyceum account was used/i);

  await page.reload();
  await expect(section.getByText('9 recovery codes are left.')).toBeVisible();
  const turnOff = section.getByRole('button', { name: 'Turn off' });
  await press(turnOff);
  const question = page.getByRole('alertdialog', { name: 'Turn off the second factor?' });
  await expectAccessible();
  await leave(question, turnOff);
  await press(turnOff);
  await press(question.getByRole('button', { name: 'Turn off' }));
  await expect(page.getByText('The second factor is off.')).toBeVisible();
  // The browser reports each wrong code by itself.
  expect(faults.splice(0).filter((fault) => !/400|401/.test(fault))).toEqual([]);
});

test('a sign-in whose codes are all wrong has to begin again, and its owner hears of it', async ({
  page,
  mailbox,
  openForSomebodyElse,
  expectAccessible,
  faults,
}) => {
  const person = newPerson('Ada Guarded');
  const inbox = mailbox(person.email);
  await signUp(page, person, inbox);
  await page.goto('/en/settings/security');
  const section = page.getByRole('region', { name: 'Second factor' });
  await press(section.getByRole('button', { name: 'Set up an authenticator app' }));
  const address = await section
    .getByRole('link', { name: 'Open the app on this device' })
    .getAttribute('href');
  const secret = new URL(address ?? '').searchParams.get('secret') ?? '';
  await send(section.getByLabel('Code of the app'), codeOf(secret));
  await press(section.getByRole('button', { name: 'I have kept them' }));

  const thief = await openForSomebodyElse();
  await thief.goto('/en/sign-in');
  await fillSignIn(thief, person);
  const code = thief.getByLabel('Code of your app');
  for (const guess of ['000001', '000002', '000003', '000004', '000005']) {
    await type(code, guess);
    const answered = thief.waitForResponse((response) => response.url().includes('/callback/second_factor'));
    await thief.keyboard.press('Enter');
    await answered;
    // The form takes the next code when it has shown what came of this one.
    await expect(thief.getByRole('main').locator('[aria-busy]')).toHaveCount(0);
  }
  await expect(thief.getByRole('alert').getByText(/Sign in again from the start/)).toBeVisible();
  await expectAccessible(thief);
  await press(thief.getByRole('link', { name: 'Sign in again' }));
  await expect(thief.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
  await inbox.waitFor(/knows how to start signing in/i);
  expect(faults.splice(0).filter((fault) => !/400|401/.test(fault))).toEqual([]);
});
