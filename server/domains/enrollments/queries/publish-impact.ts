import type { z } from 'zod';
import { getCurriculum, lessonsOf } from '@/server/domains/content';
import { requireCourse } from '@/server/domains/courses';
import type { byCourseSlug } from '@/server/domains/courses/contract';
import type { PublishImpact } from '@/server/domains/enrollments/contract';
import { countByCourse, countMoves } from '@/server/domains/enrollments/repo';
import type { UserContext } from '@/server/platform/context';

/**
 * Says what publishing the working copy of a course means for its learners, for whoever may change the course. However many
 * learners and lessons, the database counts.
 *
 * @throws AppError `courses/not_found`.
 */
export async function getPublishImpact(
  ctx: UserContext,
  input: z.output<typeof byCourseSlug>,
): Promise<PublishImpact> {
  const { id } = await requireCourse(ctx, input.courseSlug, 'content.edit');
  const [published, working, [counts]] = await Promise.all([
    getCurriculum(ctx.db, id),
    getCurriculum(ctx.db, id, 'working'),
    countByCourse(ctx.db, [id]),
  ]);
  const [before, after] = [published, working].map((one) => lessonsOf(one).map((lesson) => lesson.id));
  const moves = await countMoves(ctx.db, id, { before: before ?? [], after: after ?? [] });
  const [learners, finished] = [counts?._count._all ?? 0, counts?._count.completedAt ?? 0];
  const known = new Set(before);
  return {
    ...{ learners, finished, underWay: learners - finished, ...moves },
    newLessons: (after ?? []).filter((lessonId) => !known.has(lessonId)).length,
  };
}
