import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { demoInstructor, demoLearner, fillSignIn } from './support/accounts';
import { readTranscript, writeCaptions } from './support/caption-steps';
import { gateParts } from './support/cut-upload';
import {
  brokenVideo,
  largeFile,
  megabyte,
  newDocument,
  newPicture,
  newSound,
  newVideo,
} from './support/new-files';
import { shownInLesson } from './support/shown-in-lesson';
import { expect, test } from './support/test';

async function openLibrary(page: Page): Promise<void> {
  await page.goto('/en/sign-in?returnTo=/en/teach/media');
  await fillSignIn(page, demoInstructor);
  await expect(page.getByRole('heading', { name: 'Media library', level: 1 })).toBeVisible();
}

/** Chooses a file by a button, as soon as the page listens to it. */
async function choose(button: Locator, name: string, content: Buffer): Promise<void> {
  await chooseFiles(button, { name, mimeType: 'application/octet-stream', buffer: content });
}

type Chosen = string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

async function chooseFiles(button: Locator, file: Chosen): Promise<void> {
  await expect(async () => {
    const opened = button.page().waitForEvent('filechooser', { timeout: 1_000 });
    const [chooser] = await Promise.all([opened, button.click()]);
    await chooser.setFiles(file);
  }).toPass();
}

const adding = (page: Page) => page.getByRole('button', { name: 'Choose files' });

/** Adds Spanish captions from SRT, after a file with a mistake in it was refused. */
async function addCaptions(page: Page, expectAccessible: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: 'Captions of whole.mp4' }).first().press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Captions of whole.mp4' });
  await dialog.getByRole('combobox', { name: 'Language' }).selectOption('es');
  const field = dialog.getByRole('button', { name: 'Choose a file' });
  const wrong = '1\n00:00:02,000 --> 00:00:01,000\nHola\n';
  await choose(field, 'captions.srt', Buffer.from(wrong));
  await expect(dialog.getByRole('alert')).toContainText('Line 2: the caption ends before it begins');
  await expectAccessible();
  const right = '1\n00:00:01,000 --> 00:00:03,000\n¡Hola!\n\n2\n00:00:04,000 --> 00:00:05,000\nAdiós\n';
  await choose(field, 'captions.srt', Buffer.from(right));
  await expect(dialog.getByRole('status')).toHaveText('Spanish: 2 captions are kept.');
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Spanish' })).toBeVisible();
  await page.keyboard.press('Escape');
}

/** Moves in the player by keys, and sees the picture of the moment over the slider. */
async function seek(dialog: Locator, name: string): Promise<void> {
  const slider = dialog.getByRole('slider', { name: `Position in ${name}` });
  await slider.focus();
  await expect(dialog.locator('[data-thumbnail]')).toHaveAttribute('data-thumbnail', '0,0');
  await slider.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', '0:05 of 0:08');
  await expect(dialog.locator('[data-thumbnail]')).toHaveAttribute('data-thumbnail', '0,90');
}

