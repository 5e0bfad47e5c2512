import type { z } from 'zod';
import type {
  SubmissionList,
  SubmissionView,
  submissionsOf,
} from '@/server/domains/assessments/contract/submissions';
import { assessmentErrors } from '@/server/domains/assessments/errors';
import {
  type SubmissionRow,
  selectHandIns,
  selectSubmissions,
} from '@/server/domains/assessments/repo/submissions';
import { findAssignment, findLesson } from '@/server/domains/content';
import { requireCourse } from '@/server/domains/courses';
import { requireEnrollment } from '@/server/domains/enrollments';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import type { UserContext } from '@/server/platform/context';
import { AppError } from '@/server/platform/errors';

/** A signed-in person, and the store their files are in. */
export type SubmissionContext = UserContext & { readonly objectStore: ObjectStore };

const addressSeconds = 4 * 3_600;

async function toFiles(objectStore: ObjectStore, { files }: SubmissionRow) {
  return await Promise.all(
    files.map(async ({ id, name, bytes, key }) => ({
      ...{ id, name, bytes },
      url: await objectStore.presignGet(key, { expiresInSeconds: addressSeconds, downloadName: name }),
    })),
  );
}

async function toHandIn(objectStore: ObjectStore, row: SubmissionRow) {
  const { id, number, status, submittedAt, textMd, links, feedbackMd, gradedAt } = row;
  if (status === 'draft' || submittedAt === null) return [];
  return [
    {
      id,
      number,
      status,
      submittedAt,
      textMd,
      links,
      feedbackMd,
      gradedAt,
      files: await toFiles(objectStore, row),
    },
  ];
}

/** Returns an assignment with the caller's place in its course. */
export async function requireAssignment(ctx: UserContext, lessonId: string) {
  const [lesson, assignment] = await Promise.all([
    findLesson(ctx.db, lessonId),
    findAssignment(ctx.db, lessonId),
  ]);
  if (lesson === null || assignment === null) throw new AppError(assessmentErrors.assignment_not_found);
  const enrollment = await requireEnrollment(ctx.db, ctx.actor.userId, lesson.courseId);
  const isOpen = assignment.dueAt === null || ctx.clock.now() <= assignment.dueAt;
  return { lesson, assignment, enrollment, isOpen };
}

/**
 * Returns an assignment as the caller stands with it.
 *
 * @throws AppError `assessments/assignment_not_found`, `enrollments/not_enrolled`, `enrollments/access_revoked`.
 */
export async function getSubmission(
  ctx: SubmissionContext,
  { lessonId }: { lessonId: string },
): Promise<SubmissionView> {
  const { isOpen } = await requireAssignment(ctx, lessonId);
  const rows = await selectSubmissions(ctx.db, lessonId, ctx.actor.userId);
  const draft = rows.find(({ status }) => status === 'draft');
  const handIns = await Promise.all(rows.map(async (row) => await toHandIn(ctx.objectStore, row)));
  return {
    draft:
      draft === undefined
        ? null
        : {
            ...{ revision: draft.revision, textMd: draft.textMd, links: draft.links },
            files: await toFiles(ctx.objectStore, draft),
          },
    handIns: handIns.flat(),
    isOpen,
  };
}

/**
 * Returns what learners have handed in for an assignment, for whoever may grade it.
 *
 * @throws AppError `courses/not_found`, `assessments/assignment_not_found`.
 */
export async function listSubmissions(
  ctx: SubmissionContext,
  input: z.output<typeof submissionsOf>,
): Promise<SubmissionList> {
  const course = await requireCourse(ctx, input.courseSlug, 'submissions.grade');
  const lesson = await findLesson(ctx.db, input.lessonId);
  // One that learners do not see yet has nothing to grade.
  if (lesson === null) return [];
  if (lesson.courseId !== course.id) throw new AppError(assessmentErrors.assignment_not_found);
  const rows = await selectHandIns(ctx.db, input.lessonId);
  const list = rows.map(async (row) =>
    (await toHandIn(ctx.objectStore, row)).map((one) => ({ ...one, learner: row.user.name })),
  );
  return (await Promise.all(list)).flat();
}
