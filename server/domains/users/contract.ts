import { z } from 'zod';

/** A mail address as we keep it: trimmed and in lower case. */
export const emailAddress = z.string().trim().toLowerCase().max(254).pipe(z.email());

/** A person's name as they write it themselves. */
export const personName = z.string().trim().min(1).max(80);

/** What anyone may know of a person who teaches. */
export const publicPerson = z.object({
  id: z.string(),
  name: z.string(),
  handle: z.string().nullable(),
  headline: z.string(),
  bio: z.string(),
});

/** @see publicPerson */
export type PublicPerson = z.infer<typeof publicPerson>;