/** Chooses the poster from the stills, then a moment, then a picture of one's own. */
async function choosePoster(
  page: Page,
  expectAccessible: () => Promise<void>,
  screens: (name: string) => Promise<unknown>,
): Promise<void> {
  await page.getByRole('button', { name: 'Poster of whole.mp4' }).first().press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Poster of whole.mp4' });
  const stills = dialog.getByRole('list', { name: 'Stills of the video' });
  await expect(stills.getByRole('button')).toHaveCount(5);
  await stills.getByRole('button', { name: 'Still 3' }).press('Enter');
  await expect(stills.getByRole('button', { name: 'Still 3, chosen' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(stills.locator('img').first()).toHaveJSProperty('naturalWidth', 640);
  await expectAccessible();
  const status = dialog.getByRole('status');
  await dialog.getByRole('button', { name: 'Use the picture shown now' }).click();
  await expect(stills.getByRole('img', { name: 'The present poster' })).toBeVisible({ timeout: 20_000 });
  await expect(status).toHaveText('The poster is changed.');
  await choose(dialog.getByRole('button', { name: 'Choose a picture' }), 'poster.png', await newPicture());
  const poster = stills.getByRole('img', { name: 'The present poster' });
  await expect(poster).toHaveJSProperty('naturalWidth', 900, { timeout: 20_000 });
  await screens('media-poster');
  await page.keyboard.press('Escape');
}

/** A recording has its waveform, and says how loud it was. */
async function hearSound(page: Page, expectAccessible: () => Promise<void>): Promise<void> {
  await choose(adding(page), 'talk.wav', await newSound());
  const row = page.getByRole('row').filter({ hasText: 'talk.wav' }).first();
  await expect(row).toContainText(/Recording · .* LUFS, evened out to -16 LUFS/, { timeout: 40_000 });
  await row.getByRole('button', { name: 'Play talk.wav' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'talk.wav' });
  await expect(dialog.locator('section svg path')).toHaveCount(2);
  const audio = dialog.locator('audio');
  await expect
    .poll(async () => await audio.evaluate((one: HTMLAudioElement) => Math.round(one.duration)))
    .toBe(4);
  const slider = dialog.getByRole('slider', { name: 'Position in talk.wav' });
  await slider.press('End');
  // Sound is coded in frames, and may end one before.
  await expect(slider).toHaveAttribute('aria-valuetext', /^0:0[34] of 0:04$/);
  await expectAccessible();
}

/** A document shows its pages. */
async function leafThrough(page: Page, expectAccessible: () => Promise<void>): Promise<void> {
  await choose(adding(page), 'notes.pdf', await newDocument());
  const row = page.getByRole('row').filter({ hasText: 'notes.pdf' }).first();
  await expect(row).toContainText('3 pages', { timeout: 40_000 });
  await row.getByRole('button', { name: 'Pages of notes.pdf' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'notes.pdf' });
  await expect(dialog.getByRole('img', { name: 'Page 3 of 3' })).toHaveJSProperty('naturalHeight', 640);
  await expectAccessible();
}

test('an instructor adds pictures, describes, finds and removes them', async ({
  page,
  expectAccessible,
  screens,
}) => {
  await openLibrary(page);
  const uploads = page.getByRole('list', { name: 'Uploads' });
  const picture = await newPicture();
  await choose(adding(page), 'harbour.txt', picture);
  await expect(uploads.getByRole('listitem').filter({ hasText: 'harbour.txt' })).toContainText(
    'Is in your library',
  );
  await choose(adding(page), 'the same.png', picture);
  await expect(uploads.getByRole('listitem').filter({ hasText: 'the same.png' })).toContainText(
    'You have this file already: harbour.txt',
  );
  await choose(adding(page), 'a picture.png', Buffer.from('just words, whatever it is called'));
  await expect(uploads.getByRole('alert')).toContainText('Courses cannot hold this type of file');
  await expect(page.getByText(/ of 50 GB used$/)).toBeVisible();
  await expectAccessible();
  await screens('media-library');

  const row = page.getByRole('row').filter({ hasText: 'harbour.txt' });
  await expect(row).toContainText('900 × 600');
  await expect(row).toContainText('Ready');
  await expect(row.locator('img')).toHaveJSProperty('naturalWidth', 320);
  await row.getByRole('button', { name: 'Describe harbour.txt' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'What harbour.txt shows' });
  await dialog.getByRole('textbox', { name: 'Text alternative' }).fill('Boats in a harbour at dusk');
  await expectAccessible();
  await dialog.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(row).toContainText('Boats in a harbour at dusk');

  await page.getByRole('searchbox', { name: 'Name or description' }).fill('at dusk');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page).toHaveURL(/text=at\+dusk/);
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Remove harbour.txt' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();

  await page.goto('/en/teach/media?kind=video');
  const used = page
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: / in / }) })
    .first();
  await used.getByRole('button', { name: /^Remove/ }).click();
  await expect(
    page
      .getByRole('dialog', { name: /is used$/ })
      .getByRole('link')
      .first(),
  ).toBeVisible();
  await expectAccessible();
});

