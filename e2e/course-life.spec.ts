import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { newPerson, signUp } from './support/accounts';
import { add, beginCourse, field, newTitle, save, saved } from './support/studio';
import { expect, test } from './support/test';

/** A bright picture: white words over it cannot be read. */
const photo = async () =>
  await sharp({ create: { width: 1_000, height: 800, channels: 3, background: '#f2e9c8' } })
    .jpeg()
    .toBuffer();

const part = async (page: Page, name: string) =>
  await page
    .getByRole('navigation', { name: 'Parts of the course' })
    .getByRole('link', { name, exact: true })
    .click();

async function coverOf(page: Page): Promise<void> {
  // What a browser of a person does not send; the upload service would have to allow it.
  await page.context().setExtraHTTPHeaders({});
  const cover = page.getByRole('region', { name: 'Cover' });
  await cover
    .getByLabel('Picture for the cover')
    .setInputFiles({ name: 'bees.jpg', mimeType: 'image/jpeg', buffer: await photo() });
  const dialog = page.getByRole('dialog', { name: 'Choose the part to show' });
  await dialog.getByRole('button', { name: 'Use this part' }).click();
  await expect(dialog.getByText('Say what it shows, or that it is a decoration.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'What it shows' }).fill('A hive in the sun');
  await dialog.getByRole('button', { name: 'Use this part' }).click();
  await expect(cover.getByText('Shows: A hive in the sun')).toBeVisible({ timeout: 20_000 });
  await expect(cover.getByText(/contrast of 1\.\d to 1; 4\.5 is needed/)).toBeVisible();
}

/** Writes a course that can be published. */
async function writeCourse(page: Page, title: string): Promise<string> {
  await beginCourse(page, title);
  await coverOf(page);
  await field(page, 'Description').fill('How to keep bees **alive**.');
  await save(page);
  await expect(saved(page)).toBeAttached();
  await part(page, 'Curriculum');
  await add(page, 'section', 'Hives');
  await add(page, 'lesson', 'Boxes');
  await part(page, 'Publish');
  await page.getByRole('main').getByRole('link', { name: 'Boxes' }).click();
  await page.getByRole('button', { name: 'Markdown' }).click();
  await page.getByRole('textbox', { name: 'Markdown of “Boxes”' }).fill('Two boxes, one above the other.');
  await expect(saved(page)).toBeAttached();
  return new URL(page.url()).pathname.split('/')[4] ?? '';
}

test('a course gets a cover, is seen as a learner, planned, published for the invited alone, and copied', async ({
  page,
  openForSomebodyElse,
  mailbox,
  expectAccessible,
  screens,
  faults,
}) => {
  const title = newTitle();
  const slug = await writeCourse(page, title);

  const editor = page.url();
  await page
    .getByRole('link', { name: /preview|as a learner/i })
    .first()
    .click();
  await expect(page.getByText('nothing is recorded')).toBeVisible();
  await expect(page.getByRole('article').getByText('Two boxes, one above the other.')).toBeVisible();
  await expectAccessible();
  await screens('course-preview');
  await page.getByRole('link', { name: 'Leave the preview' }).click();
  await expect(page).toHaveURL(editor);

  await part(page, 'Publish');
  const plan = page.getByRole('region', { name: 'Publish at a time' });
  await plan.getByRole('button', { name: 'Choose a time' }).click();
  const day = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  await plan.getByLabel('Day').fill(day);
  await plan.getByLabel('Time zone').selectOption('Europe/Madrid');
  await plan.getByRole('button', { name: 'Set the time' }).click();
  await expect(plan.getByText(/9:00.*time of Europe\/Madrid/)).toBeVisible();
  await expectAccessible();
  await screens('course-planned');
  await plan.getByRole('button', { name: 'Give it up' }).click();
  await expect(plan.getByRole('button', { name: 'Choose a time' })).toBeVisible();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByText('Everybody sees this course')).toBeVisible();

  const stranger = await openForSomebodyElse();
  const address = `/en/courses/${slug}`;
  await stranger.goto(address);
  await expect(stranger.getByRole('img', { name: 'A hive in the sun' })).toBeVisible();

  await part(page, 'Access');
  await page.getByRole('radio', { name: 'Whoever has the link' }).check();
  await expect(page.getByText('Only its address leads there now.')).toBeVisible();
  await expect(async () => {
    await stranger.goto(address);
    await expect(stranger.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/, {
      timeout: 500,
    });
  }).toPass({ timeout: 10_000 });
  await expect(stranger.locator('script[type="application/ld+json"]')).toHaveCount(0);
  await page.getByRole('radio', { name: 'Whoever is invited' }).check();
  await expect(page.getByText('Only who is invited comes in now.')).toBeVisible();
  await expect(async () => expect((await stranger.request.get(address)).status()).toBe(404)).toPass({
    timeout: 10_000,
  });

  const guest = newPerson('Ida Invited');
  await page.getByRole('textbox', { name: 'Addresses' }).fill(`${guest.email}, not an address`);
  await page.getByRole('button', { name: 'Check the list' }).click();
  await expect(page.getByText('1 address would get a mail. Nothing is sent yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Invite 1 address' }).click();
  await expect(
    page.getByRole('button', { name: `Take back the invitation of ${guest.email}` }),
  ).toBeVisible();
  await expectAccessible();
  await screens('course-access');

  await signUp(stranger, guest, mailbox(guest.email));
  const { links } = await mailbox(guest.email).waitFor(/invites you/i);
  await stranger.goto(links.find((link) => link.includes('/invited')) ?? '');
  await expect(stranger.getByRole('heading', { name: title })).toBeVisible();
  await expectAccessible(stranger);
  await stranger.getByRole('button', { name: 'Accept and begin' }).click();
  await expect(stranger.getByText('Two boxes, one above the other.')).toBeVisible();

  await part(page, 'Details');
  await page.getByRole('button', { name: 'Duplicate the course' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make the copy' }).click();
  await expect(field(page, 'Title').first()).toHaveValue(`${title} (copy)`);
  await part(page, 'Curriculum');
  await expect(page.getByRole('row', { name: 'Boxes' })).toBeVisible();
  // The page of a course that has become private was asked for on purpose.
  expect(faults.splice(0).filter((fault) => !(fault.includes('404') && fault.includes(slug)))).toEqual([]);
});
