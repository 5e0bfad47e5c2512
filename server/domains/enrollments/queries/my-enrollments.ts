import type { z } from 'zod';
import { getCurricula } from '@/server/domains/content';
import { type CourseFacts, findCourses, findCovers } from '@/server/domains/courses';
import type { EnrollmentList, EnrollmentView, listMineInput } from '@/server/domains/enrollments/contract';
import { findFinished, toNewSince } from '@/server/domains/enrollments/queries/new-since';
import { findStandings } from '@/server/domains/enrollments/queries/releases';
import { selectEnrollment, selectEnrollmentsOf } from '@/server/domains/enrollments/repo';
import { lessonToContinue, newSince, progressOf } from '@/server/domains/enrollments/rules/course-progress';
import type { UserContext } from '@/server/platform/context';
import { decodeCursor, pageOf } from '@/server/platform/cursor';

type EnrollmentRow = NonNullable<Awaited<ReturnType<typeof selectEnrollment>>>;

/** Returns the caller's own enrollment in a course with its progress, or null when they have none or lost it. */
export async function findMine(
  ctx: UserContext,
  input: { courseId: string },
): Promise<EnrollmentView | null> {
  const enrollment = await selectEnrollment(ctx.db, ctx.actor.userId, input.courseId);
  if (enrollment === null || enrollment.revokedAt !== null) return null;
  const [view] = await toViews(ctx, [enrollment]);
  return view ?? null;
}

/** Returns a page of the caller's courses, latest activity first. */
export async function listMine(
  ctx: UserContext,
  input: z.output<typeof listMineInput>,
): Promise<EnrollmentList> {
  const cursor = decodeCursor(input.cursor);
  const after = cursor === null ? null : { lastActivityAt: cursor.at, id: cursor.id };
  const rows = await selectEnrollmentsOf(ctx.db, ctx.actor.userId, after, input.limit + 1);
  const page = pageOf(rows, input.limit, (row) => ({ at: row.lastActivityAt, id: row.id }));
  const courses = await findCourses(
    ctx.db,
    page.items.map((row) => row.courseId),
  );
  const [views, covers] = await Promise.all([
    toViews(ctx, page.items, courses),
    findCovers(ctx.db, [...courses.values()]),
  ]);
  const items = views.map((view) => ({
    ...view,
    cover: covers.get(view.courseId) ?? null,
  }));
  return { items, nextCursor: page.nextCursor };
}

async function toViews(
  { db, clock }: UserContext,
  rows: readonly EnrollmentRow[],
  known?: ReadonlyMap<string, CourseFacts>,
): Promise<EnrollmentView[]> {
  const courseIds = rows.map((row) => row.courseId);
  const [courses, curricula, finished] = await Promise.all([
    known ?? findCourses(db, courseIds),
    getCurricula(db, courseIds),
    findFinished(db, rows),
  ]);
  const standings = await findStandings(db, rows, curricula, clock.now());
  return rows.flatMap((row) => {
    const course = courses.get(row.courseId);
    const standing = standings.get(row.id);
    if (course === undefined || standing === undefined) return [];
    const { open, counted, completedIds } = standing;
    const next = lessonToContinue(open, completedIds, row.lastLessonId);
    return {
      enrollmentId: row.id,
      courseId: row.courseId,
      courseSlug: course.slug,
      courseTitle: course.title,
      enrolledAt: row.enrolledAt,
      completedAt: row.completedAt,
      lastActivityAt: row.lastActivityAt,
      progress: progressOf(counted, completedIds, row.completedAt),
      continueWith: next === null ? null : { slug: next.slug, title: next.title },
      newSince: toNewSince(newSince(standing.lessons, finished.get(row.id), completedIds)),
    };
  });
}