test('an upload that broke off goes on with what has arrived, and with no other file', async ({
  page,
  faults,
  expectAccessible,
  openForSomebodyElse,
  screens,
}) => {
  // Films, sounds and pictures are made on the way.
  test.setTimeout(240_000);
  await openLibrary(page);
  const film = brokenVideo(26 * megabyte);
  const name = `film-${crypto.randomUUID().slice(0, 8)}.mp4`;
  const parts = '**/private/assets/**';
  let sent = 0;
  await page.route(parts, async (route) => {
    if (route.request().method() === 'PUT') sent += 1;
    await (sent > 2 ? route.abort('internetdisconnected') : route.continue());
  });
  await choose(adding(page), name, film);
  const item = page.getByRole('list', { name: 'Uploads' }).getByRole('listitem').filter({ hasText: name });
  await expect(item).toContainText('No connection. Goes on by itself');
  await expectAccessible();
  await item.getByRole('button', { name: `Pause ${name}` }).press('Enter');
  await expect(item).toContainText('Paused at');
  await screens('media-upload-paused');

  await page.unroute(parts);
  await page.reload();
  const left = page.getByRole('region', { name: 'Unfinished uploads' }).getByRole('listitem');
  await expect(left.filter({ hasText: name })).toBeVisible();
  const field = left.getByRole('button', { name: `Choose ${name} again` });
  await choose(field, name, brokenVideo(26 * megabyte));
  await expect(page.getByRole('list', { name: 'Uploads' }).getByRole('alert')).toContainText(
    'This is another file',
  );
  await expectAccessible();
  await screens('media-unfinished');

  let again = 0;
  page.on('request', (request) => {
    if (request.method() === 'PUT' && request.url().includes('/private/assets/')) again += 1;
  });
  await choose(field, name, film);
  await expect(item.last()).toContainText('Is in your library', { timeout: 40_000 });
  expect(again).toBe(2);

  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('The file is damaged or cut off', { timeout: 40_000 });
  await expectAccessible();
  await screens('media-broken');
  await choose(row.getByRole('button', { name: /^Replace/ }), 'whole.mp4', await newVideo());
  const mended = page.getByRole('row').filter({ hasText: 'whole.mp4' }).first();
  await expect(mended).toContainText('Ready', { timeout: 60_000 });
  await expect(mended).toContainText('0:08 · 640 × 360');
  const playlist = page.waitForResponse(/\/api\/media\/.*\/360p\/index\.m3u8/);
  await addCaptions(page, expectAccessible);
  await mended.getByRole('button', { name: 'Play whole.mp4' }).press('Enter');
  const answer = await playlist;
  // Whole, or as a stretch: some browsers play streams themselves and ask so.
  expect([200, 206]).toContain(answer.status());
  const [segment = ''] = (await answer.text()).match(/^\d+\.ts$/m) ?? [];
  const pieces = [answer.url(), new URL(segment, answer.url()).href];
  const stranger = await openForSomebodyElse();
  for (const piece of pieces) {
    const own = await page.request.get(piece, { headers: { range: 'bytes=0-9' } });
    expect([own.status(), (await own.body()).byteLength]).toEqual([206, 10]);
    expect((await stranger.request.get(piece)).status()).toBe(401);
  }
  await stranger.goto('/en/sign-in?returnTo=/en/learn');
  await fillSignIn(stranger, demoLearner);
  // Not just an address that names it, as that of the sign-in page does.
  await stranger.waitForURL(({ pathname }) => pathname === '/en/learn');
  for (const piece of pieces) expect((await stranger.request.get(piece)).status()).toBe(404);
  await seek(page.getByRole('dialog', { name: 'whole.mp4' }), 'whole.mp4');
  await expect(page.locator('dialog[open] track')).toHaveAttribute('srclang', 'es');
  await expectAccessible();
  await screens('media-player');
  await page.keyboard.press('Escape');
  await choosePoster(page, expectAccessible, screens);
  await hearSound(page, expectAccessible);
  await screens('media-sound');
  await page.keyboard.press('Escape');
  await leafThrough(page, expectAccessible);
  await screens('media-pages');
  await page.keyboard.press('Escape');
  await writeCaptions(page, expectAccessible);
  await screens('media-caption-editor');

  await shownInLesson('whole.mp4', async (path) => {
    await page.goto(path);
    const video = page.locator('main video');
    const duration = async () =>
      await video.evaluate((one) => (one instanceof HTMLVideoElement ? Math.round(one.duration) : 0));
    await expect.poll(duration).toBe(8);
    await expect(video.locator('track')).toHaveAttribute('srclang', 'es');
    await readTranscript(page, expectAccessible);
    await screens('lesson-transcript');
    await page.goto('/en/teach/media');
    await page.getByRole('button', { name: 'Remove whole.mp4' }).first().click();
    await expect(page.getByRole('dialog', { name: 'whole.mp4 is used' }).getByRole('link')).toBeVisible();
  });
  await page.reload();
  await page.getByRole('button', { name: 'Remove whole.mp4' }).first().click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('whole.mp4 is removed.')).toBeVisible();
  expect(faults.splice(0).filter((fault) => !/INTERNET_DISCONNECTED|ERR_FAILED|400/.test(fault))).toEqual([]);
});

