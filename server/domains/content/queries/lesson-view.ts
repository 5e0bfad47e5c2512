import type { LessonView } from '@/server/domains/content/contract';
import { type Copy, toSummary } from '@/server/domains/content/queries/curriculum';
import { partOf } from '@/server/domains/content/queries/lesson-part';
import { findById, findBySlug, type LessonFacts } from '@/server/domains/content/queries/seen-lesson';
import { settingsOf } from '@/server/domains/content/rules/settings';
import { findDurationMs, findPlayableVideo, type Reader } from '@/server/domains/media';
import type { Conn } from '@/server/platform/db';

/** Returns a lesson's facts, or null when this side of its course, usually what everybody sees, has no such lesson. */
export async function findLesson(
  conn: Conn,
  lessonId: string,
  copy: Copy = 'published',
): Promise<LessonFacts | null> {
  const found = await findById(conn, lessonId, copy);
  if (found === null) return null;
  const { text: _, ...facts } = found;
  return facts;
}

/** Returns the length of a lesson's video or recording as the server measured it, in ms; null when it has none. */
export async function findVideoDurationMs(conn: Conn, lessonId: string): Promise<number | null> {
  const assetId = (await findById(conn, lessonId, 'published'))?.text.assetId ?? null;
  return assetId === null ? null : await findDurationMs(conn, assetId);
}

/**
 * Returns a lesson with its content, or null when this copy of the course has no such lesson that has what its kind needs.
 * The caller has checked that the reader may see it.
 */
export async function findLessonView(
  conn: Conn,
  place: { readonly courseId: string; readonly lessonSlug: string; readonly copy?: Copy },
  reader: Reader,
): Promise<LessonView | null> {
  const { courseId, lessonSlug, copy = 'published' } = place;
  const found = await findBySlug(conn, courseId, lessonSlug, copy);
  if (found === null) return null;
  const { id, title, kind, text } = found;
  const { assetId, bodyMd } = text;
  const settings = settingsOf(kind, text.settings);
  const [video, part] = await Promise.all([
    assetId === null ? null : findPlayableVideo(conn, assetId, reader),
    partOf(conn, { id, courseId, title, assetId, settings, copy }, reader),
  ]);
  return { ...toSummary(found), bodyMd, video, part };
}
