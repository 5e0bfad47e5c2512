import type { Conn, Tx } from '@/server/platform/db';

const fields = {
  ...{ id: true, courseId: true, message: true, askedAt: true, askedById: true },
  ...{ decision: true, decidedById: true, decidedAt: true, comment: true },
} as const;

/** Asks to look a course through; false when somebody has asked already. */
export async function insertRequest(
  tx: Tx,
  row: {
    readonly id: string;
    readonly courseId: string;
    readonly askedById: string;
    readonly message: string;
    readonly askedAt: Date;
  },
): Promise<boolean> {
  const { count } = await tx.courseReviewRequest.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

/** Decides what is open of a course, once; null when nothing is. */
export async function decideOpen(
  tx: Tx,
  courseId: string,
  data: {
    readonly decision: 'approved' | 'sent_back' | 'withdrawn';
    readonly decidedById: string | null;
    readonly decidedAt: Date;
    readonly comment: string;
  },
): Promise<string | null> {
  const open = await tx.courseReviewRequest.findFirst({
    where: { courseId, decidedAt: null },
    select: { id: true },
  });
  if (open === null) return null;
  const { count } = await tx.courseReviewRequest.updateMany({
    where: { id: open.id, decidedAt: null },
    data,
  });
  return count === 1 ? open.id : null;
}

/** Reads what was asked for last in a course. */
export async function selectLatestRequest(conn: Conn, courseId: string) {
  return await conn.courseReviewRequest.findFirst({
    where: { courseId },
    orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
    select: fields,
  });
}

/** Reads a request by its id. */
export async function selectRequest(conn: Conn, id: string) {
  return await conn.courseReviewRequest.findUnique({
    where: { id },
    select: { ...fields, course: { select: { slug: true, title: true } } },
  });
}

/** Reads what waits to be looked through, longest first. */
export async function selectOpenRequests(
  conn: Conn,
  after: { readonly at: Date; readonly id: string } | null,
  take: number,
) {
  return await conn.courseReviewRequest.findMany({
    where: {
      decidedAt: null,
      ...(after === null
        ? {}
        : { OR: [{ askedAt: { gt: after.at } }, { askedAt: after.at, id: { gt: after.id } }] }),
    },
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
    select: { ...fields, course: { select: { slug: true, title: true } } },
    take,
  });
}

/** Reads who of the staff may publish a course, given what places do so by themselves. */
export async function selectPublishers(
  conn: Conn,
  courseId: string,
  roles: ('owner' | 'instructor' | 'assistant')[],
): Promise<string[]> {
  const rows = await conn.courseStaff.findMany({
    where: {
      courseId,
      OR: [{ role: { in: roles } }, { role: 'assistant', permissions: { has: 'course.publish' } }],
    },
    select: { userId: true },
    orderBy: { userId: 'asc' },
    take: 200,
  });
  return rows.map(({ userId }) => userId);
}
