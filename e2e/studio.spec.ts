import { add, beginCourse, field, newTitle, save, saved } from './support/studio';
import { expect, test } from './support/test';

test('a course is made from nothing, shown to everybody, renamed without a broken link, and archived', async ({
  page,
  openForSomebodyElse,
  expectAccessible,
  screens,
  faults,
}) => {
  const title = newTitle();
  await beginCourse(page, title);
  await field(page, 'Description').fill('How to keep bees **alive**.');
  await save(page);
  await expect(saved(page)).toBeAttached();
  await page.getByRole('link', { name: 'Curriculum' }).click();
  await add(page, 'section', 'Hives');
  await add(page, 'lesson', 'Boxes');
  const parts = page.getByRole('navigation', { name: 'Parts of the course' });
  await parts.getByRole('link', { name: 'Publish' }).click();
  await expect(page.getByRole('button', { name: 'Publish' })).toBeDisabled();
  await expectAccessible();
  await screens('studio-publish');
  await page.getByRole('main').getByRole('link', { name: 'Boxes' }).click();
  await page.getByRole('button', { name: 'Markdown' }).click();
  await page.getByRole('textbox', { name: 'Markdown of “Boxes”' }).fill('Two boxes, one above the other.');
  await expect(saved(page)).toBeAttached();
  await parts.getByRole('link', { name: 'Publish' }).click();
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('Everybody sees this course')).toBeVisible();
  await expectAccessible();

  const stranger = await openForSomebodyElse();
  const slug = new URL(page.url()).pathname.split('/')[4] ?? '';
  await stranger.goto(`/en/courses/${slug}`);
  await expect(stranger.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  await expect(stranger.getByText('Boxes').first()).toBeAttached();

  await parts.getByRole('link', { name: 'Details' }).click();
  await field(page, 'Title').first().fill(`${title}, revised`);
  await field(page, 'Address').fill(`${slug}-revised`);
  await save(page);
  await expect(page).toHaveURL(/-revised\/details$/);
  const moved = await stranger.request.get(`/en/courses/${slug}`, { maxRedirects: 0 });
  expect(moved.status()).toBe(308);
  await stranger.goto(`/en/courses/${slug}`);
  await expect(stranger).toHaveURL(new RegExp(`/en/courses/${slug}-revised$`));
  // The address is everybody's at once, the words when they are published.
  await expect(stranger.getByRole('heading', { name: title, level: 1, exact: true })).toBeVisible();

  await parts.getByRole('link', { name: 'Publish' }).click();
  await page.getByRole('button', { name: 'Publish 1 change' }).click();
  await expect(page.getByRole('heading', { name: 'Everything is published' })).toBeVisible();
  await expect(async () => {
    await stranger.reload();
    const heading = stranger.getByRole('heading', { name: `${title}, revised`, level: 1 });
    await expect(heading).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.getByRole('button', { name: 'Archive' }).click();
  await expect(page.getByText('Nobody new finds it.').first()).toBeVisible();
  const gone = await stranger.request.get(`/en/courses/${slug}-revised`);
  expect(gone.status()).toBe(404);
  // A link that was on its way to be fetched ahead finds the course gone as well.
  expect(faults.splice(0).filter((fault) => !(fault.includes('404') && fault.includes(slug)))).toEqual([]);
});
