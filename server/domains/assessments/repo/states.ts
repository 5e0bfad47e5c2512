import type { QuizQuestion } from '@/server/domains/content/contract/quiz';
import type { Conn, Tx } from '@/server/platform/db';
import { newId } from '@/server/platform/ids';

/** Makes sure that a lesson has its quiz, and holds it until the transaction ends. */
export async function upsertQuizHeld(
  tx: Tx,
  quiz: { readonly lessonId: string; readonly courseId: string; readonly passPercent: number },
): Promise<string> {
  await tx.quiz.createMany({ data: [{ id: newId(), ...quiz }], skipDuplicates: true });
  const { lessonId, passPercent } = quiz;
  // An update that always happens: of several at once, the others wait and then see what the first has made.
  const { id } = await tx.quiz.update({ where: { lessonId }, data: { passPercent }, select: { id: true } });
  return id;
}

/** Reads all states of some questions, and the highest place in the quiz. */
export async function selectStates(tx: Conn, quizId: string, sourceIds: readonly string[]) {
  const ids = [...sourceIds];
  const { _max } = await tx.question.aggregate({ where: { quizId }, _max: { position: true } });
  const states = await tx.question.findMany({
    where: { quizId, OR: [{ sourceId: { in: ids } }, { id: { in: ids }, sourceId: null }] },
    select: {
      ...{ id: true, sourceId: true, kind: true, promptMd: true, explanationMd: true, points: true },
      choices: { select: { textMd: true, isCorrect: true }, orderBy: { position: 'asc' } },
    },
    orderBy: { position: 'desc' },
    // A question that was changed more often while people were asked it gets one state too many.
    take: 5_000,
  });
  return { states, nextPosition: (_max.position ?? -1) + 1 };
}

/** Writes new states of questions with their choices; they are never changed afterwards. */
export async function insertStates(
  tx: Tx,
  quizId: string,
  states: readonly { readonly id: string; readonly position: number; readonly question: QuizQuestion }[],
): Promise<void> {
  await tx.question.createMany({
    data: states.map(({ id, position, question }) => {
      const { kind, promptMd, explanationMd, points, id: sourceId } = question;
      return { id, quizId, position, sourceId, kind, promptMd, explanationMd, points };
    }),
  });
  await tx.choice.createMany({
    data: states.flatMap(({ id: questionId, question }) =>
      question.choices.map(({ textMd, isCorrect }, position) => ({
        ...{ id: newId(), questionId, position, textMd, isCorrect },
      })),
    ),
  });
}
