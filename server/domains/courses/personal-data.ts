import type { Conn, Tx } from '@/server/platform/db';
import { onePage, type PersonalArea, pagesById } from '@/server/platform/personal-data';

/** More courses than anybody teaches. */
const maxCourses = 1_000;

/** Where a person teaches and what they published, for the copy of their data. */
export const courseAreas: readonly PersonalArea[] = [
  {
    name: 'teaching',
    tables: ['course_staff'],
    pages: (conn, userId) =>
      onePage(
        conn.courseStaff.findMany({
          where: { userId },
          select: {
            role: true,
            permissions: true,
            course: { select: { id: true, slug: true, title: true } },
          },
          orderBy: { courseId: 'asc' },
          take: maxCourses,
        }),
      ),
  },
  {
    name: 'course-versions',
    tables: ['course_versions'],
    pages: (conn, userId) =>
      pagesById(({ after, take }) =>
        conn.courseVersion.findMany({
          where: { createdById: userId, id: after },
          select: {
            ...{ id: true, kind: true, number: true, note: true, createdAt: true },
            course: { select: { id: true, slug: true, title: true } },
          },
          orderBy: { id: 'asc' },
          take,
        }),
      ),
  },
];

/** Returns the titles of courses nobody would own without this person, at most five. */
export async function listOwnedAlone(conn: Conn, userId: string): Promise<string[]> {
  const rows = await conn.course.findMany({
    where: {
      staff: { some: { userId, role: 'owner' }, none: { role: 'owner', userId: { not: userId } } },
    },
    select: { title: true },
    orderBy: [{ title: 'asc' }, { id: 'asc' }],
    take: 5,
  });
  return rows.map((row) => row.title);
}

/** Takes a person out of the staff of every course; returns which. The courses stay, and their versions without who made them. */
export async function eraseStaff(tx: Tx, userId: string): Promise<string[]> {
  const rows = await tx.courseStaff.findMany({
    where: { userId },
    select: { courseId: true },
    orderBy: { courseId: 'asc' },
    take: maxCourses,
  });
  await tx.courseStaff.deleteMany({ where: { userId } });
  await tx.courseVersion.updateMany({ where: { createdById: userId }, data: { createdById: null } });
  return rows.map((row) => row.courseId);
}
