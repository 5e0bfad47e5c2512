import { z } from 'zod';
import { defineEvent } from '@/server/platform/events';

const aboutUser = z.object({ userId: z.string() });

/** What happens to people. */
export const userEvents = {
  registered: defineEvent('user/registered', aboutUser),
  /** A person is kept out from now on; why is with their account. */
  suspended: defineEvent('user/suspended', aboutUser),
  /** A person who was kept out may come in again. */
  restored: defineEvent('user/restored', aboutUser),
  /** Nothing personal is left; the courses are those whose public pages named the person. */
  erased: defineEvent('user/erased', z.object({ userId: z.string(), courseIds: z.array(z.string()) })),
} as const;
