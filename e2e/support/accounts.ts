import type { Page } from '@playwright/test';
import { press, type } from './keyboard';
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

/** Fills in the form on the sign-up page and sends it. */
export async function fillSignUp(page: Page, { name, email, password }: Person): Promise<void> {
  await type(page.getByRole('textbox', { name: 'Your name' }), name);
  await type(page.getByRole('textbox', { name: 'E-mail address' }), email);
  await type(page.getByLabel('Password', { exact: true }), password);
  await press(page.getByRole('button', { name: 'Create account' }));
  await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeFocused();
}

/** Fills in the form on the sign-in page and sends it. */
export async function fillSignIn(page: Page, given: Pick<Person, 'email' | 'password'>): Promise<void> {
  await type(page.getByRole('textbox', { name: 'E-mail address' }), given.email);
  await type(page.getByLabel('Password', { exact: true }), given.password);
  await press(page.getByRole('button', { name: 'Sign in', exact: true }));
}

/** Opens the link of the confirmation mail and gives the password once more, as the page asks. */
export async function confirmAddress(
  page: Page,
  { password }: Pick<Person, 'password'>,
  inbox: Mailbox,
): Promise<void> {
  const { links } = await inbox.waitFor(/confirm your address/i);
  await page.goto(links.find((link) => link.includes('/confirm')) ?? '');
  await type(page.getByLabel('Password', { exact: true }), password);
  await press(page.getByRole('button', { name: 'Confirm and sign in' }));
}

/** Makes an account whose address is confirmed, and leaves the page signed in. */
export async function signUp(page: Page, person: Person, inbox: Mailbox): Promise<void> {
  await page.goto('/en/sign-up');
  await fillSignUp(page, person);
  await confirmAddress(page, person, inbox);
  await expect(page.getByRole('heading', { name: 'My learning', level: 1 })).toBeVisible();
}
