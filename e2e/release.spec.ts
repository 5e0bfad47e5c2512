import type { Page } from '@playwright/test';
import { newPerson, signUp } from './support/accounts';
import { add, beginCourse, field, newTitle, save, saved } from './support/studio';
import { expect, test } from './support/test';

/** Chooses in a native list by its first letters, as people do by keyboard. */
async function chooseByKeys(page: Page, name: string, words: string): Promise<void> {
  const list = page.getByRole('dialog').getByLabel(name, { exact: true });
  await list.focus();
  await page.keyboard.type(words);
  await expect(list.locator('option:checked')).toHaveText(words);
}

async function openRule(page: Page, title: string): Promise<void> {
  const entry = page.getByRole('menuitem', { name: 'When it opens' });
  // The rows are drawn again when a rule was saved, and a key that comes in this moment opens nothing.
  await expect(async () => {
    await page.getByRole('button', { name: `Change “${title}”` }).focus({ timeout: 2_000 });
    await page.keyboard.press('Enter');
    await expect(entry).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await entry.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: `When “${title}” opens` })).toBeFocused();
}

async function write(page: Page, title: string): Promise<void> {
  await page.getByRole('main').getByRole('link', { name: title, exact: true }).click();
  await page.getByRole('button', { name: 'Markdown' }).click();
  await page.getByRole('textbox', { name: `Markdown of “${title}”` }).fill(`All about ${title}.`);
  await expect(saved(page)).toBeAttached();
  await page.getByRole('link', { name: 'Curriculum' }).click();
  await expect(page.getByRole('row', { name: title, exact: true })).toBeVisible();
}

test('a rule is written by keyboard, proven, told to the learner, and set aside for one of them', async ({
  page,
  openForSomebodyElse,
  mailbox,
  expectAccessible,
  screens,
  faults,
}) => {
  await beginCourse(page, newTitle());
  await field(page, 'Description').fill('How to keep bees.');
  await save(page);
  await expect(saved(page)).toBeAttached();
  await page.getByRole('link', { name: 'Curriculum' }).click();
  await add(page, 'section', 'Hives');
  await add(page, 'lesson', 'Boxes', 'Frames');
  await write(page, 'Boxes');
  await write(page, 'Frames');

  await openRule(page, 'Frames');
  await chooseByKeys(page, 'It opens', 'by my own conditions');
  await chooseByKeys(page, 'Lesson', 'Boxes');
  await page.getByRole('button', { name: 'Add a group' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'Group 2' })).toBeVisible();
  await expectAccessible();
  await screens('release-builder');
  await page.getByRole('button', { name: 'Remove group 2' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: 'Frames' })).toContainText('Opens when “Boxes” is completed');

  await openRule(page, 'Boxes');
  await chooseByKeys(page, 'It opens', 'by my own conditions');
  await chooseByKeys(page, 'Lesson', 'Frames');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText(
    'these wait for each other: Boxes → Frames → Boxes',
  );
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

  const parts = page.getByRole('navigation', { name: 'Parts of the course' });
  await parts.getByRole('link', { name: 'Publish' }).click();
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('Everybody sees this course')).toBeVisible();
  const slug = new URL(page.url()).pathname.split('/')[4] ?? '';

  const learner = await openForSomebodyElse();
  const person = newPerson('Wanda Bee');
  await signUp(learner, person, mailbox(person.email));
  await learner.goto(`/en/enrol/${slug}`);
  await learner.getByRole('button', { name: /Enrol/ }).click();
  await expect(learner.getByRole('heading', { name: 'Boxes', level: 1 })).toBeVisible();
  const outline = learner.getByRole('navigation', { name: 'Course outline' });
  await outline.getByRole('link', { name: /Frames/ }).click();
  await expect(learner.getByRole('heading', { name: 'This lesson is not open yet' })).toBeVisible();
  await expect(learner.getByRole('main').getByText('Finish “Boxes” first')).toBeVisible();

  await parts.getByRole('link', { name: 'Learners' }).click();
  await page.getByRole('link', { name: person.name }).click();
  await page.getByRole('button', { name: `Change “Frames” for ${person.name}` }).click();
  await page.getByRole('radio', { name: 'open now, whatever the rules say' }).check();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Keeps bees already');
  await expectAccessible();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Decided by hand')).toBeVisible();
  await expectAccessible();
  await screens('release-learner');

  await learner.getByRole('link', { name: 'Look again' }).click();
  await expect(learner.getByText('All about Frames.')).toBeVisible();
  // A lesson that is fetched ahead may have been locked then.
  expect(faults.splice(0).filter((fault) => !/412/.test(fault))).toEqual([]);
});
