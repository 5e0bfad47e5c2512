import { demoInstructor, fillSignIn, newPerson, signUp } from './support/accounts';
import { leave, press, tick, type, walkTo } from './support/keyboard';
import { expect, test } from './support/test';

test('an owner takes an assistant on the staff, who sees the learners once that is chosen', async ({
  page,
  mailbox,
  expectAccessible,
  openForSomebodyElse,
  screens,
  faults,
}) => {
  const person = newPerson('Tilda Assistant');
  const inbox = mailbox(person.email);
  const theirs = await openForSomebodyElse();
  await signUp(theirs, person, inbox);

  await page.goto('/en/sign-in?returnTo=/en/teach');
  await fillSignIn(page, demoInstructor);
  // The oldest course, which has learners whatever else was made meanwhile.
  await press(page.getByRole('table').getByRole('link').last());
  await press(page.getByRole('link', { name: 'Staff' }));
  await expect(page.getByRole('heading', { name: 'Staff', level: 1 })).toBeVisible();
  const form = page.getByRole('region', { name: 'Add somebody' });
  await walkTo(form.getByRole('textbox', { name: 'E-mail address' }));
  await type(form.getByRole('textbox', { name: 'E-mail address' }), 'nobody-at-all@lyceum.test');
  await press(form.getByRole('button', { name: 'Add to the staff' }));
  await expect(form.getByRole('textbox', { name: 'E-mail address' })).toHaveAccessibleDescription(
    /No confirmed account has this address/,
  );
  await expectAccessible();
  await type(form.getByRole('textbox', { name: 'E-mail address' }), person.email);
  await tick(form.getByRole('checkbox', { name: 'grade what learners hand in' }));
  await press(form.getByRole('button', { name: 'Add to the staff' }));
  await expect(page.getByRole('listitem').filter({ hasText: person.name })).toContainText('Assistant');
  await expectAccessible();
  await screens('course-staff');

  const { links } = await inbox.waitFor(/on the staff of/i);
  const place = links.find((one) => one.includes('/teach/courses/')) ?? '';
  await theirs.goto(place);
  await expect(theirs.getByText('Owners choose the staff.')).toBeVisible();
  await expectAccessible(theirs);
  await theirs.goto(place.replace(/\/staff$/, ''));
  await expect(theirs.getByRole('heading', { name: 'This page does not exist' })).toBeVisible();

  const change = page.getByRole('button', { name: `Change the place of ${person.name}` });
  await press(change);
  const dialog = page.getByRole('dialog', { name: `Place of ${person.name}` });
  await expect(dialog).toBeVisible();
  await leave(dialog, change);
  await press(change);
  await tick(dialog.getByRole('checkbox', { name: 'see learners and their progress' }));
  await expectAccessible();
  await press(dialog.getByRole('button', { name: 'Save' }));
  await expect(page.getByText(`The place of ${person.name} is changed.`)).toBeVisible();
  await theirs.goto(place.replace(/\/staff$/, ''));
  await expect(theirs.getByRole('table')).toBeVisible();

  await press(page.getByRole('button', { name: `Remove ${person.name}` }));
  await press(page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }));
  await expect(page.getByRole('listitem').filter({ hasText: person.name })).toHaveCount(0);
  await theirs.goto(place);
  await expect(theirs.getByRole('heading', { name: 'This page does not exist' })).toBeVisible();
  expect(faults.splice(0).filter((fault) => !/400|404/.test(fault))).toEqual([]);
});
