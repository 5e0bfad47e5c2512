import type { z } from 'zod';
import { findVideoDurationMs } from '@/server/domains/content';
import {
  beginStep,
  completeStep,
  type Step,
  settleCourse,
} from '@/server/domains/enrollments/commands/advance';
import { requireOwnStep } from '@/server/domains/enrollments/commands/require-own-step';
import type { recordWatchInput, StepResult, WatchView } from '@/server/domains/enrollments/contract';
import { enrollmentErrors } from '@/server/domains/enrollments/errors';
import { selectProgress, selectWatchClock, updateWatch } from '@/server/domains/enrollments/repo';
import {
  believe,
  isWatched,
  watchedPercent,
  watchPolicy,
} from '@/server/domains/enrollments/rules/watch-coverage';
import type { UserContext } from '@/server/platform/context';
import { type Tx, transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

/**
 * Adds what the caller played of a video, as far as it is physically possible by the server's clock, and completes the
 * lesson once enough was watched. Beats may come late, twice or out of order.
 *
 * @throws AppError as `requireOwnStep`, and `enrollments/lesson_not_completable` for a lesson without a video.
 */
export async function recordWatch(
  ctx: UserContext,
  input: z.output<typeof recordWatchInput>,
): Promise<StepResult> {
  const { lesson, step } = await requireOwnStep(ctx, input.lessonId);
  const durationMs = await findVideoDurationMs(ctx.db, lesson.id);
  if (durationMs === null) throw new AppError(enrollmentErrors.lesson_not_completable);

  return await transact(ctx.db, async (tx) => {
    await beginStep(tx, step);
    const watchedMs = await addBeat(tx, step, input, durationMs);
    const isEnough = isWatched(watchedMs, durationMs);
    const progress = isEnough ? await completeStep(tx, step) : await settleCourse(tx, step);
    const stored = await selectProgress(tx, step.enrollmentId, step.lessonId);
    const watch: WatchView = {
      positionMs: Math.min(input.positionMs, durationMs),
      watchedPercent: watchedPercent(watchedMs, durationMs),
      neededPercent: watchPolicy.neededPercent,
    };
    return {
      lessonId: lesson.id,
      isLessonCompleted: (stored?.completedAt ?? null) !== null,
      progress,
      watch,
    };
  });
}

async function addBeat(
  tx: Tx,
  step: Step,
  input: z.output<typeof recordWatchInput>,
  durationMs: number,
): Promise<number[]> {
  const { enrollmentId, lessonId, at } = step;
  const stored = await selectProgress(tx, enrollmentId, lessonId);
  const clock = await selectWatchClock(tx, enrollmentId);
  // Nothing was watched of this lesson before it was opened, and none of two videos at once.
  const clockMs = Math.max((stored?.startedAt ?? at).getTime(), clock?.getTime() ?? 0);
  const state = { watchedMs: stored?.watchedMs ?? [], durationMs, clockMs, nowMs: at.getTime() };
  const believed = believe(input.played, state);
  const positionMs = Math.min(input.positionMs, durationMs);
  const watch = { watchedMs: believed.watchedMs, positionMs, beatAt: new Date(believed.clockMs) };
  await updateWatch(tx, { enrollmentId, lessonId }, watch);
  return believed.watchedMs;
}
