import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { demoInstructor, fillSignIn, newPerson, signUp } from './support/accounts';
import { press, reach, tick, type, walkTo } from './support/keyboard';
import { expect, test } from './support/test';

const title = { name: 'Profile', level: 1 } as const;

/** A handle nobody else has in this run. */
const freshHandle = (name: string) => `${name}-${crypto.randomUUID().slice(0, 8)}`;

async function photo(): Promise<Buffer> {
  const half = { width: 300, height: 400, channels: 3 as const, background: '#b4552d' };
  return await sharp({ create: { width: 600, height: 400, channels: 3, background: '#2d6a4f' } })
    .composite([{ input: { create: half }, left: 0, top: 0 }])
    .jpeg()
    .toBuffer();
}

async function save(page: Page): Promise<void> {
  // The word of an earlier save may still be there, and an answer begins to stream before it is known.
  const answered = page.waitForResponse((response) => response.url().includes('profiles.save'));
  await press(page.getByRole('button', { name: 'Save', exact: true }).first());
  expect((await answered).ok()).toBe(true);
  await expect(page.getByRole('button', { name: 'Save', exact: true }).first()).not.toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await expect(page.getByText('Your profile is saved.').last()).toBeVisible();
}

/** What is changed shows to the next who looks; an answer cached for hours ends a moment after the change is told. */
async function expectAtOnce(look: () => Promise<void>): Promise<void> {
  await expect(look).toPass({ timeout: 5_000 });
}

test('a newcomer says what they want to learn, by keyboard, and courses follow it', async ({
  page,
  mailbox,
  expectAccessible,
  screens,
}) => {
  const person = newPerson('Nora Newcomer');
  await signUp(page, person, mailbox(person.email));
  const question = page.getByRole('region', { name: 'What do you want to learn?' });
  await expect(question).toBeVisible();
  await expectAccessible();
  await screens('profile-onboarding');
  await tick(question.getByRole('checkbox').first());
  await expect(question.getByRole('checkbox').first()).toBeChecked();
  await press(question.getByRole('button', { name: 'Save' }));
  const suggested = page.getByRole('region', { name: 'Suggested for you' });
  await expect(suggested.getByRole('article').first()).toBeVisible();
  await expect(question).toBeHidden();
  await expectAccessible();
  await screens('profile-suggestions');
  await press(suggested.getByRole('link', { name: 'Change it' }));
  await expect(page.getByRole('heading', title)).toBeVisible();
  const interests = page.getByRole('region', { name: 'What do you want to learn?' });
  await expect(interests.getByRole('checkbox').first()).toBeChecked();
});

test('a newcomer who does not want to say is not asked again', async ({ page, mailbox }) => {
  const person = newPerson('Lou Later');
  await signUp(page, person, mailbox(person.email));
  await press(page.getByRole('button', { name: 'Not now' }));
  const question = page.getByRole('region', { name: 'What do you want to learn?' });
  await expect(question).toBeHidden();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'My learning', level: 1 })).toBeVisible();
  await expect(question).toBeHidden();
});

