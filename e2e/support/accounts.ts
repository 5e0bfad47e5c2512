import type { Page } from '@playwright/test';
import type { Mailbox } from './mailbox';
import { expect } from './test';

/** A person as the tests know them. */
export type Person = { readonly name: string; readonly email: string; readonly password: string };

/** The password of everybody whom {@link newPerson} makes. */
const password = 'a quiet river bend';

/** A person nobody has met before, with an address of their own in every run. */
export function newPerson(name: string): Person {
  const unique = crypto.randomUUID().slice(0, 8);
  return {
    name,
    email: `${name.toLowerCase().replaceAll(/\W+/g, '-')}-${unique}@lyceum.test`,
    password,
  };
}

/** The instructor of the demonstration school. */
export const demoInstructor = { email: 'instructor@lyceum.test', password: 'learn-something-new' };

/** A learner of the demonstration school. */
export const demoLearner = { email: 'learner@lyceum.test', password: 'learn-something-new' };

/** Fills in the form on the sign-up page and sends it. */
export async function fillSignUp(page: Page, { name, email, password }: Person): Promise<void> {
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeFocused();
}

/** Fills in the form on the sign-in page and sends it. */
export async function fillSignIn(page: Page, given: Pick<Person, 'email' | 'password'>): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(given.email);
  await page.getByLabel('Password', { exact: true }).fill(given.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Opens the link of the confirmation mail and gives the password once more, as the page asks. */
export async function confirmAddress(
  page: Page,
  { password }: Pick<Person, 'password'>,
  inbox: Mailbox,
): Promise<void> {
  const { links } = await inbox.waitFor(/confirm your address/i);
  await page.goto(links.find((link) => link.includes('/confirm')) ?? '');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Confirm and sign in' }).click();
}

/** Makes an account whose address is confirmed, and leaves the page signed in. */
export async function signUp(page: Page, person: Person, inbox: Mailbox): Promise<void> {
  await page.goto('/en/sign-up');
  await fillSignUp(page, person);
  await confirmAddress(page, person, inbox);
  await expect(page.getByRole('heading', { name: 'My learning', level: 1 })).toBeVisible();
}
