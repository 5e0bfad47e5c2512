import type { Conn, Tx } from '@/server/platform/db';
import { newId } from '@/server/platform/ids';

const attemptFields = {
  id: true,
  quizId: true,
  userId: true,
  enrollmentId: true,
  number: true,
  startedAt: true,
  submittedAt: true,
  gradedAt: true,
  scoreBp: true,
  isPassed: true,
  questionIds: true,
  passPercent: true,
} as const;

/** Reads the quiz of a lesson; there is none before somebody has begun it. */
export async function selectQuizOfLesson(conn: Conn, lessonId: string) {
  return await conn.quiz.findUnique({
    where: { lessonId },
    select: { id: true, courseId: true, lessonId: true, passPercent: true },
  });
}

/** Reads a quiz by id. */
export async function selectQuiz(conn: Conn, id: string) {
  return await conn.quiz.findUnique({
    where: { id },
    select: { id: true, courseId: true, lessonId: true, passPercent: true },
  });
}

/** Names an attempt's quiz and the questions it began with. */
type Asked = { readonly quizId: string; readonly questionIds: readonly string[] };

/** Attempts from before there were states of questions have all that were there then. */
function asked({ quizId, questionIds }: Asked) {
  return questionIds.length === 0 ? { quizId, sourceId: null } : { quizId, id: { in: [...questionIds] } };
}

/** Puts questions into the order of their attempt. */
function inOrder<Row extends { readonly id: string }>(rows: readonly Row[], { questionIds }: Asked): Row[] {
  const placeOf = new Map(questionIds.map((id, place) => [id, place]));
  return rows.toSorted((a, b) => (placeOf.get(a.id) ?? 0) - (placeOf.get(b.id) ?? 0));
}

/** Reads the questions of an attempt as a learner may see them: neither key nor explanation is selected. */
export async function selectOpenQuestions(conn: Conn, attempt: Asked) {
  const rows = await conn.question.findMany({
    where: asked(attempt),
    select: {
      ...{ id: true, kind: true, promptMd: true, points: true },
      choices: { select: { id: true, textMd: true }, orderBy: { position: 'asc' } },
    },
    orderBy: { position: 'asc' },
    take: 300,
  });
  return inOrder(rows, attempt);
}

/** Reads the questions of an attempt with the key; for grading, and for reviews by who has passed. */
export async function selectKeyedQuestions(conn: Conn, attempt: Asked) {
  const rows = await conn.question.findMany({
    where: asked(attempt),
    select: {
      ...{ id: true, kind: true, promptMd: true, explanationMd: true, points: true },
      choices: { select: { id: true, textMd: true, isCorrect: true }, orderBy: { position: 'asc' } },
    },
    orderBy: { position: 'asc' },
    take: 300,
  });
  return inOrder(rows, attempt);
}

/** Reads one question's kind and choices, to check an answer against; null when the attempt has no such question. */
export async function selectQuestionShape(conn: Conn, attempt: Asked, questionId: string) {
  return await conn.question.findFirst({
    where: { AND: [asked(attempt), { id: questionId }] },
    select: { kind: true, choices: { select: { id: true } } },
  });
}

/** Reads the kind and choices of every question of an attempt, to check answers against. */
export async function selectQuestionShapes(conn: Conn, attempt: Asked) {
  return await conn.question.findMany({
    where: asked(attempt),
    select: { id: true, kind: true, choices: { select: { id: true } } },
    take: 300,
  });
}

/** Reads an attempt of this learner. */
export async function selectAttempt(conn: Conn, id: string, userId: string) {
  return await conn.attempt.findFirst({ where: { id, userId }, select: attemptFields });
}

/** One attempt. */
export type AttemptRow = NonNullable<Awaited<ReturnType<typeof selectAttempt>>>;

/** Reads the open attempt of a learner at a quiz. */
export async function selectOpenAttempt(conn: Conn, quizId: string, userId: string) {
  return await conn.attempt.findFirst({
    where: { quizId, userId, submittedAt: null },
    select: attemptFields,
  });
}

/** Reads the graded attempts of a learner at a quiz, latest first. */
export async function selectGradedAttempts(conn: Conn, quizId: string, userId: string, limit: number) {
  return await conn.attempt.findMany({
    where: { quizId, userId, gradedAt: { not: null } },
    select: attemptFields,
    orderBy: { number: 'desc' },
    take: limit,
  });
}

/** Tells whether a learner has ever passed a quiz. */
export async function existsPass(conn: Conn, quizId: string, userId: string): Promise<boolean> {
  const passed = await conn.attempt.findFirst({
    where: { quizId, userId, isPassed: true },
    select: { id: true },
  });
  return passed !== null;
}

/**
 * Opens an attempt with the next number. Returns false when one is open already or somebody was faster: the unique keys
 * on (quiz, learner, number) and on the open attempt decide.
 */
