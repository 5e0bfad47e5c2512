import { publishCourse } from '@/server/domains/content/commands/publish-course';
import { contentErrors } from '@/server/domains/content/errors';
import {
  courseErrors,
  endSchedule,
  type FoundSchedule,
  findSchedule,
  publisherOf,
} from '@/server/domains/courses';
import type { UseCaseContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

type Ports = Pick<UseCaseContext, 'db' | 'clock'>;

/** What became of a wish to publish a course; `given_up` when another took its place, or it was taken back. */
export type ScheduledOutcome = NonNullable<FoundSchedule['outcome']> | 'given_up';

async function attempt(
  ports: Ports,
  schedule: FoundSchedule,
): Promise<NonNullable<FoundSchedule['outcome']>> {
  const actor = await publisherOf(ports.db, schedule);
  if (actor === null) return 'not_allowed';
  try {
    await publishCourse({ ...ports, actor }, { courseSlug: schedule.course.slug, note: '' });
    return 'published';
  } catch (error) {
    const code = error instanceof AppError ? error.code : '';
    if (code === contentErrors.not_ready.code) return 'not_ready';
    if (code === courseErrors.not_found.code) return 'not_allowed';
    throw error;
  }
}

/**
 * Publishes a course because its time has come, as whoever wished it, if they still may and everything is there. Doing it
 * again says what became of it the first time.
 */
export async function publishScheduled(ports: Ports, scheduleId: string): Promise<ScheduledOutcome> {
  const schedule = await findSchedule(ports.db, scheduleId);
  if (schedule === null) return 'given_up';
  if (schedule.outcome !== null) return schedule.outcome;
  const outcome = await attempt(ports, schedule);
  await transact(ports.db, async (tx) => await endSchedule(tx, scheduleId, outcome));
  return outcome;
}
