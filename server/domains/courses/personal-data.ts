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
    name: 'course-invitations',
    tables: ['course_invitations'],
    pages: (conn, userId) => invitationsOf(conn, userId),
  },
  {
    name: 'course-reviews',
    tables: ['course_review_requests'],
    pages: (conn, userId) =>
      pagesById(async ({ after, take }) => {
        const rows = await conn.courseReviewRequest.findMany({
          where: { id: after, OR: [{ askedById: userId }, { decidedById: userId }] },
          orderBy: { id: 'asc' },
          take,
        });
        // Of what two people said to each other, each gets their own words.
        return rows.map(
          ({ id, courseId, askedById, askedAt, message, decidedById, decidedAt, decision, comment }) => ({
            ...{ id, courseId },
            ...(askedById === userId ? { askedAt, message } : {}),
            ...(decidedById === userId ? { decidedAt, decision, comment } : {}),
          }),
        );
      }),
  },
  {
    name: 'planned-publications',
    tables: ['course_schedules'],
    pages: (conn, setById) =>
      onePage(
        conn.courseSchedule.findMany({
          where: { setById },
          omit: { setById: true },
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

/** Those to the address of a person, which somebody else has typed, and those they have accepted; and whom they invited, without the address. */
async function* invitationsOf(conn: Conn, userId: string) {
  const account = await conn.user.findUnique({ where: { id: userId }, select: { email: true } });
  const email = account?.email ?? '';
  yield* pagesById(async ({ after, take }) => {
    const rows = await conn.courseInvitation.findMany({
      where: { id: after, OR: [{ email }, { acceptedById: userId }, { invitedById: userId }] },
      orderBy: { id: 'asc' },
      take,
    });
    return rows.map((row) => {
      const { id, courseId, createdAt, expiresAt, acceptedAt } = row;
      const isTheirs = row.email === email || row.acceptedById === userId;
      const facts = { id, courseId, createdAt };
      return isTheirs
        ? { ...facts, email: row.email, expiresAt, acceptedAt }
        : { ...facts, hasInvited: true };
    });
  });
}

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
  await erasePlans(tx, userId);
  await tx.courseVersion.updateMany({ where: { createdById: userId }, data: { createdById: null } });
  return rows.map((row) => row.courseId);
}

/** Forgets in what somebody said and did for courses who it was, and their words; and where they were invited. */
async function erasePlans(tx: Tx, userId: string): Promise<void> {
  const account = await tx.user.findUnique({ where: { id: userId }, select: { email: true } });
  const mailbox = account === null ? [] : [{ email: account.email }];
  await tx.courseInvitation.deleteMany({ where: { OR: [{ acceptedById: userId }, ...mailbox] } });
  await tx.courseInvitation.updateMany({ where: { invitedById: userId }, data: { invitedById: null } });
  await tx.courseReviewRequest.updateMany({
    where: { askedById: userId },
    data: { askedById: null, message: '' },
  });
  await tx.courseReviewRequest.updateMany({
    where: { decidedById: userId },
    data: { decidedById: null, comment: '' },
  });
  await tx.courseSchedule.deleteMany({ where: { setById: userId, outcome: null } });
  await tx.courseSchedule.updateMany({ where: { setById: userId }, data: { setById: null } });
}
