import type { z } from 'zod';
import type {
  addFileInput,
  draftFile,
  saveDraftInput,
  signFileInput,
} from '@/server/domains/assessments/contract/submissions';
import { submissionLimits } from '@/server/domains/assessments/contract/submissions';
import { assessmentErrors } from '@/server/domains/assessments/errors';
import {
  requireAssignment,
  type SubmissionContext,
} from '@/server/domains/assessments/queries/get-submission';
import {
  deleteFile,
  insertDraft,
  insertFile,
  markHandedIn,
  type SubmissionRow,
  selectDraftHeld,
  selectSubmissions,
  updateDraft,
} from '@/server/domains/assessments/repo/submissions';
import { completeLessonFor, requireUnlocked } from '@/server/domains/enrollments';
import { mediaEvents } from '@/server/domains/media';
import { type Tx, transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';
import { newId } from '@/server/platform/ids';

type Place = Awaited<ReturnType<typeof requireAssignment>>;

async function requireOpen(ctx: SubmissionContext, lessonId: string): Promise<Place> {
  const place = await requireAssignment(ctx, lessonId);
  if (!place.isOpen) throw new AppError(assessmentErrors.too_late);
  const { lesson, enrollment } = place;
  // Who began in time goes on: what closes meanwhile takes nobody's work away.
  const begun = await selectSubmissions(ctx.db, lesson.id, ctx.actor.userId);
  if (begun.length === 0) await requireUnlocked(ctx.db, enrollment, lesson.id, ctx.clock.now());
  return place;
}

/** Returns the draft of the caller, begun with what they handed in last when there is none; it is held. */
async function draftOf(
  tx: Tx,
  ctx: SubmissionContext,
  { lesson, enrollment }: Place,
): Promise<SubmissionRow> {
  const { userId } = ctx.actor;
  const present = await selectDraftHeld(tx, lesson.id, userId);
  if (present !== null) return present;
  const [last] = await selectSubmissions(tx, lesson.id, userId);
  const place = { courseId: lesson.courseId, lessonId: lesson.id, userId, enrollmentId: enrollment.id };
  await insertDraft(tx, { ...place, createdAt: ctx.clock.now() }, last);
  const begun = await selectDraftHeld(tx, lesson.id, userId);
  if (begun === null) throw new AppError(assessmentErrors.changed_since);
  return begun;
}

/**
 * Saves what the caller is writing. Revision 0 begins a draft; saving the present state again changes nothing.
 *
 * @throws AppError as {@link requireAssignment}, `assessments/too_late`; `assessments/changed_since` when another tab has
 *   saved something else.
 */
export async function saveDraft(
  ctx: SubmissionContext,
  input: z.output<typeof saveDraftInput>,
): Promise<{ revision: number }> {
  const { lessonId, revision, textMd, links } = input;
  const place = await requireOpen(ctx, lessonId);
  return await transact(ctx.db, async (tx) => {
    const draft = await draftOf(tx, ctx, place);
    const isSame = draft.textMd === textMd && draft.links.join('\n') === links.join('\n');
    if (isSame) return { revision: draft.revision };
    const base = { id: draft.id, revision: revision === 0 ? 1 : revision };
    if (!(await updateDraft(tx, base, { textMd, links }))) throw new AppError(assessmentErrors.changed_since);
    return { revision: base.revision + 1 };
  });
}

const keyOf = (userId: string, fileId: string) => `private/submissions/${userId}/${fileId}`;

/** It is fetched as an attachment only, so that what it is decides nothing. */
const anyType = 'application/octet-stream';

/** Gives leave to send one file to the store. @throws AppError as {@link saveDraft}. */
export async function signFile(ctx: SubmissionContext, { lessonId, bytes }: z.output<typeof signFileInput>) {
  await requireOpen(ctx, lessonId);
  const fileId = newId();
  const wish = { expiresInSeconds: 600, contentType: anyType, contentLength: bytes };
  return { fileId, ...(await ctx.objectStore.presignPut(keyOf(ctx.actor.userId, fileId), wish)) };
}

/**
 * Puts a file that has arrived into the caller's draft; doing it again changes nothing.
 *
 * @throws AppError as {@link saveDraft}; `assessments/file_missing`, `assessments/too_many_files`.
 */
export async function addFile(
  ctx: SubmissionContext,
  input: z.output<typeof addFileInput>,
): Promise<{ fileId: string }> {
  const { lessonId, fileId, name } = input;
  const place = await requireOpen(ctx, lessonId);
  const key = keyOf(ctx.actor.userId, fileId);
  const head = await ctx.objectStore.head(key);
  if (head === null) throw new AppError(assessmentErrors.file_missing);
  await transact(ctx.db, async (tx) => {
    const draft = await draftOf(tx, ctx, place);
    if (draft.files.length >= submissionLimits.files) {
      throw new AppError(assessmentErrors.too_many_files, { details: { limit: submissionLimits.files } });
    }
    await insertFile(tx, {
      id: fileId,
      submissionId: draft.id,
      name,
      bytes: head.size,
      contentType: anyType,
      key,
    });
  });
  return { fileId };
}

/** Takes a file out of the caller's draft; hand-ins keep theirs. @throws AppError as {@link saveDraft}. */
export async function removeFile(
  ctx: SubmissionContext,
  input: z.output<typeof draftFile>,
): Promise<{ fileId: string }> {
  const place = await requireOpen(ctx, input.lessonId);
  await transact(ctx.db, async (tx) => {
    const draft = await draftOf(tx, ctx, place);
    const key = await deleteFile(tx, draft.id, input.fileId);
    if (key !== null) await emit(tx, mediaEvents.filesDropped, { folder: null, keys: [key], upload: null });
  });
  return { fileId: input.fileId };
}

function requireSomething({ textMd, links, files }: SubmissionRow, { accepts }: Place['assignment']): void {
  const isThere =
    (accepts.text && textMd.trim() !== '') ||
    (accepts.links && links.length > 0) ||
    (accepts.files && files.length > 0);
  if (!isThere) throw new AppError(assessmentErrors.nothing_to_hand_in);
}

/**
 * Hands the caller's draft in, and completes the lesson if that is enough. Without a draft it changes nothing, so that a
 * hand-in whose answer was lost can be sent again.
 *
 * @throws AppError as {@link saveDraft}, `assessments/nothing_to_hand_in`.
 */
export async function handIn(
  ctx: SubmissionContext,
  { lessonId }: { lessonId: string },
): Promise<{ lessonId: string }> {
  const place = await requireOpen(ctx, lessonId);
  const at = ctx.clock.now();
  await transact(ctx.db, async (tx) => {
    const draft = await selectDraftHeld(tx, lessonId, ctx.actor.userId);
    if (draft === null) {
      const [last] = await selectSubmissions(tx, lessonId, ctx.actor.userId);
      if (last === undefined) throw new AppError(assessmentErrors.nothing_to_hand_in);
      return;
    }
    requireSomething(draft, place.assignment);
    await markHandedIn(tx, draft.id, at);
    if (place.assignment.completesOn === 'submitted')
      await completeLessonFor(tx, place.enrollment, lessonId, at);
  });
  return { lessonId };
}
