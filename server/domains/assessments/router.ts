import { saveAnswer } from '@/server/domains/assessments/commands/save-answer';
import { startAttempt } from '@/server/domains/assessments/commands/start-attempt';
import { submitAttempt } from '@/server/domains/assessments/commands/submit-attempt';
import * as contract from '@/server/domains/assessments/contract';
import { getQuiz, getReview } from '@/server/domains/assessments/queries/get-quiz';
import { router, signedIn } from '@/server/trpc/procedures';

/** Quizzes as learners take them. */
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
});
