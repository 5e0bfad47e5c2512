import type { Curriculum, LessonSummary, LessonView } from '@/server/domains/content/contract';
import {
  selectLesson,
  selectLessonBySlug,
  selectLessons,
  selectVersionsWithAssets,
  selectVersionsWithText,
  sumLessons,
} from '@/server/domains/content/repo';
import { selectWrittenLessons } from '@/server/domains/content/repo/rewrite';
import { readingMinutes } from '@/server/domains/content/rules/reading-time';
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

/** Returns the length of a lesson's video as the server measured it, in ms; null when it has none. */
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
  return { ...toSummary(row), bodyMd: row.publishedVersion?.bodyMd ?? '', video };
}

/** A lesson that shows a file, in any of its versions: an older one can be published again. */
export type LessonWithAsset = {
  readonly assetId: string;
  readonly courseId: string;
  readonly lessonTitle: string;
};

/** Returns the lessons that show one of some files, each lesson once for each file. */
export async function findLessonsWithAssets(
  conn: Conn,
  assetIds: readonly string[],
): Promise<LessonWithAsset[]> {
  if (assetIds.length === 0) return [];
  const found = new Map<string, LessonWithAsset>();
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

export { rewriteOutline, type WantedSection } from '@/server/domains/content/commands/rewrite-outline';
export { contentEvents } from '@/server/domains/content/events';
export { selectLessonsElsewhere } from '@/server/domains/content/repo/rewrite';

type Written = Awaited<ReturnType<typeof selectWrittenLessons>>[number];

/** Returns every lesson that is part of a course as its staff writes it; `isReadingTime` when its time is that of its words. */
export async function listWrittenLessons(
  conn: Conn,
  courseId: string,
): Promise<(Written & { readonly isReadingTime: boolean })[]> {
  const rows = await selectWrittenLessons(conn, courseId);
  return rows.map((row) => ({
    ...row,
    isReadingTime: row.kind === 'article' && row.minutes === readingMinutes(row.edited?.bodyMd ?? ''),
  }));
}
