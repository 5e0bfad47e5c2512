import { Prisma } from '@/prisma/generated/client';
import type { Conn, Tx } from '@/server/platform/db';

/**
 * Reads the rules of the lessons of courses that have one: of what everybody sees, and of the working copy of courses that
 * have no version; or of every working copy. What learners meet is read here and nowhere else.
 */
export async function selectLessonRules(conn: Conn, courseIds: readonly string[], isWorking: boolean) {
  return await conn.$queryRaw<{ id: string; courseId: string; rule: unknown }[]>`
    WITH course AS (
      SELECT id, CASE WHEN NOT ${isWorking}::boolean THEN published_version_id END AS version_id
      FROM courses WHERE id = ANY(${[...courseIds]}::uuid[])
    )
    SELECT frozen.lesson_id AS id, course.id AS "courseId", frozen.release_rule AS rule
    FROM course JOIN course_version_lessons frozen ON frozen.course_version_id = course.version_id
    WHERE frozen.release_rule IS NOT NULL
    UNION ALL
    SELECT lesson.id, course.id, lesson.release_rule
    FROM course JOIN lessons lesson ON lesson.course_id = course.id
    WHERE course.version_id IS NULL AND lesson.release_rule IS NOT NULL AND lesson.archived_at IS NULL`;
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

/** Gives lessons rules, or none (null); they are of one course that the caller may write to. */
export async function writeLessonRules(
  tx: Tx,
  rules: readonly { readonly id: string; readonly rule: Prisma.InputJsonObject | null }[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE lessons SET release_rule = NULLIF(given.rule, 'null')::jsonb
    FROM unnest(${rules.map(({ id }) => id)}::uuid[], ${rules.map(({ rule }) => JSON.stringify(rule))}::text[]) AS given(id, rule)
    WHERE lessons.id = given.id`;
}

/** Reads what lessons of a course are called now, also those that were taken out. */
export async function selectLessonTitles(conn: Conn, courseId: string, ids: readonly string[]) {
  return await conn.lesson.findMany({
    where: { courseId, id: { in: [...ids] } },
    select: { id: true, title: true },
    orderBy: { id: 'asc' },
    take: ids.length,
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
