import type { Conn, Tx } from '@/server/platform/db';

/** Reads what was completed and scored in each of these enrollments. */
export async function selectResults(conn: Conn, enrollmentIds: readonly string[]) {
  return await conn.lessonProgress.findMany({
    where: {
      enrollmentId: { in: [...enrollmentIds] },
      OR: [{ completedAt: { not: null } }, { bestScoreBp: { not: null } }],
    },
    select: { enrollmentId: true, lessonId: true, completedAt: true, bestScoreBp: true },
    take: enrollmentIds.length * 2_000,
  });
}

/** Keeps the best score in a lesson; a lower one changes nothing. */
export async function raiseBestScore(
  tx: Tx,
  place: { readonly enrollmentId: string; readonly lessonId: string },
  scoreBp: number,
  at: Date,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO lesson_progress (enrollment_id, lesson_id, started_at, watched_ms, best_score_bp)
    VALUES (${place.enrollmentId}::uuid, ${place.lessonId}::uuid, ${at}, '{}', ${scoreBp})
    ON CONFLICT (enrollment_id, lesson_id) DO UPDATE
      SET best_score_bp = GREATEST(lesson_progress.best_score_bp, EXCLUDED.best_score_bp)`;
}

/** Reads what staff decided for these enrollments. */
export async function selectOverrides(conn: Conn, enrollmentIds: readonly string[]) {
  return await conn.releaseOverride.findMany({
    where: { enrollmentId: { in: [...enrollmentIds] } },
    select: {
      ...{ enrollmentId: true, lessonId: true, opens: true, until: true },
      ...{ reason: true, setById: true, setAt: true },
    },
    take: enrollmentIds.length * 2_000,
  });
}

/** What staff decides for a learner and a lesson. */
export type OverrideRow = {
  readonly opens: 'open' | 'closed';
  readonly until: Date | null;
  readonly reason: string;
  readonly setById: string;
  readonly setAt: Date;
};

/** Decides for a learner and a lesson, in place of what was decided before. */
export async function upsertOverride(
  tx: Tx,
  place: { readonly enrollmentId: string; readonly lessonId: string },
  row: OverrideRow,
): Promise<void> {
  await tx.releaseOverride.upsert({
    where: { enrollmentId_lessonId: place },
    create: { ...place, ...row },
    update: row,
    select: { lessonId: true },
  });
}

/** Takes a decision back; false when there was none. */
export async function deleteOverride(
  tx: Tx,
  place: { readonly enrollmentId: string; readonly lessonId: string },
): Promise<boolean> {
  const { count } = await tx.releaseOverride.deleteMany({ where: place });
  return count === 1;
}

/** Counts who is in a cohort; who lost access gave their place up. */
export async function countInCohort(conn: Conn, cohortId: string): Promise<number> {
  return await conn.enrollment.count({ where: { cohortId, revokedAt: null } });
}

/** Counts the learners of a course by cohort; null stands for none. */
export async function countByCohort(conn: Conn, courseId: string) {
  return await conn.enrollment.groupBy({
    by: ['cohortId'],
    where: { courseId, revokedAt: null },
    _count: { _all: true },
    orderBy: { cohortId: 'asc' },
    take: 200,
  });
}

/** Reads who is in a cohort of a course (null: in none), newest first. */
export async function selectInCohort(
  conn: Conn,
  place: { readonly courseId: string; readonly cohortId: string | null },
  after: { readonly enrolledAt: Date; readonly id: string } | null,
  limit: number,
) {
  const rest =
    after === null
      ? {}
      : {
          OR: [
            { enrolledAt: { lt: after.enrolledAt } },
            { enrolledAt: after.enrolledAt, id: { lt: after.id } },
          ],
        };
  return await conn.enrollment.findMany({
    where: { ...place, revokedAt: null, ...rest },
    select: { id: true, userId: true, enrolledAt: true },
    orderBy: [{ enrolledAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

/** Puts a learner of a course into a cohort, or out of any; false when there is no such learner. */
export async function updateCohortOf(
  tx: Tx,
  place: { readonly id: string; readonly courseId: string },
  cohortId: string | null,
): Promise<boolean> {
  const { count } = await tx.enrollment.updateMany({ where: place, data: { cohortId } });
  return count === 1;
}
