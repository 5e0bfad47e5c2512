import type { Page } from '@playwright/test';
import { z } from 'zod';
import { press, type } from './keyboard';
import type { Mailbox } from './mailbox';
import { expect } from './test';
import { Visitor } from './visitor';

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

const confirmation = /confirm your address/i;

const learning = (page: Page) => page.getByRole('heading', { name: 'My learning', level: 1 });
/** A learner of the demonstration school. */
export const demoLearner = { email: 'learner@lyceum.test', password: 'learn-something-new' };

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
  const { links } = await inbox.waitFor(confirmation);
  await page.goto(links.find((link) => link.includes('/confirm')) ?? '');
  await type(page.getByLabel('Password', { exact: true }), password);
  await press(page.getByRole('button', { name: 'Confirm and sign in' }));
}

/** Makes an account as people do, by the forms, and leaves the page signed in. */
export async function signUpByForm(page: Page, person: Person, inbox: Mailbox): Promise<void> {
  await page.goto('/en/sign-up');
  await fillSignUp(page, person);
  await confirmAddress(page, person, inbox);
  await expect(learning(page)).toBeVisible();
}

/**
 * Makes an account whose address is confirmed, and leaves the page signed in. It sends what the forms send, without their
 * pages: for tests that begin where signing up ends.
 */
export async function signUp(page: Page, person: Person, inbox: Mailbox): Promise<void> {
  const { origin } = new URL(process.env['BASE_URL'] ?? '');
  const visitor = new Visitor(page.request, origin);
  const { name, email, password } = person;
  await visitor.write('auth.register', { name, email, password, locale: 'en' }, z.unknown());
  const { links } = await inbox.waitFor(confirmation);
  const link = links.find((one) => one.includes('/confirm')) ?? '';
  const token = new URL(link).searchParams.get('token') ?? '';
  expect(await visitor.enter('verification', { token, password })).toBeNull();
  await page.goto('/en/learn');
  await expect(learning(page)).toBeVisible();
}
