import type { Check } from '@/server/domains/content/contract';
import { questionFlaws } from '@/server/domains/content/contract/quiz';
import type { LessonKind } from '@/server/domains/content/contract/settings';
import { filesOf } from '@/server/domains/content/rules/settings';
import { isTeachable, type LessonContent } from '@/server/domains/content/rules/teachable';
import { type FileFacts, findFiles } from '@/server/domains/media';
import type { Conn } from '@/server/platform/db';

/** A lesson with what it says. */
export type Looked = LessonContent & { readonly id: string; readonly kind: LessonKind };

/** What lessons of one kind can lack: the check, the kinds it is for, and whether one lacks it. */
type KindCheck = {
  readonly check: Check;
  readonly kinds: readonly LessonKind[];
  readonly lacks: (lesson: Looked, files: ReadonlyMap<string, FileFacts>) => boolean;
  /** Advice only, also for lessons that learners see. */
  readonly isAdvice?: boolean;
};

const isReady = (id: string, files: ReadonlyMap<string, FileFacts>) => files.get(id)?.status === 'ready';

const kindChecks: readonly KindCheck[] = [
  {
    check: 'transcripts',
    kinds: ['audio'],
    // What is said can also be read in the lesson itself.
    lacks: ({ assetId, bodyMd }, files) =>
      assetId !== null && bodyMd.trim() === '' && files.get(assetId)?._count.captions === 0,
  },
  {
    check: 'files',
    kinds: ['video', 'audio', 'document', 'download'],
    lacks: (lesson, files) =>
      !(isTeachable(lesson) && filesOf(lesson.settings, lesson.assetId).every((id) => isReady(id, files))),
  },
  { check: 'frames', kinds: ['embed'], lacks: (lesson) => !isTeachable(lesson) },
  { check: 'dates', kinds: ['live'], lacks: (lesson) => !isTeachable(lesson) },
  {
    check: 'joining',
    kinds: ['live'],
    lacks: ({ settings }) =>
      settings.kind === 'live' && settings.startsAt !== null && settings.joinUrl === '',
    isAdvice: true,
  },
  {
    check: 'questions',
    kinds: ['quiz'],
    lacks: ({ settings }) =>
      settings.kind === 'quiz' &&
      (settings.questions.length === 0 || settings.questions.some((one) => questionFlaws(one).length > 0)),
  },
];

/** One check with the lessons that fail it. */
export type Failing = { readonly check: Check; readonly isAdvice: boolean; readonly ids: readonly string[] };

/** Returns the checks that the kinds of some lessons bring, each with the lessons that fail it. */
export async function checksOfKinds(conn: Conn, lessons: readonly Looked[]): Promise<Failing[]> {
  const present = new Set(lessons.map(({ kind }) => kind));
  const files = await findFiles(
    conn,
    lessons.flatMap(({ settings, assetId }) => filesOf(settings, assetId)),
  );
  return kindChecks
    .filter(({ kinds }) => kinds.some((kind) => present.has(kind)))
    .map(({ check, kinds, lacks, isAdvice = false }) => {
      const failing = lessons.filter((lesson) => kinds.includes(lesson.kind) && lacks(lesson, files));
      return { check, isAdvice, ids: failing.map(({ id }) => id) };
    });
}
