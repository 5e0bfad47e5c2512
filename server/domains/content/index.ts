import {
  isTextInVersions,
  selectVersionsWithAssets,
  selectVersionsWithText,
} from '@/server/domains/content/repo';
import type { Conn } from '@/server/platform/db';

export {
  type Copy,
  findLessonTotals,
  getCurricula,
  getCurriculum,
  lessonsOf,
} from '@/server/domains/content/queries/curriculum';
export {
  findLesson,
  findLessonView,
  findVideoDurationMs,
  type LessonFacts,
} from '@/server/domains/content/queries/lesson-view';
export { findVersionLessonIds } from '@/server/domains/content/queries/version-lessons';

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

/** Says whether the words of any lesson of any course hold a text, in any version. */
export async function isTextInLessons(conn: Conn, text: string): Promise<boolean> {
  return await isTextInVersions(conn, text);
}