/** Megabytes of the large file. As many as an hour of a lecture has take their time; eight parts break off just as well. */
const largeMegabytes = Number(process.env['LARGE_UPLOAD_MB'] ?? 64);

test('a large file arrives whole, although the network is cut and the page reloaded on the way', async ({
  page,
  faults,
}) => {
  test.setTimeout(180_000);
  const { path, folder, sha256 } = await largeFile(largeMegabytes);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const total = Math.ceil(largeMegabytes / 8);
  let arrived = 0;
  page.on('response', (response) => {
    const isPart = response.request().method() === 'PUT' && response.url().includes('/private/assets/');
    if (isPart && response.ok()) arrived += 1;
  });
  const gate = await gateParts(page, Math.ceil(total / 3));
  await openLibrary(page);
  const began = Date.now();
  await chooseFiles(adding(page), path);
  const item = page.getByRole('list', { name: 'Uploads' }).getByRole('listitem').filter({ hasText: name });
  await expect.poll(() => arrived).toBeGreaterThanOrEqual(Math.ceil(total / 3));
  await page.context().setOffline(true);
  gate.cut();
  await expect(item).toContainText('No connection. Goes on by itself');
  expect(arrived).toBeLessThan(total);
  gate.open();
  await page.context().setOffline(false);
  await page.reload();
  const left = page.getByRole('region', { name: 'Unfinished uploads' }).getByRole('listitem');
  await chooseFiles(left.getByRole('button', { name: `Choose ${name} again` }), path);
  await expect(item.last()).toContainText('Is in your library', { timeout: 90_000 });
  // What had arrived is not sent again; one or the other part may have arrived without an answer.
  expect(arrived).toBeLessThanOrEqual(total);
  test.info().annotations.push({ type: 'seconds', description: `${(Date.now() - began) / 1_000}` });
  const row = page.getByRole('row').filter({ hasText: name });
  const address = await row.getByRole('link', { name }).getAttribute('href');
  const kept = createHash('sha256');
  const answer = await fetch(address ?? '');
  for await (const piece of answer.body ?? []) kept.update(piece);
  expect(kept.digest('hex')).toBe(sha256);
  await row.getByRole('button', { name: `Remove ${name}` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText(`${name} is removed.`)).toBeVisible();
  await rm(folder, { recursive: true });
  expect(
    faults.splice(0).filter((fault) => !/INTERNET_DISCONNECTED|ERR_FAILED|ERR_ABORTED/.test(fault)),
  ).toEqual([]);
});
