import type { LessonSummary, LessonView } from '@/server/domains/content/contract';
import { type Copy, toSummary } from '@/server/domains/content/queries/curriculum';
import { selectLessonBySlug, selectUnversionedLesson } from '@/server/domains/content/repo';
import { selectSeenLesson, selectVersionLessonBySlug } from '@/server/domains/content/repo/versions';
import { findPublishedVersions } from '@/server/domains/courses';
import { findDurationMs, findPlayableVideo, type Reader } from '@/server/domains/media';
import type { Conn } from '@/server/platform/db';

/** A lesson as other domains know it. */
export type LessonFacts = LessonSummary & { readonly courseId: string };

type Found = LessonFacts & { readonly text: { readonly bodyMd: string; readonly assetId: string | null } };

type VersionRow = NonNullable<Awaited<ReturnType<typeof selectSeenLesson>>>;
type WorkingRow = NonNullable<Awaited<ReturnType<typeof selectLessonBySlug>>>;

function fromVersion(row: VersionRow | null): Found | null {
  if (row === null) return null;
  const { courseId } = row.courseVersion;
  return { ...toSummary({ ...row, id: row.lessonId }), courseId, text: row.lessonVersion };
}

function fromWorking(row: WorkingRow | null): Found | null {
  if (row === null || row.publishedVersion === null) return null;
  return { ...toSummary(row), courseId: row.courseId, text: row.publishedVersion };
}

async function findSeen(conn: Conn, lessonId: string): Promise<Found | null> {
  const frozen = fromVersion(await selectSeenLesson(conn, lessonId));
  return frozen ?? fromWorking(await selectUnversionedLesson(conn, lessonId));
}

async function findBySlug(conn: Conn, courseId: string, slug: string, copy: Copy): Promise<Found | null> {
  const versionId =
    copy === 'working' ? undefined : (await findPublishedVersions(conn, [courseId])).get(courseId);
  if (versionId === undefined) return fromWorking(await selectLessonBySlug(conn, courseId, slug));
  return fromVersion(await selectVersionLessonBySlug(conn, versionId, slug));
}

/** Returns a lesson's facts, or null when there is no such lesson that everybody sees. */
export async function findLesson(conn: Conn, lessonId: string): Promise<LessonFacts | null> {
  const found = await findSeen(conn, lessonId);
  if (found === null) return null;
  const { text: _, ...facts } = found;
  return facts;
}

/** Returns the length of a lesson's video as the server measured it, in ms; null when it has none. */
export async function findVideoDurationMs(conn: Conn, lessonId: string): Promise<number | null> {
  const assetId = (await findSeen(conn, lessonId))?.text.assetId ?? null;
  return assetId === null ? null : await findDurationMs(conn, assetId);
}

/**
 * Returns a lesson with its content, or null when this copy of the course has no lesson with words of this address. The
 * caller has checked that the reader may see it.
 */
export async function findLessonView(
  conn: Conn,
  place: { readonly courseId: string; readonly lessonSlug: string; readonly copy?: Copy },
  reader: Reader,
): Promise<LessonView | null> {
  const found = await findBySlug(conn, place.courseId, place.lessonSlug, place.copy ?? 'published');
  if (found === null) return null;
  const { assetId, bodyMd } = found.text;
  const video = assetId === null ? null : await findPlayableVideo(conn, assetId, reader);
  return { ...toSummary(found), bodyMd, video };
}
