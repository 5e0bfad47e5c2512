import type { z } from 'zod';
import { findLessonsWithAssets, findLessonsWithText } from '@/server/domains/content';
import { findCourses, findCoversWithAssets, listCoursesOfStaff } from '@/server/domains/courses';
import type { assetUse } from '@/server/domains/library/contract';
import type { UserContext } from '@/server/platform/context';
import { isPublicKey, publicUrl } from '@/server/platform/public-key';

type Use = z.infer<typeof assetUse>;
type Found = { readonly assetId: string; readonly courseId: string; readonly lessonTitle: string | null };

/** A file to look for: a picture can also stand in an article, by its address. */
export type WantedAsset = { readonly id: string; readonly key: string };

async function inArticles(ctx: UserContext, assets: readonly WantedAsset[]): Promise<Found[]> {
  const pictures = assets.filter(({ key }) => isPublicKey(key));
  if (pictures.length === 0) return [];
  const taught = await listCoursesOfStaff(ctx.db, ctx.actor.userId);
  const courseIds = taught.map(({ id }) => id);
  const texts = pictures.map(({ key }) => publicUrl(key));
  const lessons = await findLessonsWithText(ctx.db, courseIds, texts);
  return pictures.flatMap(({ id, key }) =>
    lessons
      .filter(({ bodies }) => bodies.some((body) => body.includes(publicUrl(key))))
      .map(({ courseId, title }) => ({ assetId: id, courseId, lessonTitle: title })),
  );
}

/** Returns where each of some files is used, by the file's id: as a cover, as the video of a lesson, within an article. */
export async function findUses(
  ctx: UserContext,
  assets: readonly WantedAsset[],
): Promise<ReadonlyMap<string, Use[]>> {
  const ids = assets.map(({ id }) => id);
  const [covers, lessons, articles] = await Promise.all([
    findCoversWithAssets(ctx.db, ids),
    findLessonsWithAssets(ctx.db, ids),
    inArticles(ctx, assets),
  ]);
  const found: Found[] = [...covers.map((one) => ({ ...one, lessonTitle: null })), ...lessons, ...articles];
  const courses = await findCourses(
    ctx.db,
    found.map(({ courseId }) => courseId),
  );
  const uses = new Map<string, Use[]>();
  for (const { assetId, courseId, lessonTitle } of found) {
    const course = courses.get(courseId);
    if (course === undefined) continue;
    const use = { courseSlug: course.slug, courseTitle: course.title, lessonTitle };
    uses.set(assetId, [...(uses.get(assetId) ?? []), use]);
  }
  return uses;
}
