import type { Page } from '@playwright/test';
import { demoInstructor, fillSignIn } from './accounts';
import { expect } from './test';

/** A title nobody has used, in any run. */
export const newTitle = () => `Tending bees ${crypto.randomUUID().slice(0, 8)}`;

/** Signs in as the instructor and begins a draft. */
export async function beginCourse(page: Page, title: string): Promise<void> {
  await page.goto('/en/sign-in?returnTo=/en/teach');
  await fillSignIn(page, demoInstructor);
  await page.getByRole('link', { name: 'New course' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill(title);
  await page.getByRole('button', { name: 'Create the draft' }).click();
  await expect(page.getByRole('heading', { name: 'Details', level: 1 })).toBeVisible();
}

/** Presses the button that saves the details. */
export const save = async (page: Page) =>
  await page.getByRole('button', { name: 'Save', exact: true }).click();
/** A field of the details. */
export const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: false });
/** What a screen reader hears when everything is saved. */
export const saved = (page: Page) => page.getByRole('status').filter({ hasText: /^Saved$/ });

/** The outline as it is shown, row by row. */
export const rows = async (page: Page): Promise<string[]> =>
  await page
    .getByRole('treegrid', { name: 'Curriculum' })
    .getByRole('row')
    .evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? ''));

/** Adds sections or lessons to an outline, one after the other without leaving the field. */
export async function add(page: Page, kind: 'section' | 'lesson', ...titles: string[]): Promise<void> {
  const name = `Title of the ${kind}`;
  await page.getByRole('textbox', { name }).click();
  for (const title of titles) {
    await expect(page.getByRole('textbox', { name })).toBeFocused();
    await page.keyboard.type(title);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('row', { name: title })).toBeVisible();
    await expect(page.getByRole('textbox', { name })).toHaveValue('');
  }
}
