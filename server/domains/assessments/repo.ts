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
} as const;

/** Reads the quiz of a lesson; whether the reader may see the lesson is another question. */
export async function selectQuizOfLesson(conn: Conn, lessonId: string) {
  return await conn.quiz.findFirst({
    where: { lessonId },
    select: {
      id: true,
      courseId: true,
      lessonId: true,
      passPercent: true,
      _count: { select: { questions: true } },
    },
  });
}

/** Reads a quiz by id. */
export async function selectQuiz(conn: Conn, id: string) {
  return await conn.quiz.findUnique({
    where: { id },
    select: { id: true, courseId: true, lessonId: true, passPercent: true },
  });
}

/** Reads the questions of a quiz as a learner may see them: neither key nor explanation is selected. */
export async function selectOpenQuestions(conn: Conn, quizId: string) {
  return await conn.question.findMany({
    where: { quizId },
    select: {
      id: true,
      kind: true,
      promptMd: true,
      choices: { select: { id: true, textMd: true }, orderBy: { position: 'asc' } },
    },
    orderBy: { position: 'asc' },
    take: 200,
  });
}

/** Reads the questions of a quiz with the key; for grading, and for reviews by who has passed. */
export async function selectKeyedQuestions(conn: Conn, quizId: string) {
  return await conn.question.findMany({
    where: { quizId },
    select: {
      id: true,
      kind: true,
      promptMd: true,
      explanationMd: true,
      choices: { select: { id: true, textMd: true, isCorrect: true }, orderBy: { position: 'asc' } },
    },
    orderBy: { position: 'asc' },
    take: 200,
  });
}

/** Reads one question's kind and choices, to check an answer against; null when the quiz has no such question. */
export async function selectQuestionShape(conn: Conn, quizId: string, questionId: string) {
  return await conn.question.findFirst({
    where: { id: questionId, quizId },
    select: { kind: true, choices: { select: { id: true } } },
  });
}

/** Reads the kind and choices of every question of a quiz, to check answers against. */
export async function selectQuestionShapes(conn: Conn, quizId: string) {
  return await conn.question.findMany({
    where: { quizId },
    select: { id: true, kind: true, choices: { select: { id: true } } },
    take: 200,
  });
}

/** Reads an attempt of this learner. */
export async function selectAttempt(conn: Conn, id: string, userId: string) {
  return await conn.attempt.findFirst({ where: { id, userId }, select: attemptFields });
}

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
  row: { quizId: string; userId: string; enrollmentId: string; startedAt: Date },
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
    take: 200,
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

/** Reads the quizzes of lessons with the key, as their authors write them. */
export async function selectQuizzesOfLessons(conn: Conn, lessonIds: readonly string[]) {
  return await conn.quiz.findMany({
    where: { lessonId: { in: [...lessonIds] } },
    select: {
      ...{ id: true, lessonId: true, passPercent: true },
      questions: {
        select: {
          ...{ id: true, kind: true, promptMd: true, explanationMd: true },
          choices: { select: { id: true, textMd: true, isCorrect: true }, orderBy: { position: 'asc' } },
        },
        orderBy: { position: 'asc' },
        take: 200,
      },
    },
    take: lessonIds.length,
  });
}

/** Returns which of some questions have been answered. */
export async function selectAnswered(conn: Conn, questionIds: readonly string[]): Promise<string[]> {
  const rows = await conn.answer.findMany({
    where: { questionId: { in: [...questionIds] } },
    select: { questionId: true },
    distinct: ['questionId'],
    take: questionIds.length,
  });
  return rows.map(({ questionId }) => questionId);
}

/** Returns which of some ids are those of questions or choices of other courses. */
export async function selectQuestionsElsewhere(
  conn: Conn,
  courseId: string,
  ids: readonly string[],
): Promise<string[]> {
  const within = { in: [...ids] };
  const questions = await conn.question.findMany({
    where: { id: within, quiz: { courseId: { not: courseId } } },
    select: { id: true },
    take: ids.length,
  });
  const choices = await conn.choice.findMany({
    where: { id: within, question: { quiz: { courseId: { not: courseId } } } },
    select: { id: true },
    take: ids.length,
  });
  return [...questions, ...choices].map(({ id }) => id);
}

