import type { CohortView } from '@/server/domains/courses/contract';
import { type CohortRow, selectCohorts, selectPaces } from '@/server/domains/courses/repo/cohorts';
import { toCohortView } from '@/server/domains/courses/rules/cohort-times';
import type { Conn } from '@/server/platform/db';

/** Returns the cohorts of courses as they were written, each course's by their beginning. */
export async function listCohorts(conn: Conn, courseIds: readonly string[]): Promise<CohortRow[]> {
  return await selectCohorts(conn, courseIds);
}

/** Returns the cohorts of a course that have not ended at a time, and whether people can join them then. */
export async function listComingCohorts(conn: Conn, courseId: string, now: Date): Promise<CohortView[]> {
  const views = (await selectCohorts(conn, [courseId])).map((row) => toCohortView(row, now));
  return views.filter(({ endsAt }) => endsAt === null || endsAt > now);
}

/** How a course lets people in and on. */
type Pace = {
  readonly isSequential: boolean;
  readonly isCohortOnly: boolean;
  /** The stored rules of its sections by id; content knows what they mean. */
  readonly sectionRules: ReadonlyMap<string, unknown>;
};

/**
 * Returns how courses let people in and on, in one read however many they are. Who comes in is decided as it is saved; how
 * they come on is part of what is published, and read from there or from the working copy.
 */
export async function findPaces(
  conn: Conn,
  courseIds: readonly string[],
  copy: 'published' | 'working' = 'published',
): Promise<ReadonlyMap<string, Pace>> {
  if (courseIds.length === 0) return new Map();
  const rows = await selectPaces(conn, courseIds, copy === 'working');
  return new Map(
    rows.map(({ id, isSequential, isCohortOnly }) => {
      const own = rows.flatMap((row): [string, unknown][] =>
        row.id === id && row.sectionId !== null ? [[row.sectionId, row.rule]] : [],
      );
      return [id, { isSequential, isCohortOnly, sectionRules: new Map(own) }];
    }),
  );
}
