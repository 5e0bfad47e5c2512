import { z } from 'zod';
import type { Conn, Tx } from '@/server/platform/db';
import { newId } from '@/server/platform/ids';

const enrollmentFields = {
  id: true,
  userId: true,
  courseId: true,
  enrolledAt: true,
  completedAt: true,
  completedVersionId: true,
  revokedAt: true,
  lastLessonId: true,
  lastActivityAt: true,
  cohortId: true,
} as const;

/** Where a page of enrollments begins: after this one, latest activity first. */
export type EnrollmentCursor = { readonly lastActivityAt: Date; readonly id: string };

/** Claims the one place of a learner in a course; returns false when they have it already. */
export async function insertEnrollment(
  tx: Tx,
  row: { userId: string; courseId: string; at: Date; cohortId?: string | null },
): Promise<boolean> {
  const { userId, courseId, at, cohortId = null } = row;
  const data = { id: newId(), userId, courseId, cohortId, enrolledAt: at, lastActivityAt: at };
  const { count } = await tx.enrollment.createMany({ data: [data], skipDuplicates: true });
  return count === 1;
}

/** Reads the place of a learner in a course. */
export async function selectEnrollment(conn: Conn, userId: string, courseId: string) {
  return await conn.enrollment.findUnique({
    where: { userId_courseId: { userId, courseId } },
    select: enrollmentFields,
  });
}

/** Reads an enrollment by id. */
export async function selectEnrollmentById(conn: Conn, id: string) {
  return await conn.enrollment.findUnique({ where: { id }, select: enrollmentFields });
}

