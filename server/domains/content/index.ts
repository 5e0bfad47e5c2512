import type { Curriculum, LessonSummary, LessonView } from '@/server/domains/content/contract';
import type { LessonPart } from '@/server/domains/content/contract/parts';
import { type QuizQuestion, questionFlaws } from '@/server/domains/content/contract/quiz';
import { partOf } from '@/server/domains/content/queries/lesson-part';
import {
  selectLesson,
  selectLessonBySlug,
  selectLessons,
  selectVersionsWithAssets,
  selectVersionsWithText,
  sumLessons,
} from '@/server/domains/content/repo';
import { selectSessions, selectVersionsWithFiles } from '@/server/domains/content/repo/settings';
import type { SessionTimes } from '@/server/domains/content/rules/live-session';
import { settingsOf } from '@/server/domains/content/rules/settings';
import { listSections } from '@/server/domains/courses';
import { findDurationMs, findPlayableVideo, type Reader } from '@/server/domains/media';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import type { Conn } from '@/server/platform/db';

/** A lesson as other domains know it. */
export type LessonFacts = LessonSummary & { readonly courseId: string };

type LessonRow = NonNullable<Awaited<ReturnType<typeof selectLesson>>>;

function toSummary(row: Omit<LessonRow, 'publishedVersion'>): LessonSummary {
  const { id, slug, title, kind, minutes, isPreview } = row;
  return { id, slug, title, kind, minutes, isPreview };
}

/**
 * Returns the outlines of courses: sections in order, each with its published lessons in order. However many courses,
 * it is two reads.
 */
export async function getCurricula(
  conn: Conn,
  courseIds: readonly string[],
): Promise<ReadonlyMap<string, Curriculum>> {
  const [sections, rows] = await Promise.all([listSections(conn, courseIds), selectLessons(conn, courseIds)]);
  const lessons = new Map<string, LessonSummary[]>();
  for (const row of rows) {
    const own = lessons.get(row.sectionId) ?? [];
    own.push(toSummary(row));
    lessons.set(row.sectionId, own);
  }
  return new Map(
    courseIds.map((courseId) => {
      const own = sections.filter((section) => section.courseId === courseId);
      return [
        courseId,
        {
          sections: own.map(({ id, title }) => ({
            id,
            title,
            lessons: lessons.get(id) ?? [],
          })),
        },
      ];
    }),
  );
}

/** Returns the outline of one course, as {@link getCurricula}. */
export async function getCurriculum(conn: Conn, courseId: string): Promise<Curriculum> {
  const curricula = await getCurricula(conn, [courseId]);
  return curricula.get(courseId) ?? { sections: [] };
}

/** Lists the lessons of a curriculum in order. */
export function lessonsOf(curriculum: Curriculum): LessonSummary[] {
  return curriculum.sections.flatMap((section) => section.lessons);
}

/** Returns how many published lessons each course has and how long they take; courses without lessons are absent. */
export async function findLessonTotals(
  conn: Conn,
  courseIds: readonly string[],
): Promise<ReadonlyMap<string, { lessonCount: number; minutes: number }>> {
  if (courseIds.length === 0) return new Map();
  const rows = await sumLessons(conn, courseIds);
  return new Map(
    rows.map((row) => [row.courseId, { lessonCount: row._count._all, minutes: row._sum.minutes ?? 0 }]),
  );
}

/** Returns a lesson's facts, or null when there is no such published lesson. */
export async function findLesson(conn: Conn, lessonId: string): Promise<LessonFacts | null> {
  const row = await selectLesson(conn, lessonId);
  return row === null ? null : { ...toSummary(row), courseId: row.courseId };
}

/** Returns the length of a lesson's video or recording as the server measured it, in ms; null when it has none. */
export async function findVideoDurationMs(conn: Conn, lessonId: string): Promise<number | null> {
  const row = await selectLesson(conn, lessonId);
  const assetId = row?.publishedVersion?.assetId ?? null;
  return assetId === null ? null : await findDurationMs(conn, assetId);
}

/**
 * Returns a lesson with its content, or null when the course has no published lesson of this address. The caller has checked that
 * the reader may see it.
 */
export async function findLessonView(
  conn: Conn,
  objectStore: ObjectStore,
  place: { courseId: string; lessonSlug: string },
  reader: Reader,
): Promise<LessonView | null> {
  const row = await selectLessonBySlug(conn, place.courseId, place.lessonSlug);
  if (row === null) return null;
  const assetId = row.publishedVersion?.assetId ?? null;
  const video = assetId === null ? null : await findPlayableVideo(conn, objectStore, assetId, reader);
  const settings = settingsOf(row.kind, row.publishedVersion?.settings);
  const { id, courseId, title } = row;
  const part = await partOf(conn, objectStore, { id, courseId, title, assetId, settings }, reader);
  return { ...toSummary(row), bodyMd: row.publishedVersion?.bodyMd ?? '', video, part };
}

