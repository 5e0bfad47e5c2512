import type { z } from 'zod';
import type {
  LearnersPage,
  learnersInput,
  TaughtCourse,
  TeachingOverview,
} from '@/server/domains/analytics/contract';
import { findBestScores } from '@/server/domains/assessments';
import {
  type CourseFacts,
  findCourseBySlug,
  findCovers,
  listCoursesOfStaff,
  mayActInCourse,
} from '@/server/domains/courses';
import {
  countLearners,
  findProgress,
  listEnrollmentsOfCourse,
  percentOf,
} from '@/server/domains/enrollments';
import { findRatings } from '@/server/domains/reviews';
import { findPeople } from '@/server/domains/users';
import type { UserContext } from '@/server/platform/context';
import { decodeCursor, pageOf } from '@/server/platform/cursor';
import type { Conn } from '@/server/platform/db';
import { AppError, platformErrors } from '@/server/platform/errors';

/** Returns the courses the caller teaches with their numbers. */
export async function getTeachingOverview(ctx: UserContext): Promise<TeachingOverview> {
  const courses = await toTaught(ctx.db, await listCoursesOfStaff(ctx.db, ctx.actor.userId));
  return {
    courses,
    totals: {
      courses: courses.length,
      learners: courses.reduce((sum, course) => sum + course.learners, 0),
      completed: courses.reduce((sum, course) => sum + course.completed, 0),
    },
  };
}

/**
 * Returns a page of a course's learners for its staff and for admins; who lost access is not among them, nor counted. How far each
 * is, is what they see themselves: lessons that are only for others do not count.
 *
 * @throws AppError `platform/not_found` also for courses of other people.
 */
export async function listLearners(
  ctx: UserContext,
  input: z.output<typeof learnersInput>,
): Promise<LearnersPage> {
  const course = await findCourseBySlug(ctx.db, input.courseSlug);
  if (course === null || !(await mayActInCourse(ctx.db, ctx.actor, course.id, 'learners.read'))) {
    throw new AppError(platformErrors.not_found);
  }
  const place = decodeCursor(input.cursor);
  const after = place === null ? null : { enrolledAt: place.at, id: place.id };
  const rows = await listEnrollmentsOfCourse(ctx.db, course.id, after, input.limit + 1);
  const page = pageOf(rows, input.limit, (row) => ({ at: row.enrolledAt, id: row.id }));
  const userIds = page.items.map((row) => row.userId);
  const [[taught], people, progressOf, scores] = await Promise.all([
    toTaught(ctx.db, [course]),
    findPeople(ctx.db, userIds),
    findProgress(ctx.db, page.items, course.id, ctx.clock.now()),
    findBestScores(ctx.db, course.id, userIds),
  ]);
  if (taught === undefined) throw new AppError(platformErrors.not_found);
  const items = page.items.map((row) => {
    const progress = progressOf(row);
    return {
      enrollmentId: row.id,
      name: people.get(row.userId)?.name ?? '',
      picture: people.get(row.userId)?.picture ?? null,
      enrolledAt: row.enrolledAt,
      lastActivityAt: row.lastActivityAt,
      completedAt: row.completedAt,
      completedLessons: progress.completedLessons,
      totalLessons: progress.totalLessons,
      percent: progress.percent,
      quizPercent: scores.get(row.userId) ?? null,
    };
  });
  return { course: taught, items, nextCursor: page.nextCursor };
}

async function toTaught(conn: Conn, courses: readonly CourseFacts[]): Promise<TaughtCourse[]> {
  const ids = courses.map((course) => course.id);
  const [learners, ratings, covers] = await Promise.all([
    countLearners(conn, ids),
    findRatings(conn, ids),
    findCovers(conn, courses),
  ]);
  return courses.map(({ id, slug, title, status, visibility }) => {
    const counts = learners.get(id) ?? { learners: 0, completed: 0 };
    const rating = ratings.get(id);
    return {
      ...{ id, slug, title, status, visibility },
      cover: covers.get(id) ?? null,
      ...counts,
      completionPercent: percentOf(counts.completed, counts.learners),
      ratingMean: rating?.mean ?? null,
      ratingCount: rating?.count ?? 0,
    };
  });
}
