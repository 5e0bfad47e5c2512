import { mediaEvents } from '@/server/domains/media';
import { emit } from '@/server/platform/events';
import { type Eraser, type PersonalArea, pagesById } from '@/server/platform/personal-data';

/** A person's attempts with their answers in words, for the copy of their data. The key stays out of it. */
export const assessmentAreas: readonly PersonalArea[] = [
  {
    name: 'attempts',
    tables: ['attempts', 'answers'],
    pages: (conn, userId) =>
      pagesById(async ({ after, take }) =>
        (
          await conn.attempt.findMany({
            where: { userId, id: after },
            select: {
              id: true,
              number: true,
              startedAt: true,
              submittedAt: true,
              gradedAt: true,
              scoreBp: true,
              isPassed: true,
              quiz: { select: { lesson: { select: { title: true } }, course: { select: { title: true } } } },
              answers: {
                select: {
                  answeredAt: true,
                  scoreBp: true,
                  choiceIds: true,
                  question: { select: { promptMd: true, choices: { select: { id: true, textMd: true } } } },
                },
                orderBy: { questionId: 'asc' },
              },
            },
            orderBy: { id: 'asc' },
            take,
          })
        ).map(({ quiz, answers, ...attempt }) => ({
          ...attempt,
          course: quiz.course.title,
          lesson: quiz.lesson.title,
          answers: answers.map(({ question, choiceIds, ...answer }) => ({
            ...answer,
            question: question.promptMd,
            chosen: question.choices.flatMap(({ id, textMd }) => (choiceIds.includes(id) ? [textMd] : [])),
          })),
        })),
      ),
  },
  {
    name: 'assignments',
    tables: ['submissions', 'submission_files'],
    pages: (conn, userId) =>
      pagesById(async ({ after, take }) =>
        (
          await conn.submission.findMany({
            where: { userId, id: after },
            select: {
              ...{ id: true, number: true, status: true, textMd: true, links: true },
              ...{ createdAt: true, submittedAt: true, feedbackMd: true, gradedAt: true },
              lesson: { select: { title: true } },
              course: { select: { title: true } },
              files: { select: { name: true, bytes: true }, orderBy: { id: 'asc' } },
            },
            orderBy: { id: 'asc' },
            take,
          })
        ).map(({ lesson, course, ...submission }) => ({
          ...submission,
          ...{ course: course.title, lesson: lesson.title },
        })),
      ),
  },
];

/** As many keys as one event holds. */
const keysAtOnce = 200;

/** Removes a person's attempts and answers, and what they handed in with its files. */
export const eraseAttempts: Eraser = async (tx, userId) => {
  await tx.attempt.deleteMany({ where: { userId } });
  const files = await tx.submissionFile.findMany({
    where: { submission: { userId } },
    select: { key: true },
    distinct: ['key'],
    take: 10_000,
  });
  const keys = files.map(({ key }) => key);
  for (let at = 0; at < keys.length; at += keysAtOnce) {
    const some = keys.slice(at, at + keysAtOnce);
    await emit(tx, mediaEvents.filesDropped, { folder: null, keys: some, upload: null });
  }
  await tx.submission.deleteMany({ where: { userId } });
};
