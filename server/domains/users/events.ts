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
  /** What others see of a person is another now; the courses are those whose public pages name the person. */
  profileChanged: defineEvent(
    'user/profile.changed',
    z.object({
      userId: z.string(),
      courseIds: z.array(z.string()),
      /** Whether some of those courses are theirs. */
      isTeacher: z.boolean(),
      /** Whether an address of people leads somewhere else now. */
      hasMoved: z.boolean(),
    }),
  ),
  /** A person's picture is no longer theirs; its files are to be removed. */
  pictureDropped: defineEvent('user/picture.dropped', z.object({ userId: z.string(), key: z.string() })),
  /** Nothing personal is left; the courses are those whose public pages named the person. */
  erased: defineEvent('user/erased', z.object({ userId: z.string(), courseIds: z.array(z.string()) })),
} as const;
