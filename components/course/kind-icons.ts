import type { IconName } from '@/components/ui/icon';
import type { LessonSummary } from '@/server/domains/content/contract';

/** The sign of each kind of lesson, the same in every outline. */
export const kindIcons: Readonly<Record<LessonSummary['kind'], IconName>> = {
  article: 'text',
  video: 'video',
  audio: 'audio',
  document: 'document',
  download: 'download',
  embed: 'frame',
  live: 'calendar',
  quiz: 'quiz',
  assignment: 'assignment',
};
