import type { LessonSummary } from '@/server/domains/content/contract';
import { type Copy, toSummary } from '@/server/domains/content/queries/curriculum';
import {
  selectLessonBySlug,
  selectUnversionedLesson,
  selectWorkingLesson,
} from '@/server/domains/content/repo';
import { selectSeenLesson, selectVersionLessonBySlug } from '@/server/domains/content/repo/versions';
import { findPublishedVersions } from '@/server/domains/courses';
import type { Conn } from '@/server/platform/db';

/** A lesson as other domains know it. */
export type LessonFacts = LessonSummary & { readonly courseId: string };

/** A lesson with all that it says: staff only, as it may hold keys. */
export type FoundLesson = LessonFacts & {
  readonly text: { readonly bodyMd: string; readonly assetId: string | null; readonly settings: unknown };
};

type VersionRow = NonNullable<Awaited<ReturnType<typeof selectSeenLesson>>>;
type WorkingRow = NonNullable<Awaited<ReturnType<typeof selectLessonBySlug>>>;

function fromVersion(row: VersionRow | null): FoundLesson | null {
  if (row === null) return null;
  const { courseId } = row.courseVersion;
  return { ...toSummary({ ...row, id: row.lessonId }), courseId, text: row.lessonVersion };
}

function fromWorking(row: WorkingRow | null): FoundLesson | null {
  if (row === null || row.publishedVersion === null) return null;
  return { ...toSummary(row), courseId: row.courseId, text: row.publishedVersion };
}

/** Returns a lesson of one side of its course, or null when there is none. */
export async function findById(conn: Conn, lessonId: string, copy: Copy): Promise<FoundLesson | null> {
  if (copy === 'working') return fromWorking(await selectWorkingLesson(conn, lessonId));
  const frozen = fromVersion(await selectSeenLesson(conn, lessonId));
  return frozen ?? fromWorking(await selectUnversionedLesson(conn, lessonId));
}

/** Returns a lesson of one side of a course by its address, or null when there is none. */
export async function findBySlug(
  conn: Conn,
  courseId: string,
  slug: string,
  copy: Copy,
): Promise<FoundLesson | null> {
  const versionId =
    copy === 'working' ? undefined : (await findPublishedVersions(conn, [courseId])).get(courseId);
  if (versionId === undefined) return fromWorking(await selectLessonBySlug(conn, courseId, slug));
  return fromVersion(await selectVersionLessonBySlug(conn, versionId, slug));
}
