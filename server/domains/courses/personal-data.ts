import type { Conn, Tx } from '@/server/platform/db';
import { onePage, type PersonalArea } from '@/server/platform/personal-data';

/** More courses than anybody teaches. */
const maxCourses = 1_000;

/** Where a person teaches, for the copy of their data. */
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

/** Takes a person out of the staff of every course; returns which. The courses stay. */
export async function eraseStaff(tx: Tx, userId: string): Promise<string[]> {
  const rows = await tx.courseStaff.findMany({
    where: { userId },
    select: { courseId: true },
    orderBy: { courseId: 'asc' },
    take: maxCourses,
  });
  await tx.courseStaff.deleteMany({ where: { userId } });
  return rows.map((row) => row.courseId);
}