test('a profile is written, refused where it is wrong without losing a word, and shown to others only when wanted', async ({
  page,
  mailbox,
  expectAccessible,
  openForSomebodyElse,
  screens,
  faults,
}) => {
  const person = newPerson('Ada Profile');
  await signUp(page, person, mailbox(person.email));
  await press(page.getByRole('button', { name: `Account of ${person.name}` }));
  await press(page.getByRole('link', { name: 'Settings' }));
  await expect(page.getByRole('heading', title)).toBeVisible();
  await expectAccessible();

  const handle = freshHandle('ada');
  const visitor = await openForSomebodyElse();
  expect((await visitor.goto(`/en/people/${handle}`))?.status()).toBe(404);

  await type(page.getByRole('textbox', { name: 'Handle' }), 'ab');
  await type(page.getByRole('textbox', { name: 'Headline' }), 'Engines and numbers');
  await type(page.getByRole('textbox', { name: 'About you' }), 'First line.\nSecond line.');
  await press(page.getByRole('button', { name: 'Add a link' }));
  await type(page.getByRole('textbox', { name: 'Link 2' }), 'http://example.org');
  await press(page.getByRole('button', { name: 'Save', exact: true }).first());
  const summary = page.getByRole('alert').filter({ hasText: /3 to 30 small letters/ });
  await expect(summary).toBeFocused();
  await press(summary.getByRole('link', { name: /begins with https/ }));
  await expect(page.getByRole('textbox', { name: 'Link 2' })).toBeFocused();
  await expect(page.getByRole('textbox', { name: 'About you' })).toHaveValue('First line.\nSecond line.');
  await expectAccessible();
  await screens('profile-errors');

  await type(page.getByRole('textbox', { name: 'Handle' }), 'admin');
  await type(page.getByRole('textbox', { name: 'Link 2' }), 'example.org/ada');
  await press(page.getByRole('button', { name: 'Save', exact: true }).first());
  await expect(page.getByRole('alert').getByText(/kept for the school/)).toBeVisible();
  await type(page.getByRole('textbox', { name: 'Handle' }), handle.toUpperCase());
  await reach(page.getByRole('combobox', { name: 'Time zone' }));
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Madrid', { delay: 30 });
  await expect(page.getByRole('option', { name: 'Europe/Madrid' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue('Europe/Madrid');
  await save(page);
  expect((await visitor.goto(`/en/people/${handle}`))?.status()).toBe(404);

  await tick(page.getByRole('checkbox', { name: /Show my learner’s page/ }));
  await save(page);
  await page.getByRole('link', { name: `/en/people/${handle}` }).waitFor();
  await screens('profile-settings');
  await expectAtOnce(async () => expect((await visitor.goto(`/en/people/${handle}`))?.status()).toBe(200));
  await expect(visitor.getByRole('heading', { name: person.name, level: 1 })).toBeVisible();
  await expect(visitor.getByText('Second line.')).toBeVisible();
  await expect(visitor.getByText('No certificates yet.')).toBeVisible();
  await expect(visitor.getByRole('link', { name: 'example.org/ada' })).toHaveAttribute('rel', /nofollow/);
  await expect(visitor.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
  await expectAccessible(visitor);

  let locations: number | undefined;
  await type(page.getByRole('textbox', { name: 'Headline' }), 'Now something else');
  await type(page.getByRole('textbox', { name: 'Handle' }), `${handle}-2`);
  await save(page);
  // The first who asks at the former address is led on, and to one place.
  await expectAtOnce(async () => {
    const answer = await visitor.request.get(`/en/people/${handle}`, { maxRedirects: 0 });
    expect(answer.status()).toBe(307);
    locations ??= answer.headersArray().filter(({ name }) => name.toLowerCase() === 'location').length;
  });
  expect(locations).toBe(1);
  await expectAtOnce(async () => {
    await visitor.goto(`/en/people/${handle}`);
    await expect(visitor).toHaveURL(new RegExp(`/en/people/${handle}-2$`), { timeout: 1_000 });
  });
  await expect(visitor.getByText('Now something else')).toBeVisible();

  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue('Europe/Madrid');
  await press(page.getByRole('link', { name: 'Sign-in and security' }));
  await expect(page.getByRole('region', { name: 'Devices' }).locator('time').first()).toHaveAttribute(
    'title',
    /GMT\+[12]$/,
  );
  // The browser reports each refusal by itself: pages that are not there, and what was wrong in the form.
  expect(faults.splice(0).filter((fault) => !/40[04]/.test(fault))).toEqual([]);
});

test('a picture is cut by keyboard, shown in the header and on the page, and taken away again', async ({
  page,
  mailbox,
  expectAccessible,
  openForSomebodyElse,
  screens,
  faults,
}) => {
  const person = newPerson('Pia Picture');
  await signUp(page, person, mailbox(person.email));
  await page.goto('/en/settings/profile');
  const handle = freshHandle('pia');
  await type(page.getByRole('textbox', { name: 'Handle' }), handle);
  await tick(page.getByRole('checkbox', { name: /Show my learner’s page/ }));
  await save(page);
  const visitor = await openForSomebodyElse();
  await visitor.goto(`/en/people/${handle}`);
  await expect(visitor.locator('main img')).toHaveCount(0);

  // The picker is the browser's own; the button that opens it is ours.
  await walkTo(page.getByRole('button', { name: 'Choose a picture' }));
  const file = page.locator('input[type=file]');
  const fake = { name: 'me.png', mimeType: 'image/png', buffer: Buffer.from('<svg/>') };
  await file.setInputFiles(fake);
  await expect(page.getByText(/no picture we can read/)).toBeVisible();
  const dialog = page.getByRole('dialog', { name: 'Choose the part to show' });
  await expect(dialog).toBeHidden();

  // The test's own header would go to the upload service as well, which no browser sends.
  await page.context().setExtraHTTPHeaders({});
  await file.setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: await photo() });
  await expect(dialog.getByRole('slider', { name: 'Size' })).toBeVisible();
  await expectAccessible();
  const area = dialog.getByRole('group', { name: /Move it with the arrow keys/ });
  await reach(area);
  const before = await area.boundingBox();
  for (let step = 0; step < 10; step += 1) await page.keyboard.press('ArrowLeft');
  const moved = await area.boundingBox();
  expect(moved?.x ?? 0).toBeLessThan(before?.x ?? 0);
  await reach(dialog.getByRole('slider', { name: 'Size' }));
  for (let step = 0; step < 20; step += 1) await page.keyboard.press('ArrowLeft');
  expect((await area.boundingBox())?.width ?? 0).toBeLessThan(moved?.width ?? 0);
  await screens('profile-crop');
  await press(dialog.getByRole('button', { name: 'Use this part' }));
  await expect(page.getByText('Your picture is saved.')).toBeVisible();
  await expect(dialog).toBeHidden();
  const inHeader = page.getByRole('button', { name: `Account of ${person.name}` }).locator('img');
  await expect(inHeader).toHaveAttribute('src', /^\/media\/avatars\/[0-9a-f]+-small\.webp$/);
  await expect
    .poll(async () => await inHeader.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBe(96);
  await visitor.reload();
  await expect(visitor.locator('main img')).toHaveAttribute('src', /^\/media\/avatars\/[0-9a-f]+\.webp$/);
  await expectAccessible();
  await screens('profile-picture');

  await press(page.getByRole('button', { name: 'Remove', exact: true }));
  await expect(page.getByText('Your picture is removed.')).toBeVisible();
  await expect(inHeader).toHaveCount(0);
  await visitor.reload();
  await expect(visitor.locator('main img')).toHaveCount(0);
  expect(faults).toEqual([]);
});

test('a teacher has a page that search engines may list, and what they change shows at once everywhere', async ({
  page,
  expectAccessible,
  openForSomebodyElse,
  screens,
  request,
}) => {
  const path = '/en/people/mara-lindqvist';
  const visitor = await openForSomebodyElse();
  await visitor.goto('/en/courses/sql-that-answers-questions');
  await press(
    visitor.getByRole('region', { name: /Your teacher/ }).getByRole('link', { name: 'Mara Lindqvist' }),
  );
  await expect(visitor.getByRole('heading', { name: 'Mara Lindqvist', level: 1 })).toBeVisible();
  await expect(visitor).toHaveURL(new RegExp(`${path}$`));
  await expect(visitor.getByRole('region', { name: 'Courses' }).getByRole('article').first()).toBeVisible();
  await expect(visitor.locator('meta[name=robots]')).toHaveCount(0);
  await expect(visitor.locator('link[rel=canonical]')).toHaveAttribute('href', new RegExp(`${path}$`));
  await visitor.goto(path);
  const data = await visitor.locator('script[type="application/ld+json"]').textContent();
  expect(JSON.parse(data ?? '')).toMatchObject({ mainEntity: { '@type': 'Person', name: 'Mara Lindqvist' } });
  expect(await (await request.get('/sitemap.xml')).text()).toContain(path);
  await expectAccessible(visitor);

  await page.goto('/en/sign-in?returnTo=/en/settings/profile');
  await fillSignIn(page, demoInstructor);
  const headline = page.getByRole('textbox', { name: 'Headline' });
  await expect(headline).not.toHaveValue('');
  const former = await headline.inputValue();
  const changed = `Patient explanations ${crypto.randomUUID().slice(0, 8)}`;
  await type(headline, changed);
  await save(page);
  await expectAtOnce(async () => {
    await visitor.reload();
    await expect(visitor.getByText(changed)).toBeVisible({ timeout: 1_000 });
  });
  await visitor.goto('/en/courses/sql-that-answers-questions');
  await expect(visitor.getByText(changed)).toBeVisible();
  await type(headline, former);
  await save(page);
  await expectAtOnce(async () => {
    await page.goto(path);
    await expect(page.getByText(former)).toBeVisible({ timeout: 1_000 });
  });
  await screens('person-teacher');
});

test('a first lesson earns a badge, which others see only when its owner wants it', async ({
  page,
  mailbox,
  expectAccessible,
  openForSomebodyElse,
  screens,
}) => {
  const person = newPerson('Bea Badge');
  await signUp(page, person, mailbox(person.email));
  await page.goto('/en/achievements');
  await expect(page.getByText('0 days', { exact: true })).toBeVisible();
  await expect(page.getByText('None yet. The first one is for your first lesson.')).toBeVisible();
  await expectAccessible();
  await screens('achievements-empty');

  await page.goto('/en/enrol/sql-that-answers-questions');
  await press(page.getByRole('button', { name: 'Enrol for free' }));
  await press(page.getByRole('button', { name: 'Complete and continue' }));
  await expect(page.getByText('You have earned a badge.')).toBeVisible({ timeout: 30_000 });
  await page.goto('/en/learn');
  await press(page.getByRole('button', { name: `Account of ${person.name}` }));
  await press(page.getByRole('link', { name: 'Achievements' }));
  await expect(page.getByRole('heading', { name: 'Achievements', level: 1 })).toBeVisible();
  const earned = page.getByRole('region', { name: 'Badges you have' });
  await expect(earned.getByRole('listitem').filter({ hasText: 'First lesson' })).toBeVisible();
  await expect(page.getByText('1 day', { exact: true })).toBeVisible();
  await expect(page.getByText('5 points', { exact: true })).toBeVisible();
  await expectAccessible();
  await screens('achievements');
  await press(page.getByRole('link', { name: /^Notifications/ }));
  await expect(page.getByText('A badge for you: First lesson.')).toBeVisible();

  await page.goto('/en/settings/profile');
  const handle = freshHandle('bea');
  await type(page.getByRole('textbox', { name: 'Handle' }), handle);
  await tick(page.getByRole('checkbox', { name: /Show my learner’s page/ }));
  await expect(page.getByRole('checkbox', { name: /Show my badges/ })).not.toBeChecked();
  await save(page);
  const visitor = await openForSomebodyElse();
  await visitor.goto(`/en/people/${handle}`);
  await expect(visitor.getByRole('heading', { name: person.name, level: 1 })).toBeVisible();
  await expect(visitor.getByRole('region', { name: 'Badges' })).toBeHidden();
  await tick(page.getByRole('checkbox', { name: /Show my badges/ }));
  await save(page);
  await expectAtOnce(async () => {
    await visitor.reload();
    const badges = visitor.getByRole('region', { name: 'Badges' });
    await expect(badges.getByRole('heading', { name: 'First lesson' })).toBeVisible({ timeout: 1_000 });
  });
  await expectAccessible(visitor);
});
