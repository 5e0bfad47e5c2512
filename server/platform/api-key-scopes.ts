/**
 * What an API key can be good for: a closed list, from which its owner chooses. Which procedures each opens is said by
 * `server/trpc/api-key-procedures.ts`; beyond them a key opens nothing, whatever its owner may do.
 */
export const apiKeyScopes = [
  /** Read courses from the inside: details, outline, texts, quizzes. */
  'courses.read',
  /** Change courses that are there, and begin new ones. */
  'courses.write',
  /** Show courses to everybody, or to nobody new. */
  'courses.publish',
  /** List and fetch the files of courses. */
  'media.read',
  /** Bring in files, their captions and what pictures show. */
  'media.write',
  /** Read one's own enrolments and certificates. */
  'learning.read',
] as const;

/** One of {@link apiKeyScopes}. */
export type ApiKeyScope = (typeof apiKeyScopes)[number];
