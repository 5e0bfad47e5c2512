import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect } from './test';

/** Writes the Spanish captions on, by keys, against somebody who does so, too, and over a reload. */
export async function writeCaptions(page: Page, expectAccessible: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: 'Captions of whole.mp4' }).first().press('Enter');
  await page.getByRole('link', { name: 'Edit the captions in Spanish' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Captions of whole.mp4', level: 1 })).toBeVisible();
  const words = page.getByRole('textbox', { name: 'Words' });
  await expect(async () => {
    await page.keyboard.press('Alt+ArrowDown');
    await expect(words).toHaveValue('Adiós', { timeout: 500 });
  }).toPass();
  const video = page.locator('main video');
  await expect
    .poll(async () => await video.evaluate((one: HTMLVideoElement) => one.readyState))
    .toBeGreaterThan(0);
  await page.keyboard.press('Alt+ArrowUp');
  await expect(words).toHaveValue('¡Hola!');
  await page.keyboard.press('Alt+KeyL');
  await page.keyboard.press('Alt+KeyO');
  await expect(page.getByRole('textbox', { name: 'Ends' })).toHaveValue('0:03.000');
  await page.keyboard.press('Alt+KeyN');
  await expect(page.getByRole('textbox', { name: 'Begins' })).toHaveValue('0:03.000');
  await page.keyboard.press('Control+KeyS');
  await expect(page.getByText('1 caption is to be mended before they can be saved.')).toBeVisible();
  await expect(page.getByText('There are no words.').last()).toBeVisible();
  await expectAccessible();
  await words.fill('En medio');
  const shown = await video.evaluate((one: HTMLVideoElement) => one.textTracks[0]?.cues?.length);
  expect(shown).toBe(3);
  await page.keyboard.press('Control+KeyS');
  await expect(page.getByText('3 captions, saved').first()).toBeAttached();

  const other = await page.context().newPage();
  await other.goto(page.url());
  const otherWords = other.getByRole('textbox', { name: 'Words' });
  await expect(async () => {
    await otherWords.fill('¡Hola a todos!');
    await expect(other.getByText('Not saved yet; kept on this device')).toBeVisible({ timeout: 500 });
  }).toPass();
  await other.keyboard.press('Control+KeyS');
  await expect(other.getByText('3 captions, saved').first()).toBeAttached();
  await other.close();

  await words.fill('Entretanto');
  await page.keyboard.press('Control+KeyS');
  await expect(page.getByText('Somebody saved other captions meanwhile')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Only in the other ones' })).toContainText('¡Hola a todos!');
  await expectAccessible();
  await page.getByRole('button', { name: 'Save mine' }).press('Enter');
  await expect(page.getByText('3 captions, saved').first()).toBeAttached();

  await words.fill('Y entretanto');
  await page.reload();
  await expect(page.getByText('Your words are back')).toBeVisible();
  await expect(page.getByRole('list').getByText('Y entretanto')).toBeVisible();
  await page.keyboard.press('Control+KeyS');
  await expect(page.getByText('3 captions, saved').first()).toBeAttached();
  await page.getByRole('button', { name: 'Save as a file' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'SRT (.srt)' }).click(),
  ]);
  expect(await readFile(await file.path(), 'utf8')).toContain(
    '2\n00:00:03,000 --> 00:00:04,000\nY entretanto\n',
  );
}

/** What is said stands below the video, is found, and leads to its moment. */
export async function readTranscript(page: Page, expectAccessible: () => Promise<void>): Promise<void> {
  const lines = page.getByRole('list', { name: 'What is said' }).getByRole('button');
  await expect(lines).toHaveText(['0:01¡Hola!', '0:03Y entretanto', '0:04Adiós']);
  await expect(async () => {
    await page.getByRole('searchbox', { name: 'Search in the transcript' }).fill('adios');
    await expect(page.getByText('1 line', { exact: true })).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(lines.locator('mark')).toHaveText('Adiós');
  await expectAccessible();
  await lines.last().press('Enter');
  const at = async () =>
    await page.locator('main video').evaluate((one: HTMLVideoElement) => one.currentTime);
  await expect.poll(at).toBeGreaterThanOrEqual(3.9);
  await expect(lines.last()).toHaveAttribute('aria-current', 'time');
}
