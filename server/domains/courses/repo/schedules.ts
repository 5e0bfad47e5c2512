import type { ScheduleOutcome } from '@/server/domains/courses/contract/lifecycle';
import type { Conn, Tx } from '@/server/platform/db';

/** A wish to publish a course at a time. */
export type NewSchedule = {
  readonly id: string;
  readonly courseId: string;
  readonly localTime: string;
  readonly timeZone: string;
  readonly publishAt: Date;
  readonly setById: string;
  readonly createdAt: Date;
};

/** Writes the wish to publish a course at a time, in the place of an earlier one. */
export async function upsertSchedule(tx: Tx, { courseId, ...wish }: NewSchedule): Promise<void> {
  await tx.courseSchedule.upsert({
    where: { courseId },
    create: { courseId, ...wish },
    update: { ...wish, outcome: null },
    select: { id: true },
  });
}

/** Takes back the wish to publish a course; false when it waits for no time. */
export async function deleteSchedule(tx: Tx, courseId: string): Promise<boolean> {
  const { count } = await tx.courseSchedule.deleteMany({ where: { courseId, outcome: null } });
  return count === 1;
}

/** Reads what a course waits for, or what became of it last. */
export async function selectSchedule(conn: Conn, courseId: string) {
  return await conn.courseSchedule.findUnique({
    where: { courseId },
    select: { id: true, localTime: true, timeZone: true, publishAt: true, outcome: true, setById: true },
  });
}

/** Reads a wish to publish by its own id, with the course; null when another took its place, or it was taken back. */
export async function selectScheduleById(conn: Conn, id: string) {
  return await conn.courseSchedule.findUnique({
    where: { id },
    select: {
      ...{ id: true, courseId: true, outcome: true, setById: true, publishAt: true },
      course: { select: { slug: true, title: true } },
    },
  });
}

/** Notes what became of a wish; the first note stands. */
export async function updateOutcome(tx: Tx, id: string, outcome: ScheduleOutcome): Promise<boolean> {
  const { count } = await tx.courseSchedule.updateMany({ where: { id, outcome: null }, data: { outcome } });
  return count === 1;
}

/** A course was published: that meets a wish whose time has come, and makes one for later needless. */
export async function noteScheduleMet(tx: Tx, courseId: string, now: Date): Promise<void> {
  const open = { courseId, outcome: null };
  await tx.courseSchedule.updateMany({
    where: { ...open, publishAt: { lte: now } },
    data: { outcome: 'published' },
  });
  await tx.courseSchedule.deleteMany({ where: { ...open, publishAt: { gt: now } } });
}