export async function insertAttempt(
  tx: Tx,
  row: {
    quizId: string;
    userId: string;
    enrollmentId: string;
    startedAt: Date;
    questionIds: string[];
    passPercent: number;
  },
): Promise<boolean> {
  const { _max } = await tx.attempt.aggregate({
    where: { quizId: row.quizId, userId: row.userId },
    _max: { number: true },
  });
  const number = (_max.number ?? 0) + 1;
  const { count } = await tx.attempt.createMany({
    data: [{ id: newId(), number, ...row }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** Reads the answers of an attempt. */
export async function selectAnswers(conn: Conn, attemptId: string) {
  return await conn.answer.findMany({
    where: { attemptId },
    select: { questionId: true, choiceIds: true, seq: true, scoreBp: true },
    take: 300,
  });
}

/** An answer as it is stored. `seq` decides which of two saves stands. */
export type AnswerRow = {
  readonly questionId: string;
  readonly choiceIds: readonly string[];
  readonly seq: number;
};

/**
 * Stores answers of an attempt in one statement, each unless a newer save of it stands, none when the attempt is handed
 * in. Returns how many were stored.
 *
 * @param rows at most one for each question.
 */
export async function upsertAnswers(
  conn: Conn,
  attemptId: string,
  rows: readonly AnswerRow[],
  answeredAt: Date,
): Promise<number> {
  if (rows.length === 0) return 0;
  const questionIds = rows.map((row) => row.questionId);
  const seqs = rows.map((row) => row.seq);
  // unnest flattens an array of arrays, so each list of choices travels as the text of its array.
  const choices = rows.map((row) => `{${row.choiceIds.join(',')}}`);
  return await conn.$executeRaw`
    INSERT INTO answers (attempt_id, question_id, choice_ids, seq, answered_at)
    SELECT attempts.id, given.question_id, given.choice_ids::uuid[], given.seq, ${answeredAt}
    FROM attempts, unnest(${questionIds}::uuid[], ${choices}::text[], ${seqs}::int[]) AS given(question_id, choice_ids, seq)
    WHERE attempts.id = ${attemptId}::uuid AND attempts.submitted_at IS NULL
    FOR SHARE OF attempts
    ON CONFLICT (attempt_id, question_id) DO UPDATE
      SET choice_ids = EXCLUDED.choice_ids, seq = EXCLUDED.seq, answered_at = EXCLUDED.answered_at
      WHERE answers.seq < EXCLUDED.seq`;
}

/** Holds an attempt's row until the transaction ends, so that two hand-ins wait for each other instead of deadlocking. */
export async function lockAttempt(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM attempts WHERE id = ${id}::uuid FOR UPDATE`;
}

/** Claims the handing-in of an attempt; returns true for the one transaction that does it. */
export async function markSubmitted(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { count } = await tx.attempt.updateMany({
    where: { id, submittedAt: null },
    data: { submittedAt: at },
  });
  return count === 1;
}

/** Stores the score of each answer. */
export async function updateAnswerScores(
  tx: Tx,
  attemptId: string,
  scores: ReadonlyMap<string, number>,
): Promise<void> {
  const questionIds = [...scores.keys()];
  const values = [...scores.values()];
  await tx.$executeRaw`
    UPDATE answers SET score_bp = graded.score
    FROM unnest(${questionIds}::uuid[], ${values}::int[]) AS graded(question_id, score)
    WHERE answers.attempt_id = ${attemptId}::uuid AND answers.question_id = graded.question_id`;
}

/** Stores the grade of an attempt. */
export async function updateGrade(
  tx: Tx,
  id: string,
  grade: { scoreBp: number; isPassed: boolean; gradedAt: Date },
): Promise<void> {
  await tx.attempt.update({ where: { id }, data: grade, select: { id: true } });
}

/** Reads the best score of each of these learners in each quiz of a course. */
export async function maxScores(conn: Conn, courseId: string, userIds: readonly string[]) {
  return await conn.attempt.groupBy({
    by: ['userId', 'quizId'],
    where: { quiz: { courseId }, userId: { in: [...userIds] }, gradedAt: { not: null } },
    _max: { scoreBp: true },
    orderBy: { userId: 'asc' },
    take: Math.max(1, userIds.length * 50),
  });
}

/** More attempts than anybody has time for. */
const mostPasses = 100_000;

/** Reads the attempts by which a person has passed quizzes, since a time if it is given, oldest first. */
export async function selectPasses(conn: Conn, userId: string, from: Date | null) {
  return await conn.attempt.findMany({
    where: { userId, isPassed: true, submittedAt: from === null ? { not: null } : { gte: from } },
    select: {
      quizId: true,
      number: true,
      scoreBp: true,
      submittedAt: true,
      quiz: { select: { courseId: true } },
    },
    orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
    take: mostPasses,
  });
}
