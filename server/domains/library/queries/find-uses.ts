import type { z } from 'zod';
import { findLessonsWithAssets, findLessonsWithText } from '@/server/domains/content';
import {
  filterCourses,
  findCourses,
  findCoversWithAssets,
  findDescriptionsWithText,
} from '@/server/domains/courses';
import type { assetUse } from '@/server/domains/library/contract';
import type { UserContext } from '@/server/platform/context';
import { isPublicKey, publicUrl } from '@/server/platform/public-key';

type Use = z.infer<typeof assetUse>;
type Found = {
  readonly assetId: string;
  readonly courseId: string;
  readonly part: Use['part'];
  readonly lessonTitle: string | null;
};

/** A file to look for: a picture can also stand in a text, by its address. */
export type WantedAsset = { readonly id: string; readonly key: string };

async function inTexts(ctx: UserContext, assets: readonly WantedAsset[]): Promise<Found[]> {
  const pictures = assets.filter(({ key }) => isPublicKey(key));
  const texts = pictures.map(({ key }) => publicUrl(key));
  const [lessons, descriptions] = await Promise.all([
    findLessonsWithText(ctx.db, texts),
    findDescriptionsWithText(ctx.db, texts),
  ]);
  return pictures.flatMap(({ id: assetId, key }) => [
    ...descriptions
      .filter(({ descriptionMd }) => descriptionMd.includes(publicUrl(key)))
      .map(({ courseId }) => ({ assetId, courseId, part: 'description' as const, lessonTitle: null })),
    ...lessons
      .filter(({ bodies }) => bodies.some((body) => body.includes(publicUrl(key))))
      .map(({ courseId, title }) => ({ assetId, courseId, part: 'lesson' as const, lessonTitle: title })),
  ]);
}

/**
 * Returns where each of some files is used, in whoever's course, by the file's id: as a cover, as the video of a lesson, within
 * an article or a description. Of courses that are none of the caller's nothing is said but that.
 */
export async function findUses(
  ctx: UserContext,
  assets: readonly WantedAsset[],
): Promise<ReadonlyMap<string, Use[]>> {
  const ids = assets.map(({ id }) => id);
  const [covers, lessons, texts] = await Promise.all([
    findCoversWithAssets(ctx.db, ids),
    findLessonsWithAssets(ctx.db, ids),
    inTexts(ctx, assets),
  ]);
  const found: Found[] = [
    ...covers.map((one) => ({ ...one, part: 'cover' as const, lessonTitle: null })),
    ...lessons.map((one) => ({ ...one, part: 'lesson' as const })),
    ...texts,
  ];
  const courseIds = [...new Set(found.map(({ courseId }) => courseId))];
  const [courses, own] = await Promise.all([
    findCourses(ctx.db, courseIds),
    filterCourses(ctx.db, ctx.actor, courseIds, 'course.read'),
  ]);
  const uses = new Map<string, Use[]>();
  for (const { assetId, courseId, part, lessonTitle } of found) {
    const course = own.has(courseId) ? courses.get(courseId) : undefined;
    const use: Use =
      course === undefined
        ? { part, course: null, lessonTitle: null }
        : { part, course: { slug: course.slug, title: course.title }, lessonTitle };
    uses.set(assetId, [...(uses.get(assetId) ?? []), use]);
  }
  return uses;
}
