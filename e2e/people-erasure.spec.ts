import { demoInstructor, fillSignIn, newPerson, signUp } from './support/accounts';
import { choose, press, send, tick, type } from './support/keyboard';
import { letProofGrowOld } from './support/old-proof';
import { expect, test } from './support/test';

const admin = { email: 'admin@lyceum.test', password: demoInstructor.password };

test('an administrator orders that somebody is forgotten, with their address typed and a fresh proof', async ({
  page,
  mailbox,
  expectAccessible,
  openForSomebodyElse,
  screens,
  faults,
}) => {
  const name = `Forget Q${crypto.randomUUID().slice(0, 8)}`;
  const person = { ...newPerson('Forget Me'), name };
  const inbox = mailbox(person.email);
  const theirs = await openForSomebodyElse();
  await signUp(theirs, person, inbox);

  await page.goto('/en/sign-in?returnTo=/en/admin/people');
  await fillSignIn(page, admin);
  await expect(page.getByRole('heading', { name: 'People', level: 1 })).toBeVisible();
  await page.goto(`/en/admin/people?text=${name}`);
  await press(page.getByRole('link', { name }));
  await press(page.getByRole('button', { name: 'Delete account' }));
  const dialog = page.getByRole('dialog', { name: `Delete the account of ${name}?` });
  await expectAccessible();
  await screens('admin-erase');
  await choose(dialog.getByRole('combobox', { name: 'Why' }), 'asked_in_person');
  await tick(dialog.getByRole('checkbox', { name: 'Keep their certificates' }));
  const confirmation = dialog.getByRole('textbox', { name: 'Type their e-mail address' });
  await type(confirmation, 'somebody.else@lyceum.test');
  await press(dialog.getByRole('button', { name: 'Delete account' }));
  await expect(confirmation).toHaveAccessibleDescription(/address/i);
  await expectAccessible();

  await letProofGrowOld(admin.email);
  await send(confirmation, person.email);
  const proof = page.getByRole('dialog', { name: 'Is it you?' });
  await type(proof.getByLabel('Password', { exact: true }), admin.password);
  await press(proof.getByRole('button', { name: 'Go on' }));
  await expect(page.getByText(`The account of ${name} will be deleted.`)).toBeVisible();
  await inbox.waitFor(/delete/i);

  await theirs.goto('/en/settings/privacy');
  await expect(theirs.getByRole('button', { name: 'Keep my account' })).toBeVisible();
  await page.goto('/en/admin/audit?action=erasure.requested');
  await expect(page.getByRole('row').filter({ hasText: 'Asked to be erased' }).first()).toBeVisible();
  // The browser reports the mistyped address and the proof that was asked for.
  expect(faults.splice(0).filter((fault) => !/400|403/.test(fault))).toEqual([]);
});
