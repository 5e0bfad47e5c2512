import { type CohortFields, cohortLimits } from '@/server/domains/courses/contract';
import type { Conn, Tx } from '@/server/platform/db';
import { newId } from '@/server/platform/ids';

const fields = {
  ...{ id: true, courseId: true, name: true, zone: true, startsLocal: true, endsLocal: true },
  ...{ enrolFromLocal: true, enrolUntilLocal: true, capacity: true },
} as const;

/** Reads the cohorts of courses, each course's by their beginning. */
export async function selectCohorts(conn: Conn, courseIds: readonly string[]) {
  if (courseIds.length === 0) return [];
  return await conn.cohort.findMany({
    where: { courseId: { in: [...courseIds] } },
    select: fields,
    orderBy: [{ courseId: 'asc' }, { startsLocal: 'asc' }, { id: 'asc' }],
    take: courseIds.length * cohortLimits.perCourse,
  });
}

/** One cohort of {@link selectCohorts}. */
export type CohortRow = Awaited<ReturnType<typeof selectCohorts>>[number];

/** Counts the cohorts of a course. */
export async function countCohorts(conn: Conn, courseId: string): Promise<number> {
  return await conn.cohort.count({ where: { courseId } });
}

/** Writes a new cohort; returns its id. */
export async function insertCohort(
  tx: Tx,
  courseId: string,
  cohort: CohortFields,
  createdAt: Date,
): Promise<string> {
  const data = { id: newId(), courseId, createdAt, ...cohort };
  return (await tx.cohort.create({ data, select: { id: true } })).id;
}

/** Says something else of a cohort of a course; false when there is none. */
export async function updateCohort(
  tx: Tx,
  place: { readonly courseId: string; readonly id: string },
  data: CohortFields,
): Promise<boolean> {
  const { count } = await tx.cohort.updateMany({ where: place, data });
  return count === 1;
}

/** Holds a cohort until the transaction ends, so that its places are given away one after the other. */
export async function lockCohort(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM cohorts WHERE id = ${id}::uuid FOR UPDATE`;
}

/** Takes a cohort away that nobody is in; false when somebody is, or it is gone. */
export async function deleteEmptyCohort(
  tx: Tx,
  place: { readonly courseId: string; readonly id: string },
): Promise<boolean> {
  await lockCohort(tx, place.id);
  const { count } = await tx.cohort.deleteMany({ where: { ...place, enrollments: { none: {} } } });
  return count === 1;
}

/**
 * Reads how courses let people in and on, a row for each section that has a rule, and one for a course without any. What is
 * working is read from the working copy; otherwise from what everybody sees, and of courses without a version as they are.
 */
export async function selectPaces(conn: Conn, courseIds: readonly string[], isWorking: boolean) {
  return await conn.$queryRaw<PaceRow[]>`
    SELECT course.id, COALESCE(version.is_sequential, course.is_sequential) AS "isSequential",
      course.is_cohort_only AS "isCohortOnly", section.id AS "sectionId", section.rule
    FROM courses course
    LEFT JOIN course_versions version ON version.id = course.published_version_id AND NOT ${isWorking}::boolean
    LEFT JOIN LATERAL (
      SELECT section_id AS id, release_rule AS rule FROM course_version_sections
      WHERE course_version_id = version.id AND release_rule IS NOT NULL
      UNION ALL
      SELECT id, release_rule FROM sections
      WHERE version.id IS NULL AND course_id = course.id AND archived_at IS NULL AND release_rule IS NOT NULL
    ) section ON true
    WHERE course.id = ANY(${[...courseIds]}::uuid[])`;
}

type PaceRow = {
  readonly id: string;
  readonly isSequential: boolean;
  readonly isCohortOnly: boolean;
  readonly sectionId: string | null;
  readonly rule: unknown;
};

/** Says how a course lets people in or on. */
export async function updatePace(
  tx: Tx,
  courseId: string,
  data: { readonly isSequential?: boolean; readonly isCohortOnly?: boolean },
): Promise<void> {
  await tx.course.update({ where: { id: courseId }, data, select: { id: true } });
}
