import { getCurriculum } from '@/server/domains/content';
import { beginStep, completeStep } from '@/server/domains/enrollments/commands/advance';
import type { ProgressView } from '@/server/domains/enrollments/contract';
import { enrollmentErrors } from '@/server/domains/enrollments/errors';
import { enrollmentEvents } from '@/server/domains/enrollments/events';
import { mayLearn } from '@/server/domains/enrollments/policy';
import { findStandings } from '@/server/domains/enrollments/queries/releases';
import {
  countByCourse,
  countPeopleIn,
  insertEnrollment,
  selectCompletedBetween,
  selectEnrollment,
  selectEnrollmentById,
  selectEnrollmentsIn,
  selectRecentOf,
} from '@/server/domains/enrollments/repo';
import { raiseBestScore } from '@/server/domains/enrollments/repo/release';
import { progressOf } from '@/server/domains/enrollments/rules/course-progress';
import type { Conn, Tx } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';

export { percentOf } from '@/server/domains/enrollments/rules/course-progress';
export { enrollmentEvents };

/** A learner's place in a course, as other domains know it. */
export type EnrollmentFacts = {
  readonly id: string;
  readonly userId: string;
  readonly courseId: string;
  readonly enrolledAt: Date;
  readonly completedAt: Date | null;
  /** The version of the course that was completed. */
  readonly completedVersionId: string | null;
  /** When access was taken away; null while it stands. */
  readonly revokedAt: Date | null;
  readonly lastActivityAt: Date;
  readonly cohortId: string | null;
};

/**
 * Returns the enrollment that lets this person make progress in this course.
 *
 * @throws AppError `enrollments/not_enrolled`, `enrollments/access_revoked`.
 */
export async function requireEnrollment(
  conn: Conn,
  userId: string,
  courseId: string,
): Promise<EnrollmentFacts> {
  const enrollment = await selectEnrollment(conn, userId, courseId);
  const verdict = mayLearn(enrollment);
  if (!verdict.isAllowed) throw new AppError(verdict.reason);
  if (enrollment === null) throw new AppError(enrollmentErrors.not_enrolled);
  return enrollment;
}

/**
 * Gives a person a place in a course inside the caller's transaction, as somebody who may do so decides; false when they
 * have, or had, one.
 */
export async function grantEnrollment(
  tx: Tx,
  place: { readonly userId: string; readonly courseId: string; readonly at: Date },
): Promise<boolean> {
  const { userId, courseId } = place;
  if (!(await insertEnrollment(tx, place))) return false;
  const enrollment = await selectEnrollment(tx, userId, courseId);
  if (enrollment === null) return false;
  await emit(tx, enrollmentEvents.granted, { enrollmentId: enrollment.id, userId, courseId });
  return true;
}

/** Returns the courses a person has a place in, latest activity first, at most `limit`. Only for who may read about people. */
export async function listEnrollmentsOf(conn: Conn, userId: string, limit: number) {
  return await selectRecentOf(conn, userId, limit);
}

/** Tells whether a person has, or had, a place in a course. */
export async function isEnrolled(conn: Conn, userId: string, courseId: string): Promise<boolean> {
  return (await selectEnrollment(conn, userId, courseId)) !== null;
}

/** Tells whether a person has a place in a course that lets them make progress in it. */
export async function isLearning(conn: Conn, userId: string, courseId: string): Promise<boolean> {
  return mayLearn(await selectEnrollment(conn, userId, courseId)).isAllowed;
}

/** Returns an enrollment by id, also a revoked one, or null. */
export async function findEnrollment(conn: Conn, id: string): Promise<EnrollmentFacts | null> {
  return await selectEnrollmentById(conn, id);
}

/**
 * Completes a lesson for a learner inside the caller's transaction, and the course when it was the last lesson: how a
 * passed quiz counts, with its score. Repeating it changes nothing.
 *
 * @throws AppError `enrollments/access_revoked`.
 */
export async function completeLessonFor(
  tx: Tx,
  enrollment: EnrollmentFacts,
  lessonId: string,
  at: Date,
  scoreBp: number | null = null,
): Promise<ProgressView> {
  const { id: enrollmentId, userId, courseId } = enrollment;
  const step = { enrollmentId, userId, courseId, lessonId, at };
  await beginStep(tx, step);
  // Before the course is settled: what is only for those with less is for this learner no longer.
  if (scoreBp !== null) await raiseBestScore(tx, { enrollmentId, lessonId }, scoreBp, at);
  return await completeStep(tx, step);
}

/**
 * Keeps a score that did not pass inside the caller's transaction, when it is the learner's best: rules may ask for it. The last
 * thing to do there, because it holds a row that others come to after the enrollment's.
 */
export async function recordScoreFor(
  tx: Tx,
  enrollment: EnrollmentFacts,
  lessonId: string,
  score: { readonly scoreBp: number; readonly at: Date },
): Promise<void> {
  await raiseBestScore(tx, { enrollmentId: enrollment.id, lessonId }, score.scoreBp, score.at);
}

/** Returns a page of a course's enrollments that give access, newest first. The caller has checked that the reader teaches the course. */
export async function listEnrollmentsOfCourse(
  conn: Conn,
  courseId: string,
  after: { readonly enrolledAt: Date; readonly id: string } | null,
  limit: number,
): Promise<EnrollmentFacts[]> {
  return await selectEnrollmentsIn(conn, courseId, after, limit);
}

/**
 * Returns how to tell how far learners of one course are: as they see it themselves, without lessons that are only for others.
 * However many learners and lessons, the same number of reads. The caller has checked that the reader teaches the course.
 */
export async function findProgress(
  conn: Conn,
  enrollments: readonly EnrollmentFacts[],
  courseId: string,
  now: Date,
): Promise<(enrollment: EnrollmentFacts) => ProgressView> {
  const curriculum = await getCurriculum(conn, courseId);
  const standings = await findStandings(conn, enrollments, new Map([[courseId, curriculum]]), now);
  return ({ id, completedAt }) => {
    const standing = standings.get(id);
    return progressOf(standing?.counted ?? [], standing?.completedIds ?? new Set(), completedAt);
  };
}

/** Returns how many people learn in each course and how many have finished it; courses without learners are absent. */
export async function countLearners(
  conn: Conn,
  courseIds: readonly string[],
): Promise<ReadonlyMap<string, { learners: number; completed: number }>> {
  if (courseIds.length === 0) return new Map();
  const rows = await countByCourse(conn, courseIds);
  return new Map(
    rows.map((row) => [row.courseId, { learners: row._count._all, completed: row._count.completedAt }]),
  );
}

/** Returns how many people learn in any of these courses; who learns in several is one person. */
export async function countPeopleLearning(conn: Conn, courseIds: readonly string[]): Promise<number> {
  return courseIds.length === 0 ? 0 : await countPeopleIn(conn, courseIds);
}

/** Returns a page of the enrollments whose course was completed in a span of time, oldest first, at most `limit`. */
export async function listRecentlyCompleted(
  conn: Conn,
  range: { readonly from: Date; readonly to: Date },
  after: { readonly completedAt: Date; readonly id: string } | null,
  limit: number,
): Promise<EnrollmentFacts[]> {
  return await selectCompletedBetween(conn, range, after, limit);
}

export { enrollmentAreas, eraseLearning } from '@/server/domains/enrollments/personal-data';
export { listLearnt } from '@/server/domains/enrollments/queries/list-learnt';

export { openLessonById } from '@/server/domains/enrollments/queries/open-lesson';

export { requireUnlocked } from '@/server/domains/enrollments/queries/require-unlocked';
