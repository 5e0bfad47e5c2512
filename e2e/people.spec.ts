import { demoInstructor, fillSignIn, newPerson, signUp } from './support/accounts';
import { choose, leave, press, reach, send, type, walkTo } from './support/keyboard';
import { expect, test } from './support/test';

const admin = { email: 'admin@lyceum.test', password: demoInstructor.password };

/** A word nobody else's name has, so that a search finds one person. */
const unique = () => `Q${crypto.randomUUID().slice(0, 8)}`;

test('a person is found, suspended with a reason, kept out, and let in again', async ({
  page,
  mailbox,
  expectAccessible,
  openForSomebodyElse,
  screens,
  faults,
}) => {
  const name = `Mallory ${unique()}`;
  const person = { ...newPerson('Mallory'), name };
  const inbox = mailbox(person.email);
  const theirs = await openForSomebodyElse();
  await signUp(theirs, person, inbox);

  await page.goto('/en/sign-in?returnTo=/en/learn');
  await fillSignIn(page, admin);
  await press(page.getByRole('button', { name: /^Account of/ }));
  await press(page.getByRole('link', { name: 'Run the school' }));
  await expect(page.getByRole('heading', { name: 'People', level: 1 })).toBeVisible();
  const narrow = page.getByRole('search', { name: 'Narrow the list down' });
  const search = narrow.getByRole('searchbox', { name: /^Search/ });
  await walkTo(search);
  await send(search, name);
  await expect(page.getByRole('table', { name: 'People' }).getByRole('row')).toHaveCount(2);
  await expectAccessible();
  await screens('admin-people');
  await press(page.getByRole('link', { name }));
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await expectAccessible();
  await screens('admin-person');

  const suspend = page.getByRole('button', { name: 'Suspend' });
  await press(suspend);
  const dialog = page.getByRole('dialog', { name: `Suspend ${name}?` });
  await expect(dialog).toBeVisible();
  await leave(dialog, suspend);
  await press(suspend);
  await type(dialog.getByRole('textbox', { name: 'Reason' }), 'short');
  await press(dialog.getByRole('button', { name: 'Suspend' }));
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toHaveAccessibleDescription(
    /at least 10 characters/,
  );
  await expectAccessible();
  await type(dialog.getByRole('textbox', { name: 'Reason' }), 'Copied the answers of a whole course.');
  await press(dialog.getByRole('button', { name: 'Suspend' }));
  await expect(page.getByText('This account is suspended')).toBeVisible();
  await expectAccessible();

  await theirs.goto('/en/certificates');
  await expect(theirs.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
  await fillSignIn(theirs, person);
  await expect(theirs.getByRole('alert').getByText(/This account is suspended/)).toBeVisible();
  await inbox.waitFor(/account is suspended/i);

  await press(page.getByRole('button', { name: 'Restore' }));
  await expect(page.getByText(`${name} can sign in again.`)).toBeVisible();
  await inbox.waitFor(/use your Lyceum account again/i);
  await fillSignIn(theirs, person);
  await expect(theirs.getByRole('heading', { name: 'Your certificates', level: 1 })).toBeVisible();
  expect(faults.splice(0).filter((fault) => !/401/.test(fault))).toEqual([]);
});

test('a role is changed after a question, and a learner may not look after people', async ({
  page,
  mailbox,
  expectAccessible,
  openForSomebodyElse,
}) => {
  const person = { ...newPerson('Future Moderator'), name: `Future ${unique()}` };
  const theirs = await openForSomebodyElse();
  await signUp(theirs, person, mailbox(person.email));
  await theirs.goto('/en/admin/people');
  await expect(theirs.getByText('Not for your account')).toBeVisible();
  await expectAccessible(theirs);

  await page.goto('/en/sign-in?returnTo=/en/admin/people');
  await fillSignIn(page, admin);
  await expect(page.getByRole('heading', { name: 'People', level: 1 })).toBeVisible();
  await page.goto(`/en/admin/people?text=${person.name}`);
  await press(page.getByRole('link', { name: person.name }));
  await expect(page.getByRole('heading', { name: person.name, level: 1 })).toBeVisible();
  await choose(page.getByRole('combobox', { name: 'Role' }), 'moderator');
  await press(page.getByRole('button', { name: 'Change role' }));
  const question = page.getByRole('alertdialog');
  await expectAccessible();
  await press(question.getByRole('button', { name: 'Change role' }));
  await expect(page.getByText('The role is changed.')).toBeVisible();

  await theirs.goto('/en/sign-in?returnTo=/en/admin/people');
  await fillSignIn(theirs, person);
  await expect(theirs.getByRole('table', { name: 'People' })).toBeVisible();
});

test('an administrator acts as a learner, is named all the time, is refused what is theirs alone, and comes back', async ({
  page,
  mailbox,
  expectAccessible,
  openForSomebodyElse,
  screens,
  faults,
}) => {
  const person = { ...newPerson('Helpless Learner'), name: `Helpless ${unique()}` };
  await signUp(await openForSomebodyElse(), person, mailbox(person.email));
  await page.goto('/en/sign-in?returnTo=/en/admin/people');
  await fillSignIn(page, admin);
  await expect(page.getByRole('heading', { name: 'People', level: 1 })).toBeVisible();
  await page.goto(`/en/admin/people?text=${person.name}`);
  await press(page.getByRole('link', { name: person.name }));
  await press(page.getByRole('button', { name: 'Act as this person' }));
  await press(page.getByRole('alertdialog').getByRole('button', { name: 'Act as this person' }));
  await expect(page.getByRole('heading', { name: 'My learning', level: 1 })).toBeVisible();
  const bar = page.getByRole('region', { name: 'Acting as somebody else' });
  await expect(bar.getByText(person.name)).toBeVisible();
  await expectAccessible();
  await screens('acting-as');
  await page.goto('/en/courses');
  await expect(bar).toBeVisible();
  await page.goto('/en/settings/security');
  await expect(page.getByText('These settings are theirs alone')).toBeVisible();
  await expectAccessible();

  await walkTo(bar.getByRole('button', { name: 'Stop' }));
  await press(bar.getByRole('button', { name: 'Stop' }));
  await expect(page.getByRole('heading', { name: 'People', level: 1 })).toBeVisible();
  await expect(bar).toBeHidden();
  await page.goto('/en/admin/audit?action=impersonation.started');
  await expect(
    page.getByRole('cell', { name: 'Began to act as somebody' }).or(page.getByRole('rowheader')).first(),
  ).toBeVisible();
  expect(faults.splice(0).filter((fault) => !/403/.test(fault))).toEqual([]);
});

test('people are invited by a list that is checked first, and an invited person comes in', async ({
  page,
  mailbox,
  expectAccessible,
  openForSomebodyElse,
  screens,
}) => {
  const invited = newPerson('Invited Learner');
  const inbox = mailbox(invited.email);
  await page.goto('/en/sign-in?returnTo=/en/admin/people/invite');
  await fillSignIn(page, admin);
  await expect(page.getByRole('heading', { name: 'Invite people', level: 1 })).toBeVisible();
  const list = page.getByRole('textbox', { name: 'Or paste the list' });
  await type(list, 'name\nAda');
  await press(page.getByRole('button', { name: 'Check the list' }));
  await expect(list).toHaveAccessibleDescription(/one of them must be “email”/);
  await expectAccessible();
  await reach(page.locator('input[type=file]'));
  await page.locator('input[type=file]').setInputFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`email,name,role,course\n${invited.email},Invited Learner,,\nnobody,,,\n`),
  });
  await press(page.getByRole('button', { name: 'Check the list' }));
  await expect(page.getByText('1 line of 2 would lead to something.')).toBeVisible();
  await expect(page.getByText('be left out: not an e-mail address')).toBeVisible();
  await expectAccessible();
  await screens('admin-invite');
  await press(page.getByRole('button', { name: 'Do it for 1 line' }));
  await expect(page.getByText('Done: 1 line.')).toBeVisible();

  const theirs = await openForSomebodyElse();
  const { links } = await inbox.waitFor(/you are invited/i);
  await theirs.goto(links.find((one) => one.includes('/invitation')) ?? '');
  await expectAccessible(theirs);
  await type(theirs.getByRole('textbox', { name: 'Your name' }), 'Invited Learner');
  await type(theirs.getByLabel('Password', { exact: true }), invited.password);
  await press(theirs.getByRole('button', { name: 'Take up the invitation' }));
  await expect(theirs.getByRole('heading', { name: 'My learning', level: 1 })).toBeVisible();
});