/** Reads a learner's enrollments that give access, latest activity first. */
export async function selectEnrollmentsOf(
  conn: Conn,
  userId: string,
  after: EnrollmentCursor | null,
  limit: number,
) {
  return await conn.enrollment.findMany({
    where: {
      userId,
      revokedAt: null,
      ...(after === null
        ? {}
        : {
            OR: [
              { lastActivityAt: { lt: after.lastActivityAt } },
              { lastActivityAt: after.lastActivityAt, id: { lt: after.id } },
            ],
          }),
    },
    select: enrollmentFields,
    orderBy: [{ lastActivityAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

/** Reads a course's enrollments that give access, newest first. */
export async function selectEnrollmentsIn(
  conn: Conn,
  courseId: string,
  after: { readonly enrolledAt: Date; readonly id: string } | null,
  limit: number,
) {
  return await conn.enrollment.findMany({
    where: {
      courseId,
      revokedAt: null,
      ...(after === null
        ? {}
        : {
            OR: [
              { enrolledAt: { lt: after.enrolledAt } },
              { enrolledAt: after.enrolledAt, id: { lt: after.id } },
            ],
          }),
    },
    select: enrollmentFields,
    orderBy: [{ enrolledAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

/** Counts the learners of each course, and how many of them have finished. */
export async function countByCourse(conn: Conn, courseIds: readonly string[]) {
  return await conn.enrollment.groupBy({
    by: ['courseId'],
    where: { courseId: { in: [...courseIds] }, revokedAt: null },
    _count: { _all: true, completedAt: true },
    orderBy: { courseId: 'asc' },
    take: Math.max(1, courseIds.length),
  });
}

const counted = z.tuple([z.object({ people: z.number() })]);

/** Counts the people with a place that stands in any of these courses, each once. */
export async function countPeopleIn(conn: Conn, courseIds: readonly string[]): Promise<number> {
  const [{ people }] = counted.parse(
    await conn.$queryRaw`
      SELECT count(DISTINCT user_id)::int AS people FROM enrollments
      WHERE course_id = ANY (${[...courseIds]}::uuid[]) AND revoked_at IS NULL`,
  );
  return people;
}

/**
 * Notes activity and holds the enrollment's row until the transaction ends, so that two lessons finished at the same
 * moment are counted one after the other. Returns false when access was revoked.
 */
export async function touchAndLock(tx: Tx, id: string, at: Date, lessonId: string): Promise<boolean> {
  const { count } = await tx.enrollment.updateMany({
    where: { id, revokedAt: null },
    data: { lastActivityAt: at, lastLessonId: lessonId },
  });
  return count === 1;
}

/** Claims the completion of a course; returns true for the one transaction that does it. */
export async function markCourseCompleted(
  tx: Tx,
  id: string,
  { at, versionId }: { readonly at: Date; readonly versionId: string | null },
): Promise<boolean> {
  const { count } = await tx.enrollment.updateMany({
    where: { id, completedAt: null },
    data: { completedAt: at, completedVersionId: versionId },
  });
  return count === 1;
}

/** Notes that a lesson was begun; the first time stands. */
export async function insertProgress(
  tx: Tx,
  enrollmentId: string,
  lessonId: string,
  at: Date,
): Promise<void> {
  await tx.lessonProgress.createMany({
    data: [{ enrollmentId, lessonId, startedAt: at, watchedMs: [] }],
    skipDuplicates: true,
  });
}

/** Claims the completion of a lesson; returns true for the one transaction that does it. */
export async function markLessonCompleted(
  tx: Tx,
  enrollmentId: string,
  lessonId: string,
  at: Date,
): Promise<boolean> {
  const { count } = await tx.lessonProgress.updateMany({
    where: { enrollmentId, lessonId, completedAt: null },
    data: { completedAt: at },
  });
  return count === 1;
}

/** Reads a learner's progress in one lesson. */
export async function selectProgress(conn: Conn, enrollmentId: string, lessonId: string) {
  return await conn.lessonProgress.findUnique({
    where: { enrollmentId_lessonId: { enrollmentId, lessonId } },
    select: { startedAt: true, completedAt: true, positionMs: true, watchedMs: true, beatAt: true },
  });
}

/** Reads an enrollment's watch clock: the latest of its videos. Only inside the lock of {@link touchAndLock}. */
export async function selectWatchClock(tx: Tx, enrollmentId: string): Promise<Date | null> {
  const { _max } = await tx.lessonProgress.aggregate({ where: { enrollmentId }, _max: { beatAt: true } });
  return _max.beatAt;
}

/** Stores what of a video was watched. Only inside the lock of {@link touchAndLock}. */
export async function updateWatch(
  tx: Tx,
  place: { enrollmentId: string; lessonId: string },
  watch: { watchedMs: number[]; positionMs: number; beatAt: Date },
): Promise<void> {
  await tx.lessonProgress.update({
    where: { enrollmentId_lessonId: place },
    data: watch,
    select: { lessonId: true },
  });
}

/** Reads which lessons are completed in each of these enrollments. */
export async function selectCompletedLessons(conn: Conn, enrollmentIds: readonly string[]) {
  return await conn.lessonProgress.findMany({
    where: { enrollmentId: { in: [...enrollmentIds] }, completedAt: { not: null } },
    select: { enrollmentId: true, lessonId: true },
    take: enrollmentIds.length * 2_000,
  });
}

/** Reads enrollments whose course was completed in a span of time, oldest first. */
export async function selectCompletedBetween(
  conn: Conn,
  range: { readonly from: Date; readonly to: Date },
  after: { readonly completedAt: Date; readonly id: string } | null,
  limit: number,
) {
  const rest =
    after === null
      ? {}
      : {
          OR: [
            { completedAt: { gt: after.completedAt } },
            { completedAt: after.completedAt, id: { gt: after.id } },
          ],
        };
  return await conn.enrollment.findMany({
    where: { completedAt: { gte: range.from, lt: range.to }, revokedAt: null, ...rest },
    select: enrollmentFields,
    orderBy: [{ completedAt: 'asc' }, { id: 'asc' }],
    take: limit,
  });
}

/** Reads the enrollments of a person, latest activity first. */
export async function selectRecentOf(conn: Conn, userId: string, limit: number) {
  return await conn.enrollment.findMany({
    where: { userId },
    select: { courseId: true, enrolledAt: true, completedAt: true, revokedAt: true, lastActivityAt: true },
    orderBy: [{ lastActivityAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

/**
 * Counts among the learners who have not finished whose progress becomes more or less when a course has other lessons, in the
 * whole percent of `progressAt`, and who has done all of them.
 */
export async function countMoves(
  conn: Conn,
  courseId: string,
  lessons: { readonly before: readonly string[]; readonly after: readonly string[] },
): Promise<{ movesUp: number; movesDown: number; finishing: number }> {
  const [before, after] = [[...lessons.before], [...lessons.after]];
  const rows = await conn.$queryRaw<{ movesUp: number; movesDown: number; finishing: number }[]>`
    WITH done AS (
      SELECT count(*) FILTER (WHERE p.lesson_id = ANY (${before}::uuid[])) AS before,
        count(*) FILTER (WHERE p.lesson_id = ANY (${after}::uuid[])) AS after
      FROM enrollments e LEFT JOIN lesson_progress p ON p.enrollment_id = e.id AND p.completed_at IS NOT NULL
      WHERE e.course_id = ${courseId}::uuid AND e.revoked_at IS NULL AND e.completed_at IS NULL
      GROUP BY e.id),
    share AS (
      SELECT coalesce(least(99, before * 100 / nullif(${before.length}::bigint, 0)), 0) AS before,
        coalesce(least(99, after * 100 / nullif(${after.length}::bigint, 0)), 0) AS after,
        after = ${after.length}::bigint AND after > 0 AS is_whole
      FROM done)
    SELECT count(*) FILTER (WHERE after > before)::integer AS "movesUp",
      count(*) FILTER (WHERE after < before)::integer AS "movesDown",
      count(*) FILTER (WHERE is_whole)::integer AS "finishing"
    FROM share`;
  return rows[0] ?? { movesUp: 0, movesDown: 0, finishing: 0 };
}

/** More than a school has lessons; courses are fewer. */
const mostLearnt = 100_000;

/** Reads the lessons a person has completed, since a time if it is given, oldest first. */
export async function selectLearntLessons(conn: Conn, userId: string, from: Date | null) {
  return await conn.lessonProgress.findMany({
    where: { enrollment: { userId }, completedAt: from === null ? { not: null } : { gte: from } },
    select: { lessonId: true, completedAt: true, enrollment: { select: { courseId: true } } },
    orderBy: [{ completedAt: 'asc' }, { lessonId: 'asc' }],
    take: mostLearnt,
  });
}

/** Reads the courses a person has completed, since a time if it is given, oldest first. */
export async function selectLearntCourses(conn: Conn, userId: string, from: Date | null) {
  return await conn.enrollment.findMany({
    where: { userId, completedAt: from === null ? { not: null } : { gte: from } },
    select: { courseId: true, completedAt: true },
    orderBy: [{ completedAt: 'asc' }, { courseId: 'asc' }],
    take: mostLearnt,
  });
}
