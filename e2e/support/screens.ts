import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';

const folder = fileURLToPath(new URL('../../.cache/screens', import.meta.url));
const widths = [390, 1280] as const;
const schemes = ['light', 'dark'] as const;

/** The files of one page: name, width and colour scheme are in each name. */
export type Captured = readonly string[];

/**
 * Writes the whole page as `.cache/screens/<name>-<width>-<scheme>.png` at each width in each colour scheme, and leaves
 * the page as it was.
 */
export async function captureScreens(page: Page, name: string): Promise<Captured> {
  await mkdir(folder, { recursive: true });
  const viewport = page.viewportSize();
  const files: string[] = [];
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const width of widths) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      const path = join(folder, `${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true, animations: 'disabled' });
      files.push(path);
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  if (viewport) await page.setViewportSize(viewport);
  return files;
}
