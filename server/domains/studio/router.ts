import { studioOutline } from '@/server/domains/content/contract';
import { duplicateCourse, duplicateLesson } from '@/server/domains/studio/commands/duplicate';
import * as contract from '@/server/domains/studio/contract';
import { getPreview } from '@/server/domains/studio/queries/get-preview';
import { env } from '@/server/platform/env';
import { permitted, router, signedIn } from '@/server/trpc/procedures';

/** What is done with a whole course, its outline, texts and quizzes together; in which course, its staff says. */
export const studioRouter = router({
  duplicateCourse: permitted('teach', 'write')
    .input(contract.duplicateCourseInput)
    .output(contract.courseDuplicated)
    .mutation(async ({ ctx, input }) => await duplicateCourse(ctx, input)),
  duplicateLesson: signedIn('write')
    .input(contract.duplicateLessonInput)
    .output(studioOutline)
    .mutation(async ({ ctx, input }) => await duplicateLesson(ctx, input)),
  preview: signedIn('none')
    .input(contract.previewInput)
    .output(contract.previewView)
    .query(async ({ ctx, input }) => await getPreview({ ...ctx, secret: env().AUTH_SECRET }, input)),
});
