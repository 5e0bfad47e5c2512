import type { z } from 'zod';
import type { ReviewQueue, ReviewView, reviewQueueInput } from '@/server/domains/courses/contract/lifecycle';
import { rolesWith } from '@/server/domains/courses/policy';
import {
  selectLatestRequest,
  selectOpenRequests,
  selectPublishers,
  selectRequest,
} from '@/server/domains/courses/repo/reviews';
import { findPeople } from '@/server/domains/users';
import type { UserContext } from '@/server/platform/context';
import { decodeCursor, pageOf } from '@/server/platform/cursor';
import type { Conn } from '@/server/platform/db';

async function peopleOf(conn: Conn, ids: readonly (string | null)[]) {
  const people = await findPeople(
    conn,
    ids.flatMap((id) => id ?? []),
  );
  return (id: string | null) => {
    const found = people.get(id ?? '');
    return found === undefined ? null : { name: found.name, picture: found.picture };
  };
}

/** Returns what was asked for last in a course, or null; the caller has checked that the reader may see it. */
export async function reviewOf(ctx: UserContext, courseId: string): Promise<ReviewView | null> {
  const row = await selectLatestRequest(ctx.db, courseId);
  if (row === null) return null;
  const { id, message, askedAt, decision, decidedAt, comment, askedById, decidedById } = row;
  const person = await peopleOf(ctx.db, [askedById, decidedById]);
  return {
    ...{ id, message, askedAt, decision, decidedAt, comment },
    askedBy: person(askedById),
    decidedBy: person(decidedById),
    isAskedByCaller: askedById === ctx.actor.userId,
  };
}

/** Returns a page of the courses that wait to be looked through, longest first. Only for whoever reviews for the platform. */
export async function listReviewQueue(
  ctx: UserContext,
  { cursor, limit }: z.output<typeof reviewQueueInput>,
): Promise<ReviewQueue> {
  const rows = await selectOpenRequests(ctx.db, decodeCursor(cursor), limit + 1);
  const page = pageOf(rows, limit, ({ askedAt, id }) => ({ at: askedAt, id }));
  const person = await peopleOf(
    ctx.db,
    page.items.map(({ askedById }) => askedById),
  );
  const items = page.items.map(({ id, course, message, askedAt, askedById }) => ({
    ...{ id, courseSlug: course.slug, courseTitle: course.title, message, askedAt },
    askedBy: person(askedById),
  }));
  return { items, nextCursor: page.nextCursor };
}

/** Returns what somebody asked for, with the course, or null. */
export async function findReviewRequest(conn: Conn, id: string) {
  return await selectRequest(conn, id);
}

/** Returns who of the staff may publish a course. */
export async function listPublisherIds(conn: Conn, courseId: string): Promise<string[]> {
  return await selectPublishers(conn, courseId, rolesWith('course.publish'));
}
