import type { z } from 'zod';
import type { byCourseSlug, CourseDetails } from '@/server/domains/courses/contract';
import { courseErrors } from '@/server/domains/courses/errors';
import { selectDetails, selectDetailsById } from '@/server/domains/courses/repo/details';
import { scopeOfCourses } from '@/server/domains/courses/repo/scope';
import type { UserContext } from '@/server/platform/context';
import type { Conn } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

type DetailsRow = Awaited<ReturnType<typeof selectDetailsById>>;

function toDetails(row: DetailsRow): CourseDetails {
  const { id, status, version, addresses, category, ...details } = row;
  return {
    ...{ courseId: id, status, version },
    details: { ...details, category: category.slug },
    formerSlugs: addresses.map((one) => one.slug).filter((slug) => slug !== row.slug),
  };
}

/** Returns the details of a course that the caller has been found to be allowed to change. */
export async function detailsOf(conn: Conn, courseId: string): Promise<CourseDetails> {
  return toDetails(await selectDetailsById(conn, courseId));
}

/**
 * Returns the details of a course for whoever may change them.
 *
 * @throws AppError `courses/not_found`, also for a course whose content the caller may not change.
 */
export async function getDetails(
  ctx: UserContext,
  input: z.output<typeof byCourseSlug>,
): Promise<CourseDetails> {
  const row = await selectDetails(ctx.db, input.courseSlug, scopeOfCourses(ctx.actor, 'content.edit'));
  if (row === null) throw new AppError(courseErrors.not_found);
  return toDetails(row);
}
