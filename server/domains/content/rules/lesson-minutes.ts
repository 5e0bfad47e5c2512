import { readingMinutes } from '@/server/domains/content/rules/reading-time';
import type { LessonContent } from '@/server/domains/content/rules/teachable';

/** What things take that nobody has said the time of, in minutes: guesses, told as such in the studio. */
const guesses = { document: 10, download: 5, embed: 5, assignment: 60 } as const;

const minuteMs = 60_000;

/** Returns how long the part of a lesson beside its words takes. */
function ownMinutes({ settings }: LessonContent, durationMs: number | null): number {
  switch (settings.kind) {
    case 'article':
      return 0;
    case 'video':
    case 'audio':
      return Math.ceil((durationMs ?? 0) / minuteMs);
    case 'live':
      return settings.minutes;
    case 'quiz':
      return settings.questions.length;
    case 'document':
    case 'download':
    case 'embed':
    case 'assignment':
      return guesses[settings.kind];
  }
}

/**
 * Returns how many minutes a lesson takes, at least one: what its author says, else what its words and its part take.
 *
 * @param durationMs of its video or recording; null while that is not known.
 */
export function lessonMinutes(content: LessonContent, durationMs: number | null): number {
  const { settings, bodyMd } = content;
  const said = 'minutes' in settings ? settings.minutes : null;
  if (said !== null && settings.kind !== 'live') return said;
  const reading = bodyMd.trim() === '' ? 0 : readingMinutes(bodyMd);
  return Math.max(1, ownMinutes(content, durationMs) + reading);
}
