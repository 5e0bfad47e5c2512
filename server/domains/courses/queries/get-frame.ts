import type { z } from 'zod';
import { type byCourseSlug, type CourseFrame, coursePermissions } from '@/server/domains/courses/contract';
import { mayInCourse } from '@/server/domains/courses/policy';
import { requireCourse } from '@/server/domains/courses/queries/require-course';
import { selectPlace } from '@/server/domains/courses/repo/staff';
import type { UserContext } from '@/server/platform/context';

/**
 * Returns the frame of a course's pages, for everybody who may see it from the inside.
 *
 * @throws AppError `courses/not_found`.
 */
export async function getFrame(ctx: UserContext, input: z.output<typeof byCourseSlug>): Promise<CourseFrame> {
  const { id, slug, title, status, visibility, reviewRequests } = await requireCourse(
    ctx,
    input.courseSlug,
    'course.read',
  );
  const isInReview = reviewRequests.length > 0;
  const place = await selectPlace(ctx.db, id, ctx.actor.userId);
  const may = coursePermissions.filter((permission) => mayInCourse(ctx.actor, place, permission, isInReview));
  return { slug, title, status, visibility, isInReview, may };
}
