import { z } from 'zod';

/** A mail address as we keep it: trimmed and in lower case. */
export const emailAddress = z.string().trim().toLowerCase().max(254).pipe(z.email());

/** A person's name as they write it themselves. */
export const personName = z.string().trim().min(1).max(80);

/** A person's name in addresses: lower case, digits, single hyphens between them. */
export const handle = z
  .string()
  .trim()
  .toLowerCase()
  .min(3)
  .max(30)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** Where a person's picture is, square, as large as it is kept and as small as lists need it. */
export const pictureView = z.object({ large: z.string(), small: z.string() });

/** @see pictureView */
export type PictureView = z.infer<typeof pictureView>;

/** What anyone may know of a person who teaches. */
export const publicPerson = z.object({
  id: z.string(),
  name: z.string(),
  handle: z.string().nullable(),
  headline: z.string(),
  bio: z.string(),
  picture: pictureView.nullable(),
});

/** @see publicPerson */
export type PublicPerson = z.infer<typeof publicPerson>;
