import { Prisma } from '@/prisma/generated/client';
import type { Conn, Tx } from '@/server/platform/db';

/**
 * Reads the rules of the lessons of courses that have one. What learners meet is read here and nowhere else.
 */
export async function selectLessonRules(conn: Conn, courseIds: readonly string[]) {
  return await conn.$queryRaw<{ id: string; courseId: string; rule: unknown }[]>`
    SELECT id, course_id AS "courseId", release_rule AS rule FROM lessons
    WHERE course_id = ANY(${[...courseIds]}::uuid[]) AND release_rule IS NOT NULL AND archived_at IS NULL`;
}

/** Reads every lesson of a course with what its rule can be about, also those that were taken out. */
export async function selectLessonsToProve(conn: Conn, courseId: string) {
  return await conn.lesson.findMany({
    where: { courseId },
    select: {
      ...{ id: true, title: true, sectionId: true, releaseRule: true },
      ...{ archivedAt: true, publishedVersionId: true },
      quiz: { select: { passPercent: true } },
    },
    orderBy: [{ sectionId: 'asc' }, { position: 'asc' }, { id: 'asc' }],
    take: 5_000,
  });
}

/** Gives a lesson that is part of the course a rule, or none (null); false when there is no such lesson. */
export async function updateLessonRule(
  tx: Tx,
  place: { readonly courseId: string; readonly id: string },
  rule: Prisma.InputJsonObject | null,
): Promise<boolean> {
  const releaseRule = rule ?? Prisma.DbNull;
  const { count } = await tx.lesson.updateMany({
    where: { ...place, archivedAt: null },
    data: { releaseRule },
  });
  return count === 1;
}
