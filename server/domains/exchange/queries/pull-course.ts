import type { z } from 'zod';
import { findCourseFor, requireCourse } from '@/server/domains/courses';
import type { byCourseId, CourseFiles, pulled, pullInput } from '@/server/domains/exchange/contract';
import { readDocument } from '@/server/domains/exchange/queries/read-document';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import type { UserContext } from '@/server/platform/context';
import { AppError, platformErrors } from '@/server/platform/errors';

/** How long an address of a file works, in seconds: long enough to fetch a long film over a slow line once it has begun. */
const linkSeconds = 3_600;

/**
 * Returns a whole course for whoever may change it; by an id that no course has, that it would be new.
 *
 * @throws AppError `courses/not_found`; `exchange/too_large`.
 */
export async function pullCourse(
  ctx: UserContext,
  input: z.output<typeof pullInput>,
): Promise<z.infer<typeof pulled>> {
  const course =
    'courseSlug' in input
      ? await requireCourse(ctx, input.courseSlug, 'content.edit')
      : await findCourseFor(ctx, input.courseId, 'content.edit');
  if (course === null) return { outcome: 'new' };
  const { document, version } = await readDocument(ctx.db, course.id);
  return { outcome: 'found', document, version };
}

/**
 * Returns where to fetch the files that a course shows, as they were uploaded, for whoever may change the course.
 *
 * @throws AppError `courses/not_found`; `platform/not_found` when there is no such course.
 */
export async function listCourseFiles(
  ctx: UserContext & { readonly objectStore: ObjectStore },
  { courseId }: z.output<typeof byCourseId>,
): Promise<CourseFiles> {
  const course = await findCourseFor(ctx, courseId, 'content.edit');
  if (course === null) throw new AppError(platformErrors.not_found);
  const { files } = await readDocument(ctx.db, course.id);
  const sign = async (key: string) =>
    await ctx.objectStore.presignGet(key, { expiresInSeconds: linkSeconds });
  const items = files.map(async ({ id: assetId, hash, bytes, key, captions }) => ({
    ...{ hash, assetId, bytes, url: await sign(key) },
    captions: await Promise.all(
      captions.map(async (one) => ({ language: one.locale, url: await sign(one.key) })),
    ),
  }));
  return { items: await Promise.all(items) };
}
