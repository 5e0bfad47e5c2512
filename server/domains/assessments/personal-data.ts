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
];

/** Removes a person's attempts and answers. */
export const eraseAttempts: Eraser = async (tx, userId) => {
  await tx.attempt.deleteMany({ where: { userId } });
};
