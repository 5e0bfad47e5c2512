import type { Page } from '@playwright/test';
import { newPerson, signUp } from './support/accounts';
import { newDocument } from './support/new-files';
import { beginCourse, field, newTitle, save, saved } from './support/studio';
import { expect, test } from './support/test';

/** Adds a lesson of a kind, and opens it. */
async function addOf(page: Page, kind: string, title: string): Promise<void> {
  await page.getByRole('button', { name: /^Kind of lesson/ }).click();
  await page.getByRole('menuitem', { name: kind, exact: true }).click();
  await page.getByRole('textbox', { name: 'Title of the lesson' }).fill(title);
  await page.getByRole('button', { name: 'Add lesson' }).click();
  await page.getByRole('row', { name: title }).getByRole('link', { name: title }).click();
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
}

/** The page says twice that something is saved: for the words, and for what else there is. */
const allSaved = async (page: Page) => await expect(saved(page)).toHaveCount(2);

const toCurriculum = async (page: Page) =>
  await page
    .getByRole('navigation', { name: 'Parts of the course' })
    .getByRole('link', { name: 'Curriculum' })
    .click();

test('an embedded page, a session, a quiz and a download are made, published, and done by a learner', async ({
  page,
  openForSomebodyElse,
  mailbox,
  expectAccessible,
  screens,
}) => {
  const title = newTitle();
  await beginCourse(page, title);
  await field(page, 'Description').fill('Everything but words.');
  await save(page);
  await expect(saved(page)).toBeAttached();
  const slug = new URL(page.url()).pathname.split('/')[4] ?? '';
  await toCurriculum(page);
  await page.getByRole('textbox', { name: 'Title of the section' }).fill('All kinds');
  await page.getByRole('button', { name: 'Add section' }).click();

  await addOf(page, 'Embedded page', 'A film');
  await page.getByRole('textbox', { name: 'Address' }).fill('https://example.org/film');
  await expect(page.getByText('This address cannot stand in a lesson.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Address' }).fill('https://vimeo.com/76979871');
  await expect(page.getByText('From Vimeo.')).toBeVisible();
  await allSaved(page);
  await expectAccessible();

  await toCurriculum(page);
  await addOf(page, 'Live session', 'Together');
  await page.getByLabel('Begins').fill('2031-03-12T18:00');
  await page.getByRole('textbox', { name: 'Link to join' }).fill('https://meet.example.org/bees');
  await allSaved(page);

  await toCurriculum(page);
  await addOf(page, 'Quiz', 'Sums');
  await page.getByRole('button', { name: 'Add question' }).click();
  await expect(page.getByRole('textbox', { name: 'Question in Markdown' })).toBeFocused();
  await page.keyboard.type('Two and two?');
  await page.getByRole('textbox', { name: 'Choice 1' }).fill('Four');
  await page.getByRole('textbox', { name: 'Choice 2' }).fill('Five');
  await page.getByRole('radio', { name: /^Right ?: Choice 1$/ }).check();
  await page.getByRole('textbox', { name: 'Explanation' }).fill('CANARY-BECAUSE');
  await allSaved(page);
  await expectAccessible();
  await screens('studio-quiz');

  await toCurriculum(page);
  await addOf(page, 'Download', 'A sheet');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Upload a file' }).click();
  const pdf = await newDocument();
  await (await chooser).setFiles({ name: 'sheet.pdf', mimeType: 'application/pdf', buffer: pdf });
  await page.getByRole('textbox', { name: 'Name for learners' }).fill('The sheet');
  await allSaved(page);
  await expect(page.getByRole('listitem').filter({ hasText: 'sheet.pdf' }).first()).toBeVisible();

  await page
    .getByRole('navigation', { name: 'Parts of the course' })
    .getByRole('link', { name: 'Publish' })
    .click();
  const publish = page.getByRole('button', { name: 'Publish', exact: true });
  await expect(page.getByRole('heading', { name: 'Publish', level: 1 })).toBeVisible();
  // The sheet is looked through before it is ready.
  await expect(async () => {
    await page.reload();
    await expect(publish).toBeEnabled({ timeout: 2_000 });
  }).toPass();
  await publish.click();
  await expect(page.getByText('Everybody sees this course')).toBeVisible();

  const learner = await openForSomebodyElse();
  const bodies: string[] = [];
  learner.on('response', async (answer) => {
    if (answer.url().includes(slug) || answer.url().includes('/api/trpc'))
      bodies.push(await answer.text().catch(() => ''));
  });
  const asked: string[] = [];
  learner.on('request', (request) => asked.push(new URL(request.url()).hostname));
  await learner.route(
    /^https:\/\/player\.vimeo\.com\//,
    async (route) => await route.fulfill({ contentType: 'text/html', body: '<h1>Film</h1>' }),
  );
  const person = newPerson('Kind Learner');
  await signUp(learner, person, mailbox(person.email));
  await learner.goto(`/en/enrol/${slug}`);
  await learner.getByRole('main').getByRole('button', { name: /enrol/i }).click();
  await learner.waitForURL(/\/learn\//);

  await learner.goto(`/en/learn/${slug}/a-film`);
  await expect(learner.getByRole('button', { name: 'Show from Vimeo' })).toBeVisible();
  expect(asked.filter((host) => host.endsWith('vimeo.com'))).toEqual([]);
  await learner.getByRole('button', { name: 'Show from Vimeo' }).click();
  await expect(
    learner
      .frameLocator('iframe[title="A film"]')
      .frameLocator('iframe')
      .getByRole('heading', { name: 'Film' }),
  ).toBeVisible();
  await learner.getByRole('button', { name: 'Complete and continue' }).click();

  await expect(learner.getByRole('heading', { name: 'Together', level: 1 })).toBeVisible();
  await expect(learner.getByText('The link to join appears here ten minutes before.')).toBeVisible();
  await expect(learner.getByRole('link', { name: 'Join the session' })).toHaveCount(0);
  const calendar = learner.waitForEvent('download');
  await learner.getByRole('link', { name: 'Add to calendar' }).click();
  expect((await calendar).suggestedFilename()).toBe('together.ics');

  await learner.goto(`/en/learn/${slug}/sums`);
  await learner.getByRole('button', { name: 'Start the quiz' }).click();
  await learner.getByRole('radio', { name: 'Four' }).check();
  expect(bodies.join('')).not.toContain('CANARY-BECAUSE');
  await learner.getByRole('button', { name: 'Hand in' }).click();
  await expect(learner.getByText('CANARY-BECAUSE')).toBeVisible();

  await learner.goto(`/en/learn/${slug}/a-sheet`);
  const sheet = learner.waitForEvent('download');
  await learner.getByRole('link', { name: /^Download ?: The sheet$/ }).click();
  expect((await sheet).suggestedFilename()).toBe('The sheet.pdf');
});
