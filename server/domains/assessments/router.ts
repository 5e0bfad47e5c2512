import { z } from 'zod';
import { gradeSubmission } from '@/server/domains/assessments/commands/grade-submission';
import {
  addFile,
  handIn,
  removeFile,
  saveDraft,
  signFile,
} from '@/server/domains/assessments/commands/hand-in';
import { saveAnswer } from '@/server/domains/assessments/commands/save-answer';
import { startAttempt } from '@/server/domains/assessments/commands/start-attempt';
import { submitAttempt } from '@/server/domains/assessments/commands/submit-attempt';
import * as contract from '@/server/domains/assessments/contract';
import * as submissions from '@/server/domains/assessments/contract/submissions';
import { getQuiz, getReview } from '@/server/domains/assessments/queries/get-quiz';
import { getSubmission, listSubmissions } from '@/server/domains/assessments/queries/get-submission';
import { router, signedIn } from '@/server/trpc/procedures';

/** Quizzes as learners take them, and assignments as they are handed in and looked at. */
export const assessmentsRouter = router({
  quiz: signedIn('none')
    .input(contract.byLesson)
    .output(contract.quizView)
    .query(async ({ ctx, input }) => await getQuiz(ctx, input)),
  start: signedIn('write', { isOwnActOnly: true })
    .input(contract.byLesson)
    .output(contract.byAttempt)
    .mutation(async ({ ctx, input }) => await startAttempt(ctx, input)),
  saveAnswer: signedIn('write', { isOwnActOnly: true })
    .input(contract.saveAnswerInput)
    .output(contract.savedAnswer)
    .mutation(async ({ ctx, input }) => await saveAnswer(ctx, input)),
  submit: signedIn('write', { isOwnActOnly: true })
    .input(contract.submitInput)
    .output(contract.attemptResult)
    .mutation(async ({ ctx, input }) => await submitAttempt(ctx, input)),
  review: signedIn('none')
    .input(contract.byAttempt)
    .output(contract.reviewView)
    .query(async ({ ctx, input }) => await getReview(ctx, input)),
  submission: signedIn('none')
    .input(contract.byLesson)
    .output(submissions.submissionView)
    .query(async ({ ctx, input }) => await getSubmission(ctx, input)),
  saveDraft: signedIn('write', { isOwnActOnly: true })
    .input(submissions.saveDraftInput)
    .output(submissions.draftSaved)
    .mutation(async ({ ctx, input }) => await saveDraft(ctx, input)),
  signFile: signedIn('write', { isOwnActOnly: true })
    .input(submissions.signFileInput)
    .output(submissions.signedFile)
    .mutation(async ({ ctx, input }) => await signFile(ctx, input)),
  addFile: signedIn('write', { isOwnActOnly: true })
    .input(submissions.addFileInput)
    .output(z.object({ fileId: z.string() }))
    .mutation(async ({ ctx, input }) => await addFile(ctx, input)),
  removeFile: signedIn('write', { isOwnActOnly: true })
    .input(submissions.draftFile)
    .output(z.object({ fileId: z.string() }))
    .mutation(async ({ ctx, input }) => await removeFile(ctx, input)),
  handIn: signedIn('write', { isOwnActOnly: true })
    .input(contract.byLesson)
    .output(contract.byLesson)
    .mutation(async ({ ctx, input }) => await handIn(ctx, input)),
  submissions: signedIn('none')
    .input(submissions.submissionsOf)
    .output(submissions.submissionList)
    .query(async ({ ctx, input }) => await listSubmissions(ctx, input)),
  gradeSubmission: signedIn('write')
    .input(submissions.gradeInput)
    .output(z.object({ submissionId: z.string() }))
    .mutation(async ({ ctx, input }) => await gradeSubmission(ctx, input)),
});
