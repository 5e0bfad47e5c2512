import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { confirmAddress, demoInstructor, fillSignIn, fillSignUp, newPerson } from './support/accounts';
import { readAnswerKey } from './support/answer-key';
import { expect, test } from './support/test';

const course = 'SQL that answers questions';
const articlesBeforeFilm = ['One row of the answer', 'NULL: what is not known', 'Joins as questions'];
const film = 'Joins in motion';
const articlesAfterFilm = [
  'Group, count and compare',
  'Windows beside the row',
  'Four mistakes that stay silent',
];
const quiz = 'Final questions';
const quizFile = { course: 'sql-that-answers-questions', quiz: 'quizzes/final.yaml' };
const lessonCount = 8;

const title = (page: Page, name: string): Locator =>
  page.getByRole('heading', { name, level: 1, exact: true });

/** How far the player says a person is, in whole percent. */
async function expectProgress(page: Page, completed: number): Promise<void> {
  const percent = String(Math.round((completed / lessonCount) * 100));
  const bar = page.getByRole('progressbar', { name: `Progress in ${course}` });
  await expect(bar).toHaveAttribute('aria-valuenow', percent);
}

async function readAll(page: Page, articles: readonly string[], completedBefore: number): Promise<void> {
  for (const [index, article] of articles.entries()) {
    await expect(title(page, article)).toBeVisible();
    await page.getByRole('button', { name: 'Complete and continue' }).click();
    await expectProgress(page, completedBefore + index + 1);
  }
}

const questions = (page: Page): Locator =>
  page
    .getByRole('radiogroup')
    .or(page.getByRole('group'))
    .filter({ hasText: /Question \d+ of \d+/ });

/** What a review shows of the key: nothing until the quiz is passed. */
const keyShown = (page: Page): Locator => page.getByRole('main').getByText('Right answer', { exact: true });

async function choose(question: Locator, places: readonly number[]): Promise<void> {
  const choices = question.getByRole('radio').or(question.getByRole('checkbox'));
  for (const place of places) await choices.nth(place).check();
}

/** Answers each question by its last choice, which is never all that is right in this quiz. */
async function answerBadly(page: Page): Promise<void> {
  for (const question of await questions(page).all()) {
    await question.getByRole('radio').or(question.getByRole('checkbox')).last().check();
  }
}

async function openAccountMenu(page: Page, name: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: `Account of ${name}` }).click();
  await page.getByRole('link', { name: entry, exact: true }).click();
}

