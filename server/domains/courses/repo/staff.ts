import type { Prisma } from '@/prisma/generated/client';
import type { StaffRole } from '@/server/domains/courses/contract';
import type { Conn, Tx } from '@/server/platform/db';

type StaffRow = {
  readonly courseId: string;
  readonly userId: string;
  readonly role: StaffRole;
  readonly permissions: readonly string[];
};

const fields = { userId: true, role: true, permissions: true } as const;

/** A course of this address, also one that had it before: no address ever leads to two courses. */
export function atAddress(slug: string): Prisma.CourseWhereInput {
  return { OR: [{ slug }, { addresses: { some: { slug } } }] };
}

/** Reads a course by its address, or a former one, if it is within a scope. */
export async function selectCourseInScope(conn: Conn, slug: string, scope: Prisma.CourseWhereInput) {
  return await conn.course.findFirst({
    where: { AND: [atAddress(slug), scope] },
    select: {
      ...{ id: true, slug: true, title: true, language: true, status: true, visibility: true },
      reviewRequests: { where: { decidedAt: null }, select: { id: true }, take: 1 },
    },
  });
}

/** Reads a course by its id if it is within a scope. */
export async function selectCourseByIdInScope(conn: Conn, id: string, scope: Prisma.CourseWhereInput) {
  return await conn.course.findFirst({
    where: { AND: [{ id }, scope] },
    select: { id: true, slug: true, title: true, status: true },
  });
}

/** Reads the address of a course if it is within a scope. */
export async function selectSlugInScope(
  conn: Conn,
  id: string,
  scope: Prisma.CourseWhereInput,
): Promise<string | null> {
  const row = await conn.course.findFirst({ where: { AND: [{ id }, scope] }, select: { slug: true } });
  return row?.slug ?? null;
}

/** Tells whether a course is within a scope. */
export async function isInScope(conn: Conn, id: string, scope: Prisma.CourseWhereInput): Promise<boolean> {
  return (await conn.course.count({ where: { AND: [{ id }, scope] } })) > 0;
}

/** Reads which of these courses are within a scope. */
export async function selectInScope(
  conn: Conn,
  ids: readonly string[],
  scope: Prisma.CourseWhereInput,
): Promise<string[]> {
  const where = { AND: [{ id: { in: [...ids] } }, scope] };
  const rows = await conn.course.findMany({ where, select: { id: true }, take: ids.length });
  return rows.map(({ id }) => id);
}

/** Reads somebody's place in the staff of a course, or null. */
export async function selectPlace(conn: Conn, courseId: string, userId: string) {
  return await conn.courseStaff.findUnique({
    where: { courseId_userId: { courseId, userId } },
    select: { role: true, permissions: true },
  });
}

/** Reads the staff of a course, owners first. */
export async function selectStaff(conn: Conn, courseId: string) {
  return await conn.courseStaff.findMany({
    where: { courseId },
    select: fields,
    orderBy: [{ role: 'asc' }, { userId: 'asc' }],
    take: 200,
  });
}

/** Reads who teaches a course. Assistants do not: they stand on no public page. */
export async function selectTeacherIds(conn: Conn, courseId: string): Promise<string[]> {
  const rows = await conn.courseStaff.findMany({
    where: { courseId, role: { in: ['owner', 'instructor'] } },
    select: { userId: true },
    orderBy: { userId: 'asc' },
    take: 200,
  });
  return rows.map(({ userId }) => userId);
}

/** Reads the staff of a course and holds it as it is until the transaction ends, always in the same order. */
export async function lockStaff(tx: Tx, courseId: string) {
  await tx.$queryRaw`SELECT user_id FROM course_staff WHERE course_id = ${courseId}::uuid ORDER BY user_id FOR UPDATE`;
  return await selectStaff(tx, courseId);
}

/** Takes a person on the staff; false when they are on it already. */
export async function insertStaff(tx: Tx, row: StaffRow): Promise<boolean> {
  const { permissions, ...rest } = row;
  const { count } = await tx.courseStaff.createMany({
    data: [{ ...rest, permissions: [...permissions] }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** Changes the place of a person. */
export async function updateStaff(tx: Tx, row: StaffRow): Promise<void> {
  const { courseId, userId, role, permissions } = row;
  await tx.courseStaff.update({
    where: { courseId_userId: { courseId, userId } },
    data: { role, permissions: [...permissions] },
    select: { userId: true },
  });
}

/** Takes a person off the staff. */
export async function deleteStaff(
  tx: Tx,
  row: { readonly courseId: string; readonly userId: string },
): Promise<void> {
  await tx.courseStaff.delete({ where: { courseId_userId: row }, select: { userId: true } });
}