/** A question as its author wants it. */
export type WantedQuestion = {
  readonly id: string;
  readonly kind: 'single' | 'multiple';
  readonly promptMd: string;
  readonly explanationMd: string;
  readonly choices: readonly { readonly id: string; readonly textMd: string; readonly isCorrect: boolean }[];
};

/** Writes the pass mark of a lesson's quiz, which is made if there is none; returns its id. */
export async function putQuiz(
  tx: Tx,
  row: { readonly courseId: string; readonly lessonId: string; readonly passPercent: number },
): Promise<string> {
  const { lessonId, passPercent } = row;
  const { id } = await tx.quiz.upsert({
    where: { lessonId },
    create: { id: newId(), ...row },
    update: { passPercent },
    select: { id: true },
  });
  return id;
}

/** Out of the way of every place that is wanted, so that none is taken while they are written. */
const aside = 100_000;

/** Makes the questions of a quiz what is wanted, in its order; the database refuses to remove an answered one. */
export async function replaceQuestions(
  tx: Tx,
  quizId: string,
  wanted: readonly WantedQuestion[],
): Promise<void> {
  const ids = wanted.map(({ id }) => id);
  await tx.question.deleteMany({ where: { quizId, id: { notIn: ids } } });
  await tx.question.updateMany({ where: { quizId }, data: { position: { increment: aside } } });
  for (const [position, { id, choices, ...row }] of wanted.entries()) {
    await tx.question.upsert({
      where: { id, quizId },
      create: { id, quizId, position, ...row },
      update: { position, ...row },
      select: { id: true },
    });
    await replaceChoices(tx, id, choices);
  }
}

async function replaceChoices(tx: Tx, questionId: string, wanted: WantedQuestion['choices']): Promise<void> {
  await tx.choice.deleteMany({ where: { questionId, id: { notIn: wanted.map(({ id }) => id) } } });
  await tx.choice.updateMany({ where: { questionId }, data: { position: { increment: aside } } });
  for (const [position, { id, ...row }] of wanted.entries()) {
    await tx.choice.upsert({
      where: { id, questionId },
      create: { id, questionId, position, ...row },
      update: { position, ...row },
      select: { id: true },
    });
  }
}

/**
 * Copies the quizzes of lessons to the copies of these lessons, with questions and choices, in one statement. Whatever columns
 * they have are copied; what learners did in them is not.
 */
export async function insertQuizCopies(
  tx: Tx,
  courseId: string,
  lessons: readonly { readonly from: string; readonly to: string }[],
): Promise<void> {
  const [from, to] = [lessons.map((one) => one.from), lessons.map((one) => one.to)];
  await tx.$executeRaw`
    WITH quiz AS MATERIALIZED (
      SELECT source.id AS old, gen_random_uuid() AS new, pair.new AS lesson_id FROM quizzes source
      JOIN unnest(${from}::uuid[], ${to}::uuid[]) AS pair(old, new) ON pair.old = source.lesson_id
    ), question AS MATERIALIZED (
      SELECT source.id AS old, gen_random_uuid() AS new, quiz.new AS quiz_id FROM questions source
      JOIN quiz ON quiz.old = source.quiz_id
    ), quizzes_made AS (
      INSERT INTO quizzes SELECT copy.* FROM quizzes source JOIN quiz ON quiz.old = source.id
      CROSS JOIN LATERAL jsonb_populate_record(source, jsonb_build_object(
        'id', quiz.new, 'lesson_id', quiz.lesson_id, 'course_id', ${courseId}::uuid)) copy
    ), questions_made AS (
      INSERT INTO questions SELECT copy.* FROM questions source JOIN question ON question.old = source.id
      CROSS JOIN LATERAL jsonb_populate_record(source, jsonb_build_object(
        'id', question.new, 'quiz_id', question.quiz_id)) copy
    )
    INSERT INTO choices SELECT copy.* FROM choices source JOIN question ON question.old = source.question_id
    CROSS JOIN LATERAL jsonb_populate_record(source, jsonb_build_object(
      'id', gen_random_uuid(), 'question_id', question.new)) copy`;
}
