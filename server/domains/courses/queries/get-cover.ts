import type { z } from 'zod';
import type { byCourseSlug, StudioCover } from '@/server/domains/courses/contract';
import { studioCoverOf } from '@/server/domains/courses/queries/covers';
import { requireCourse } from '@/server/domains/courses/queries/require-course';
import type { UserContext } from '@/server/platform/context';

/**
 * Returns the cover of a course for whoever may change it.
 *
 * @throws AppError `courses/not_found`.
 */
export async function getCover(ctx: UserContext, input: z.output<typeof byCourseSlug>): Promise<StudioCover> {
  const course = await requireCourse(ctx, input.courseSlug, 'content.edit');
  return await studioCoverOf(ctx.db, course.id);
}
