import { z } from 'zod';

const claim = { sub: z.uuid(), sid: z.uuid(), sv: z.number().int() };

/** What a session cookie claims: whose session, which, and of which generation. */
export const claims = z.object({
  ...claim,
  /** Whose session to come back to, while somebody acts as another person. */
  back: z.object(claim).optional(),
});

/** @see claims */
export type Claims = z.infer<typeof claims>;
