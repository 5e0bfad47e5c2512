import { Prisma } from '@/prisma/generated/client';
import { selectStatus } from '@/server/domains/courses/repo/details';
import type { Conn, Tx } from '@/server/platform/db';
import { newId } from '@/server/platform/ids';

/** A section in its order, also one that was taken out. */
export type SectionRow = {
  readonly id: string;
  readonly title: string;
  readonly position: string;
  readonly archivedAt: Date | null;
};

/** More sections than a course may have, with those that were taken out. */
const bound = 1_000;

/**
 * Holds the working copy of a course until the transaction ends: whoever changes it at the same time waits, and then finds it
 * as it is. Returns whether the public sees the working copy itself: only of a course that a release without versions has
 * published. That stays so until then as well.
 */
export async function lockCourse(tx: Tx, courseId: string): Promise<{ isPublic: boolean }> {
  await tx.$queryRaw`SELECT id FROM courses WHERE id = ${courseId}::uuid FOR UPDATE`;
  const { status, publishedVersionId } = await selectStatus(tx, courseId);
  return { isPublic: status === 'published' && publishedVersionId === null };
}

/** Reads every section of a course in order, also those that were taken out. */
export async function listAllSections(conn: Conn, courseId: string): Promise<SectionRow[]> {
  return await conn.section.findMany({
    where: { courseId },
    select: { id: true, title: true, position: true, archivedAt: true },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    take: bound,
  });
}

/** Writes a section at a place in the order; returns its id. */
export async function insertSection(
  tx: Tx,
  row: {
    readonly id?: string;
    readonly courseId: string;
    readonly title: string;
    readonly position: string;
  },
): Promise<string> {
  const { id } = await tx.section.create({ data: { id: newId(), ...row }, select: { id: true } });
  return id;
}

/** Gives a section that is part of the course another title or place; false when there is none. */
export async function updateSection(
  tx: Tx,
  place: { readonly courseId: string; readonly id: string },
  data: { readonly title?: string; readonly position?: string },
): Promise<boolean> {
  const { count } = await tx.section.updateMany({ where: { ...place, archivedAt: null }, data });
  return count === 1;
}

/** Takes sections out of a course, or puts them back (`null`); returns how many were not there yet. */
export async function setSectionsArchived(
  tx: Tx,
  courseId: string,
  ids: readonly string[],
  archivedAt: Date | null,
): Promise<number> {
  const { count } = await tx.section.updateMany({
    where: { courseId, id: { in: [...ids] }, archivedAt: archivedAt === null ? { not: null } : null },
    data: { archivedAt },
  });
  return count;
}

/** Returns which of some ids are those of sections of other courses. */
export async function selectSectionsElsewhere(
  conn: Conn,
  courseId: string,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await conn.section.findMany({
    where: { id: { in: [...ids] }, courseId: { not: courseId } },
    select: { id: true },
    take: ids.length,
  });
  return rows.map(({ id }) => id);
}

/** Gives sections rules, or none (null); they are of one course that the caller may write to. */
export async function writeSectionRules(
  tx: Tx,
  rules: readonly { readonly id: string; readonly rule: Prisma.InputJsonObject | null }[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE sections SET release_rule = NULLIF(given.rule, 'null')::jsonb
    FROM unnest(${rules.map(({ id }) => id)}::uuid[], ${rules.map(({ rule }) => JSON.stringify(rule))}::text[]) AS given(id, rule)
    WHERE sections.id = given.id`;
}

/** Gives a section that is part of the course a rule, or none (null); false when there is no such section. */
export async function updateSectionRule(
  tx: Tx,
  place: { readonly courseId: string; readonly id: string },
  rule: Prisma.InputJsonObject | null,
): Promise<boolean> {
  const releaseRule = rule ?? Prisma.DbNull;
  const { count } = await tx.section.updateMany({
    where: { ...place, archivedAt: null },
    data: { releaseRule },
  });
  return count === 1;
}
