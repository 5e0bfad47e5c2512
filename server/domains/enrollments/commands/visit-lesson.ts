import { beginStep, settleCourse } from '@/server/domains/enrollments/commands/advance';
import { requireOwnStep } from '@/server/domains/enrollments/commands/require-own-step';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';

/**
 * Notes that the caller has opened a lesson, so that "continue" leads back to it on any device and a video's watch time
 * has a beginning. Completes the course when nothing is left to do in it.
 *
 * @throws AppError as {@link requireOwnStep}.
 */
export async function visitLesson(
  ctx: UserContext,
  input: { lessonId: string },
): Promise<{ lessonId: string }> {
  const { step } = await requireOwnStep(ctx, input.lessonId);
  await transact(ctx.db, async (tx) => {
    await beginStep(tx, step);
    await settleCourse(tx, step);
  });
  return { lessonId: input.lessonId };
}