/**
 * Returns the questions of a quiz that learners can be asked, in order, and when it is passed; null when there is no such
 * published quiz. It holds the key: for marking, and for states of questions that attempts are made of.
 */
export async function findQuizWithKey(
  conn: Conn,
  lessonId: string,
): Promise<{ passPercent: number; questions: QuizQuestion[] } | null> {
  const row = await selectLesson(conn, lessonId);
  const settings = row === null ? null : settingsOf(row.kind, row.publishedVersion?.settings);
  if (settings?.kind !== 'quiz') return null;
  const { passPercent, questions } = settings;
  return { passPercent, questions: questions.filter((question) => questionFlaws(question).length === 0) };
}

/** What an assignment asks for, and until when. */
export type AssignmentFacts = Extract<LessonPart, { kind: 'assignment' }>;

/** Returns what a published assignment asks for, or null. */
export async function findAssignment(conn: Conn, lessonId: string): Promise<AssignmentFacts | null> {
  const row = await selectLesson(conn, lessonId);
  const settings = row === null ? null : settingsOf(row.kind, row.publishedVersion?.settings);
  if (settings?.kind !== 'assignment') return null;
  const { kind, dueAt, timeZone, accepts, completesOn } = settings;
  return { kind, dueAt: dueAt === null ? null : new Date(dueAt), timeZone, accepts, completesOn };
}

/** A live session that is announced. */
export type Session = SessionTimes & {
  readonly lessonId: string;
  readonly courseId: string;
  readonly slug: string;
  readonly title: string;
  readonly startsAt: Date;
  readonly sequence: number;
};

function toSession(row: {
  readonly id: string;
  readonly courseId: string;
  readonly slug: string;
  readonly title: string;
  readonly settings: unknown;
}): Session | null {
  const settings = settingsOf('live', row.settings);
  if (settings.kind !== 'live' || settings.startsAt === null) return null;
  const { id: lessonId, courseId, slug, title } = row;
  const { minutes, isCancelled, sequence } = settings;
  const startsAt = new Date(settings.startsAt);
  return { ...{ lessonId, courseId, slug, title, minutes, isCancelled, sequence }, startsAt };
}

/** Returns a live session as it is now; null when there is no such published one, or its time is open. */
export async function findSession(conn: Conn, lessonId: string): Promise<Session | null> {
  const row = await selectLesson(conn, lessonId);
  if (row?.kind !== 'live') return null;
  return toSession({ ...row, settings: row.publishedVersion?.settings });
}

/** Returns the live sessions that begin in a span of time, soonest first, at most 500; cancelled ones are left out. */
export async function listSessions(
  conn: Conn,
  span: { readonly from: Date; readonly to: Date },
): Promise<Session[]> {
  return (await selectSessions(conn, span))
    .flatMap((row) => toSession(row) ?? [])
    .filter(({ isCancelled }) => !isCancelled);
}

/** A lesson that shows or offers a file, in any of its versions: an older one can be published again. */
export type LessonWithAsset = {
  readonly assetId: string;
  readonly courseId: string;
  readonly lessonTitle: string;
};

/** Returns the lessons that show or offer one of some files, each lesson once for each file. */
export async function findLessonsWithAssets(
  conn: Conn,
  assetIds: readonly string[],
): Promise<LessonWithAsset[]> {
  if (assetIds.length === 0) return [];
  const found = new Map<string, LessonWithAsset>();
  for (const { assetId, id, courseId, title } of await selectVersionsWithFiles(conn, assetIds)) {
    found.set(`${assetId}/${id}`, { assetId, courseId, lessonTitle: title });
  }
  for (const { assetId, lesson } of await selectVersionsWithAssets(conn, assetIds)) {
    if (assetId === null) continue;
    const { courseId, title: lessonTitle } = lesson;
    found.set(`${assetId}/${lesson.id}`, { assetId, courseId, lessonTitle });
  }
  return [...found.values()];
}

/** Returns the lessons of some courses whose words hold one of some texts, each with the versions that do. */
export async function findLessonsWithText(
  conn: Conn,
  courseIds: readonly string[],
  texts: readonly string[],
): Promise<{ courseId: string; title: string; bodies: string[] }[]> {
  if (courseIds.length === 0 || texts.length === 0) return [];
  const lessons = new Map<string, { courseId: string; title: string; bodies: string[] }>();
  for (const { bodyMd, lesson } of await selectVersionsWithText(conn, courseIds, texts)) {
    const { id, courseId, title } = lesson;
    const present = lessons.get(id) ?? { courseId, title, bodies: [] };
    lessons.set(id, { ...present, bodies: [...present.bodies, bodyMd] });
  }
  return [...lessons.values()];
}

export { contentEvents } from '@/server/domains/content/events';
export { calendarFile } from '@/server/domains/content/rules/calendar';
export { mayHaveAttended } from '@/server/domains/content/rules/live-session';
