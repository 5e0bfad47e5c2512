import type { LessonSettings } from '@/server/domains/content/contract/settings';
import {
  isTextInVersions,
  selectVersionsWithAssets,
  selectVersionsWithText,
} from '@/server/domains/content/repo';
import { selectWrittenLessons } from '@/server/domains/content/repo/rewrite';
import { selectVersionsWithFiles } from '@/server/domains/content/repo/settings';
import { settingsOf, toWritten } from '@/server/domains/content/rules/settings';
import type { Conn } from '@/server/platform/db';

export { contentEvents } from '@/server/domains/content/events';
export {
  type Copy,
  findLessonTotals,
  getCurricula,
  getCurriculum,
  lessonsOf,
} from '@/server/domains/content/queries/curriculum';
export {
  findAssignment,
  findQuizWithKey,
  findSession,
  listSessions,
  type Session,
} from '@/server/domains/content/queries/lesson-settings';
export {
  findLesson,
  findLessonView,
  findVideoDurationMs,
} from '@/server/domains/content/queries/lesson-view';
export type { LessonFacts } from '@/server/domains/content/queries/seen-lesson';
export { findVersionLessonIds } from '@/server/domains/content/queries/version-lessons';
export { calendarFile } from '@/server/domains/content/rules/calendar';
export { mayHaveAttended } from '@/server/domains/content/rules/live-session';

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

/** Returns the lessons of any course whose words hold one of some addresses of files, each with the versions that do. */
export async function findLessonsWithText(
  conn: Conn,
  texts: readonly string[],
): Promise<{ courseId: string; title: string; bodies: string[] }[]> {
  if (texts.length === 0) return [];
  const lessons = new Map<string, { courseId: string; title: string; bodies: string[] }>();
  for (const { bodyMd, lesson } of await selectVersionsWithText(conn, texts)) {
    const { id, courseId, title } = lesson;
    const present = lessons.get(id) ?? { courseId, title, bodies: [] };
    lessons.set(id, { ...present, bodies: [...present.bodies, bodyMd] });
  }
  return [...lessons.values()];
}

export { rewriteOutline, type WantedSection } from '@/server/domains/content/commands/rewrite-outline';
export { selectLessonsElsewhere } from '@/server/domains/content/repo/rewrite';
export { filesOf } from '@/server/domains/content/rules/settings';
export { fileKindOf } from '@/server/domains/content/rules/teachable';

type Written = Awaited<ReturnType<typeof selectWrittenLessons>>[number];

/** Returns every lesson that is part of a course as its staff writes it. Staff only: settings hold keys and addresses. */
export async function listWrittenLessons(
  conn: Conn,
  courseId: string,
): Promise<(Written & { readonly settings: LessonSettings })[]> {
  const rows = await selectWrittenLessons(conn, courseId);
  return rows.map((row) => ({ ...row, settings: toWritten(settingsOf(row.kind, row.edited?.settings)) }));
}
export { copyLessons, insertCopyAfter } from '@/server/domains/content/commands/copy-lessons';
export { publishScheduled } from '@/server/domains/content/commands/publish-scheduled';
export { contentErrors } from '@/server/domains/content/errors';
/** Says whether the words of any lesson of any course hold a text, in any version. */
export async function isTextInLessons(conn: Conn, text: string): Promise<boolean> {
  return await isTextInVersions(conn, text);
}

export {
  findReleaseCourses,
  type ReleaseCourseFacts,
} from '@/server/domains/content/queries/release-courses';
export { countCohortRules, hasReleaseRules } from '@/server/domains/content/queries/release-plan';
export {
  type LearnerFacts,
  type LessonRelease,
  releasesOf,
} from '@/server/domains/content/rules/release/evaluate';
