import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Somebody as an identity provider knows them. */
export interface Person {
  /** The same for the same address, after every restart. */
  readonly subject: string;
  readonly email: string;
  readonly isEmailVerified: boolean;
  readonly name: string;
}

const signInForm = z.object({
  email: z.email().transform((email) => email.toLowerCase()),
  name: z.string().trim().min(1).max(120),
  verified: z.literal('on').optional(),
});

/** Reads who signs in from the form of the sign-in page; null when it names nobody. */
export function personOf(form: URLSearchParams): Person | null {
  const given = signInForm.safeParse(Object.fromEntries(form));
  if (!given.success) return null;
  const { email, name, verified } = given.data;
  const subject = String(Number.parseInt(createHash('sha256').update(email).digest('hex').slice(0, 12), 16));
  return { subject, email, isEmailVerified: verified === 'on', name };
}

/** Whoever has signed in since the start. What is issued for them is worth nothing after a restart either. */
export class People {
  readonly #bySubject = new Map<string, Person>();

  remember(person: Person): void {
    this.#bySubject.set(person.subject, person);
  }

  find(subject: string): Person | undefined {
    return this.#bySubject.get(subject);
  }
}