test('from the home page to a certificate that a stranger can check', async ({
  page,
  mailbox,
  expectAccessible,
  openForSomebodyElse,
}) => {
  test.setTimeout(300_000);
  const ada = newPerson('Ada Journey');
  const inbox = mailbox(ada.email);

  await test.step('finds a course', async () => {
    await page.goto('/en');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Learn');
    await expectAccessible();
    await page.getByRole('main').getByRole('link', { name: 'All courses' }).click();
    await expect(title(page, 'Courses')).toBeVisible();
    await expectAccessible();
    const search = page.getByRole('searchbox', { name: 'Words in the title or description' });
    await search.fill('query you can defend');
    await search.press('Enter');
    await expect(page).toHaveURL(/\?q=query/);
    await expect(page.getByRole('main').getByRole('article')).toHaveCount(1);
    await page.getByRole('link', { name: course }).click();
    await expect(title(page, course)).toBeVisible();
    await expectAccessible();
  });

  await test.step('signs up on the way in', async () => {
    await page.getByRole('link', { name: 'Enrol for free' }).first().click();
    await expect(title(page, 'Sign in')).toBeVisible();
    await expectAccessible();
    await page.getByRole('main').getByRole('link', { name: 'Create one' }).click();
    await expect(title(page, 'Create your account')).toBeVisible();
    await expectAccessible();
    await fillSignUp(page, ada);
    await expectAccessible();
    await confirmAddress(page, ada, inbox);
  });

  await test.step('enrols where they were heading', async () => {
    await expect(title(page, `Enrol in “${course}”`)).toBeVisible();
    await expectAccessible();
    await page.getByRole('button', { name: 'Enrol for free' }).click();
    await expect(title(page, articlesBeforeFilm[0] ?? '')).toBeVisible();
    await expectProgress(page, 0);
    await expectAccessible();
  });

  await test.step('reads', async () => {
    await readAll(page, articlesBeforeFilm, 0);
  });

  await test.step('watches', async () => {
    await expect(title(page, film)).toBeVisible();
    await expectAccessible();
    const player = page.getByRole('region', { name: `Video: ${film}` });
    await player.getByRole('combobox', { name: 'Speed' }).selectOption({ label: '2×' });
    // The browser's own controls have no roles of their own; the key is what a person without a mouse presses.
    await player.locator('video').press('Space');
    await expect(player.getByText(/that counts/)).toBeVisible({ timeout: 60_000 });
    await expectProgress(page, 4);
    await page.getByRole('main').getByRole('link', { name: 'Continue' }).click();
  });

  await test.step('reads on', async () => {
    await readAll(page, articlesAfterFilm, 4);
  });

  await test.step('fails the quiz without learning its key, passes, and sees the key', async () => {
    await expect(title(page, quiz)).toBeVisible();
    await expectAccessible();
    await page.getByRole('button', { name: 'Start the quiz' }).click();
    await expect(page.getByRole('heading', { name: 'Attempt 1' })).toBeFocused();
    await expectAccessible();
    await answerBadly(page);
    await page.getByRole('button', { name: 'Hand in' }).click();
    await expect(page.getByRole('heading', { name: 'Not passed yet' })).toBeFocused();
    await expectProgress(page, 7);
    await expectAccessible();
    await expect(keyShown(page)).toHaveCount(0);
    const right = await readAnswerKey(quizFile.course, quizFile.quiz);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { name: 'Attempt 2' })).toBeFocused();
    const asked = await questions(page).all();
    expect(asked).toHaveLength(right.length);
    for (const [index, question] of asked.entries()) await choose(question, right[index] ?? []);
    await page.getByRole('button', { name: 'Hand in' }).click();
    await expect(page.getByRole('heading', { name: 'Passed', exact: true })).toBeVisible();
    await expect(keyShown(page)).toHaveCount(right.flat().length);
  });

  await test.step('completes the course, and the certificate arrives in the open tab', async () => {
    await expect(page.getByText(`Your certificate for “${course}” is ready.`)).toBeVisible({
      timeout: 30_000,
    });
    await expect(page.getByRole('link', { name: /^Notifications, \d unread$/ })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'You have completed the course' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'See your certificate' })).toBeVisible();
    await expectProgress(page, lessonCount);
    await expectAccessible();
  });

  await test.step('looks at what they have: notifications, courses, certificates', async () => {
    await page.getByRole('link', { name: /^Notifications, \d unread$/ }).click();
    await expect(title(page, 'Notifications')).toBeVisible();
    await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: course })).toBeVisible();
    await expectAccessible();
    await openAccountMenu(page, ada.name, 'My learning');
    await expect(title(page, 'My learning')).toBeVisible();
    await expect(
      page
        .getByRole('link', { name: `Certificate : ${course}` })
        .or(page.getByRole('link', { name: `Certificate: ${course}` })),
    ).toBeVisible();
    await expectAccessible();
    await openAccountMenu(page, ada.name, 'Certificates');
    await expect(title(page, 'Your certificates')).toBeVisible();
    await expectAccessible();
  });

  await test.step('downloads the PDF', async () => {
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download PDF' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^certificate-[0-9A-Z-]{14}\.pdf$/);
    const pdf = await readFile(await download.path());
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.subarray(-6).toString().trim()).toBe('%%EOF');
  });

  const mail = await inbox.waitFor(/^Your certificate/);
  const verifyLink = mail.links.find((link) => link.includes('/verify/')) ?? '';
  const code = verifyLink.split('/').at(-1) ?? '';

  await test.step('a stranger checks it, by the link and by the code', async () => {
    const stranger = await openForSomebodyElse();
    await stranger.goto(verifyLink);
    await expect(stranger.getByText('This certificate is genuine')).toBeVisible();
    await expect(stranger.getByRole('article')).toContainText(ada.name);
    await expect(stranger.getByRole('article')).toContainText(course);
    await expectAccessible(stranger);
    await stranger.goto('/en/verify');
    await expectAccessible(stranger);
    await stranger.getByRole('textbox', { name: 'Code' }).fill(code.toLowerCase().replaceAll('-', ' '));
    await stranger.getByRole('button', { name: 'Check' }).click();
    await expect(stranger.getByText('This certificate is genuine')).toBeVisible();
    expect(await stranger.context().cookies()).toEqual([]);
  });

  await test.step('the instructor sees the learner', async () => {
    const desk = await openForSomebodyElse();
    await desk.goto('/en/sign-in?returnTo=/en/teach');
    await fillSignIn(desk, demoInstructor);
    await expect(title(desk, 'Your courses')).toBeVisible();
    await expectAccessible(desk);
    await desk.getByRole('link', { name: course }).click();
    const row = desk
      .getByRole('row')
      .filter({ has: desk.getByRole('rowheader', { name: ada.name }) })
      .first();
    await expect(row).toContainText('Finished');
    await expect(row.getByRole('cell').nth(1)).toHaveText('100%');
    await expectAccessible(desk);
  });
});
