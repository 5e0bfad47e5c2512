import type { Page } from '@playwright/test';
import { fillSignIn } from './support/accounts';
import { add, beginCourse, field, newTitle, save, saved } from './support/studio';
import { expect, test } from './support/test';

const learner = { email: 'learner@lyceum.test', password: 'learn-something-new' };

/** Writes the words of a lesson whose page is open. */
async function write(page: Page, lesson: string, words: string): Promise<void> {
  await page.getByRole('button', { name: 'Markdown' }).click();
  await page.getByRole('textbox', { name: `Markdown of “${lesson}”` }).fill(words);
  await expect(saved(page)).toBeAttached();
}

/** Opens the page of a lesson from the curriculum. */
async function openLesson(page: Page, lesson: string): Promise<void> {
  const parts = page.getByRole('navigation', { name: 'Parts of the course' });
  await parts.getByRole('link', { name: 'Curriculum' }).click();
  await page.getByRole('row', { name: lesson }).getByRole('link', { name: lesson }).click();
  await expect(page.getByRole('heading', { name: lesson, level: 1 })).toBeVisible();
}

test('what is changed in a published course is seen when it is published, and every version can come back', async ({
  page,
  openForSomebodyElse,
  expectAccessible,
  screens,
}) => {
  await beginCourse(page, newTitle());
  await field(page, 'Description').fill('How to keep bees.');
  await save(page);
  await expect(saved(page)).toBeAttached();
  const slug = new URL(page.url()).pathname.split('/')[4] ?? '';
  const parts = page.getByRole('navigation', { name: 'Parts of the course' });
  await page.getByRole('link', { name: 'Curriculum' }).click();
  await add(page, 'section', 'Hives');
  await add(page, 'lesson', 'Boxes');
  await openLesson(page, 'Boxes');
  await write(page, 'Boxes', 'Two boxes stand here.');
  await parts.getByRole('link', { name: 'Publish' }).click();
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByRole('heading', { name: 'Everything is published' })).toBeVisible();

  const theirs = await openForSomebodyElse();
  await theirs.goto(`/en/sign-in?returnTo=/en/enrol/${slug}`);
  await fillSignIn(theirs, learner);
  await theirs.getByRole('button', { name: 'Enrol for free' }).click();
  await expect(theirs.getByText('Two boxes stand here.')).toBeVisible();
  await theirs.getByRole('button', { name: 'Mark as complete' }).click();
  await expect(theirs.getByText('You have completed the course')).toBeVisible();

  await test.step('a change is a draft that its author sees counted and compared', async () => {
    await openLesson(page, 'Boxes');
    await write(page, 'Boxes', 'Three boxes stand here.');
    await expect(page.getByRole('link', { name: '1 change not yet published' })).toBeVisible();
    await parts.getByRole('link', { name: 'Curriculum' }).click();
    await add(page, 'lesson', 'Frames');
    await openLesson(page, 'Frames');
    await write(page, 'Frames', 'Ten frames in a box.');
    await page.getByRole('link', { name: '2 changes not yet published' }).click();
    await page.getByRole('button', { name: 'Show what changed: Boxes' }).click();
    const words = page.getByRole('region', { name: 'What changed in “Boxes”' });
    await expect(words.getByText('Two', { exact: true })).toBeVisible();
    await expect(words.getByText('Three', { exact: true })).toBeVisible();
    await expect(page.getByText('1 has finished and stays finished.')).toBeVisible();
    await expect(page.getByText('They see 1 lesson as new since they finished.')).toBeVisible();
    await expectAccessible();
    await screens('versions-publish');
    await theirs.reload();
    await expect(theirs.getByText('Two boxes stand here.')).toBeVisible();
    await expect(theirs.getByText('Frames')).toHaveCount(0);
  });

  await test.step('published, it is everybody’s, and who has finished is told what is new', async () => {
    await page.getByRole('textbox', { name: 'A note to learners' }).fill('A lesson about frames.');
    await page.getByRole('button', { name: 'Publish 2 changes' }).click();
    await expect(page.getByRole('heading', { name: 'Everything is published' })).toBeVisible();
    await theirs.reload();
    await expect(theirs.getByText('Three boxes stand here.')).toBeVisible();
    await expect(theirs.getByText('A lesson about frames.').first()).toBeVisible();
    await theirs.goto('/en/learn');
    await expect(theirs.getByText('New since you finished: 1 lesson')).toBeVisible();
    await expect(theirs.getByRole('link', { name: 'Frames' })).toBeVisible();
    await expectAccessible(theirs);
  });

  await test.step('an older version comes back into the working copy, and goes again', async () => {
    await parts.getByRole('link', { name: 'History' }).click();
    await expect(page.getByRole('row', { name: 'Version 2 Everybody sees this' })).toBeVisible();
    await expectAccessible();
    await screens('versions-history');
    await page.getByRole('button', { name: 'Restore Version 1' }).click();
    await expect(page.getByRole('link', { name: '2 changes not yet published' })).toBeVisible();
    await page.getByRole('link', { name: 'Compare Version 1 with the working copy' }).click();
    await expect(page.getByRole('heading', { name: 'No differences' })).toBeVisible();
    await page.getByRole('combobox', { name: 'To' }).selectOption({ label: 'Version 2' });
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(page.getByRole('heading', { name: '2 differences' })).toBeVisible();
    await page.getByRole('combobox', { name: 'From' }).selectOption({ label: 'Version 2' });
    await page.getByRole('combobox', { name: 'To' }).selectOption({ label: 'Working copy, as it is now' });
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(page).toHaveURL(/to=working/);
    await expect(page.getByRole('heading', { name: '2 differences' })).toBeVisible();
    await expectAccessible();
    await screens('versions-compare');
    await page.getByRole('link', { name: '2 changes not yet published' }).click();
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Discard changes' }).click();
    await expect(page.getByRole('heading', { name: 'Everything is published' })).toBeVisible();
    await openLesson(page, 'Boxes');
    await page.getByRole('button', { name: 'Markdown' }).click();
    await expect(page.getByRole('textbox', { name: 'Markdown of “Boxes”' })).toHaveValue(
      'Three boxes stand here.',
    );
  });
});
