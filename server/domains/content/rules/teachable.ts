import { questionFlaws } from '@/server/domains/content/contract/quiz';
import type { LessonKind, StoredSettings } from '@/server/domains/content/contract/settings';

/** All that a version of a lesson says. */
export type LessonContent = {
  readonly bodyMd: string;
  readonly assetId: string | null;
  readonly settings: StoredSettings;
};

/** Tells whether a lesson has what its kind is made of, so that it can be learnt from. */
export function isTeachable({ bodyMd, assetId, settings }: LessonContent): boolean {
  switch (settings.kind) {
    case 'article':
    case 'assignment':
      return bodyMd.trim() !== '';
    case 'video':
    case 'audio':
    case 'document':
      return assetId !== null;
    case 'download':
      return settings.files.length > 0;
    case 'embed':
      return settings.url !== '';
    case 'live':
      return settings.startsAt !== null;
    case 'quiz':
      return settings.questions.some((question) => questionFlaws(question).length === 0);
  }
}

/** The kinds that are one file. */
const fileKinds = { video: 'video', audio: 'audio', document: 'document' } as const;

/** Returns what the one file of a lesson has to be; null for kinds without one. */
export function fileKindOf(kind: LessonKind): 'video' | 'audio' | 'document' | null {
  return kind === 'video' || kind === 'audio' || kind === 'document' ? fileKinds[kind] : null;
}
