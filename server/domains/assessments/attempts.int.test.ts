import { Client } from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { newId } from '@/server/platform/ids';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fixedClock } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

async function enrolledInQuiz() {
  const factory = testFactory();
  const learner = await factory.user();
  const course = await factory.course({ lessons: ['quiz'] });
  await factory.enrollment({ userId: learner.id, courseId: course.id });
  const [lesson] = course.lessons;
  const quiz = lesson?.quiz;
  if (lesson === undefined || quiz === null || quiz === undefined)
    throw new Error('the factory made no quiz');
  const [single, multiple] = quiz.questions;
  const rightOf = (question: typeof single) =>
    question.choices.filter((choice) => choice.isCorrect).map((choice) => choice.id);
  const clock = fixedClock();
  return {
    factory,
    learner,
    course,
    lessonId: lesson.id,
    single,
    multiple,
    clock,
    caller: callAs(learner, clock).assessments,
    right: [
      { questionId: single.id, choiceIds: rightOf(single), seq: 1 },
      { questionId: multiple.id, choiceIds: rightOf(multiple), seq: 1 },
    ],
    wrongId: single.choices.find((choice) => !choice.isCorrect)?.id ?? '',
  };
}

async function events(): Promise<string[]> {
  const rows = await testDb().outboxEvent.findMany({ orderBy: { id: 'asc' } });
  return rows.map((row) => row.name);
}

const ten = Array.from({ length: 10 });

describe('starting', () => {
  it('opens one attempt for ten callers at once', async () => {
    const { caller, lessonId } = await enrolledInQuiz();
    const started = await Promise.all(ten.map(async () => await caller.start({ lessonId })));
    expect(new Set(started.map((one) => one.attemptId)).size).toBe(1);
    expect(await testDb().attempt.count()).toBe(1);
  });

  it('opens the next attempt only after the last one was handed in', async () => {
    const { caller, lessonId } = await enrolledInQuiz();
    const first = await caller.start({ lessonId });
    expect(await caller.start({ lessonId })).toEqual(first);
    await caller.submit({ attemptId: first.attemptId });
    const second = await caller.start({ lessonId });
    expect(second.attemptId).not.toBe(first.attemptId);
    expect((await caller.quiz({ lessonId })).openAttempt?.number).toBe(2);
  });

  it('refuses strangers, and people look at their own attempts only', async () => {
    const { factory, course, caller, lessonId } = await enrolledInQuiz();
    const { attemptId } = await caller.start({ lessonId });
    await caller.submit({ attemptId });
    const stranger = await factory.user();
    await expect(callAs(stranger).assessments.start({ lessonId })).rejects.toThrow(
      'enrollments/not_enrolled',
    );
    const classmate = await factory.user();
    await factory.enrollment({ userId: classmate.id, courseId: course.id });
    const other = callAs(classmate).assessments;
    await expect(other.review({ attemptId })).rejects.toThrow('assessments/attempt_not_found');
    await expect(other.submit({ attemptId })).rejects.toThrow('assessments/attempt_not_found');
    expect((await other.quiz({ lessonId })).results).toEqual([]);
  });
});

describe('saving answers', () => {
  it('lets no late older save overwrite a newer one', async () => {
    const { caller, lessonId, single, right, wrongId } = await enrolledInQuiz();
    const { attemptId } = await caller.start({ lessonId });
    const answer = { attemptId, questionId: single.id };
    const newer = { ...answer, choiceIds: right[0]?.choiceIds ?? [], seq: 5 };
    expect(await caller.saveAnswer(newer)).toMatchObject({ seq: 5, isStale: false });
    const late = await caller.saveAnswer({ ...answer, choiceIds: [wrongId], seq: 4 });
    expect(late).toEqual({ questionId: single.id, seq: 5, isStale: true });
    const { openAttempt } = await caller.quiz({ lessonId });
    expect(openAttempt?.questions[0]).toMatchObject({ chosenIds: newer.choiceIds, seq: 5 });
  });

  it('keeps the newest of ten saves that arrive at once in any order', async () => {
    const { caller, lessonId, single, right, wrongId } = await enrolledInQuiz();
    const { attemptId } = await caller.start({ lessonId });
    const rightIds = right[0]?.choiceIds ?? [];
    const saves = ten.map((_, index) => ({
      attemptId,
      questionId: single.id,
      choiceIds: index === 9 ? rightIds : [wrongId],
      seq: index + 1,
    }));
    await Promise.all(saves.reverse().map(async (save) => await caller.saveAnswer(save)));
    const stored = await testDb().answer.findFirstOrThrow();
    expect(stored).toMatchObject({ seq: 10, choiceIds: rightIds });
  });

  it('refuses what the question cannot have, and everything after handing in', async () => {
    const { caller, lessonId, single, multiple, wrongId, right } = await enrolledInQuiz();
    const { attemptId } = await caller.start({ lessonId });
    const save = async (questionId: string, choiceIds: string[]) =>
      await caller.saveAnswer({ attemptId, questionId, choiceIds, seq: 1 });
    await expect(save(newId(), [])).rejects.toThrow('assessments/question_not_found');
    await expect(save(multiple.id, [wrongId])).rejects.toThrow('assessments/choice_not_found');
    await expect(save(single.id, [wrongId, right[0]?.choiceIds[0] ?? ''])).rejects.toThrow(
      'assessments/too_many_choices',
    );
    await caller.submit({ attemptId });
    await expect(save(single.id, [wrongId])).rejects.toThrow('assessments/attempt_closed');
    expect(await testDb().answer.count()).toBe(0);
  });
});

describe('handing in', () => {
  it('grades once and tells it once to ten callers at once', async () => {
    const { caller, lessonId, right } = await enrolledInQuiz();
    const { attemptId } = await caller.start({ lessonId });
    const results = await Promise.all(
      ten.map(async () => await caller.submit({ attemptId, answers: right })),
    );
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(results[0]).toMatchObject({ scoreBp: 10_000, isPassed: true, number: 1 });
    expect(await events()).toEqual([
      'assessment/attempt.graded',
      'enrollment/lesson.completed',
      'enrollment/course.completed',
    ]);
  });

  it('stands as it was handed in, whatever comes later', async () => {
    const { caller, lessonId, right, single, wrongId } = await enrolledInQuiz();
    const { attemptId } = await caller.start({ lessonId });
    const failed = await caller.submit({
      attemptId,
      answers: [{ questionId: single.id, choiceIds: [wrongId], seq: 1 }],
    });
    expect(failed).toMatchObject({ scoreBp: 0, isPassed: false });
    const again = await caller.submit({ attemptId, answers: right.map((each) => ({ ...each, seq: 9 })) });
    expect(again).toEqual(failed);
    expect(await events()).toEqual(['assessment/attempt.graded']);
  });

  it('counts what is handed in over what was saved before, and a blank as nothing', async () => {
    const { caller, lessonId, right, single, wrongId } = await enrolledInQuiz();
    const { attemptId } = await caller.start({ lessonId });
    await caller.saveAnswer({ attemptId, questionId: single.id, choiceIds: [wrongId], seq: 1 });
    const choiceIds = right[0]?.choiceIds ?? [];
    const result = await caller.submit({
      attemptId,
      answers: [{ questionId: single.id, choiceIds, seq: 2 }],
    });
    expect(result).toMatchObject({ scoreBp: 5_000, isPassed: false });
  });

  it('completes the lesson at the first pass, and a later failure takes nothing away', async () => {
    const { caller, lessonId, right } = await enrolledInQuiz();
    const first = await caller.start({ lessonId });
    await caller.submit({ attemptId: first.attemptId, answers: right });
    const second = await caller.start({ lessonId });
    await caller.submit({ attemptId: second.attemptId });
    const quiz = await caller.quiz({ lessonId });
    expect(quiz.results.map((result) => result.isPassed)).toEqual([false, true]);
    expect((await testDb().lessonProgress.findFirstOrThrow()).completedAt).not.toBeNull();
    expect((await events()).filter((name) => name === 'enrollment/course.completed')).toHaveLength(1);
  });
});

describe('handing in much', () => {
  async function longQuiz(count: number) {
    const { factory, caller, lessonId } = await enrolledInQuiz();
    const { id: quizId } = await testDb().quiz.findFirstOrThrow();
    await testDb().question.deleteMany();
    const answers = [];
    for (let index = 0; index < count; index += 1) {
      const question = await factory.question({ quizId, kind: 'multiple' }, [true, true, false]);
      const choiceIds = question.choices.slice(0, 2).map((choice) => choice.id);
      answers.push({ questionId: question.id, choiceIds: index === 0 ? [] : choiceIds, seq: 1 });
    }
    const { attemptId } = await caller.start({ lessonId });
    return { caller, attemptId, answers, lessonId };
  }

  it.each([2, 40])('takes a fixed number of queries for %i answers', async (count) => {
    const { caller, attemptId, answers } = await longQuiz(count);
    const queries = vi.spyOn(Client.prototype, 'query');
    const result = await caller.submit({ attemptId, answers });
    // Fewer than there are answers, completing the lesson and the course included.
    expect(queries.mock.calls.length).toBeLessThanOrEqual(33);
    queries.mockRestore();
    expect(result.scoreBp).toBe(Math.floor((10_000 * (count - 1)) / count));
    expect(await testDb().answer.count()).toBe(count);
  });

  it('takes the newest of several answers to one question, and refuses numbers beyond all saves', async () => {
    const { caller, attemptId, answers } = await longQuiz(1);
    const [blank] = answers;
    const { choices } = await testDb().question.findFirstOrThrow({ include: { choices: true } });
    const right = choices.filter((choice) => choice.isCorrect).map((choice) => choice.id);
    const questionId = blank?.questionId ?? '';
    await expect(
      caller.submit({ attemptId, answers: [{ questionId, choiceIds: [], seq: 2 ** 31 }] }),
    ).rejects.toThrow('platform/invalid_input');
    const result = await caller.submit({
      attemptId,
      answers: [
        { questionId, choiceIds: right.slice(0, 1), seq: 2 },
        { questionId, choiceIds: right, seq: 3 },
        { questionId, choiceIds: [], seq: 1 },
      ],
    });
    expect(result.scoreBp).toBe(10_000);
  });
});

describe('who lost access', () => {
  it('neither looks, saves, hands in nor reviews', async () => {
    const { caller, lessonId, right, wrongId, single } = await enrolledInQuiz();
    const graded = await caller.start({ lessonId });
    await caller.submit({ attemptId: graded.attemptId });
    const { attemptId } = await caller.start({ lessonId });
    await testDb().enrollment.updateMany({ data: { revokedAt: new Date() } });
    const wrong = { questionId: single.id, choiceIds: [wrongId], seq: 1 };
    const asked = [
      async () => await caller.quiz({ lessonId }),
      async () => await caller.start({ lessonId }),
      async () => await caller.saveAnswer({ attemptId, ...wrong }),
      async () => await caller.submit({ attemptId, answers: [wrong] }),
      async () => await caller.submit({ attemptId, answers: right }),
      async () => await caller.submit({ attemptId: graded.attemptId }),
      async () => await caller.review({ attemptId: graded.attemptId }),
    ];
    for (const ask of asked) await expect(ask()).rejects.toThrow('enrollments/access_revoked');
    expect(await testDb().answer.count()).toBe(0);
    expect((await testDb().attempt.findUniqueOrThrow({ where: { id: attemptId } })).submittedAt).toBeNull();
  });

  it('a quiz of a lesson that is not published is not there', async () => {
    const { caller, lessonId, factory } = await enrolledInQuiz();
    const lesson = await testDb().lesson.update({
      where: { id: lessonId },
      data: { archivedAt: factory.context.now },
    });
    expect(await caller.quiz({ lessonId })).toMatchObject({ lessonId });
    await factory.publish(lesson.courseId);
    await expect(caller.quiz({ lessonId })).rejects.toThrow('assessments/quiz_not_found');
    await expect(caller.start({ lessonId })).rejects.toThrow('assessments/quiz_not_found');
  });
});

describe('the key', () => {
  it('is not bought with a blank hand-in: a review shows own choices and scores until the quiz is passed', async () => {
    const { caller, lessonId, single, multiple, right, wrongId } = await enrolledInQuiz();
    await testDb().question.updateMany({ data: { explanationMd: 'the reason' } });
    const failed = await caller.start({ lessonId });
    const half = right[1]?.choiceIds.slice(0, 1) ?? [];
    await caller.submit({
      attemptId: failed.attemptId,
      answers: [
        { questionId: single.id, choiceIds: [wrongId], seq: 1 },
        { questionId: multiple.id, choiceIds: half, seq: 1 },
      ],
    });
    const closed = await caller.review({ attemptId: failed.attemptId });
    expect(closed.isKeyShown).toBe(false);
    expect(closed.questions.map((question) => question.scoreBp)).toEqual([0, 5_000]);
    expect(closed.questions.map((question) => question.explanationMd)).toEqual([null, null]);
    const choices = closed.questions.flatMap((question) => question.choices);
    expect(new Set(choices.map((choice) => choice.isCorrect))).toEqual(new Set([null]));
    expect(choices.filter((choice) => choice.isChosen).map((choice) => choice.id)).toEqual([
      wrongId,
      ...half,
    ]);

    const passed = await caller.start({ lessonId });
    await caller.submit({ attemptId: passed.attemptId, answers: right });
    for (const { attemptId } of [failed, passed]) {
      const open = await caller.review({ attemptId });
      expect(open.isKeyShown).toBe(true);
      expect(open.questions[0]).toMatchObject({ explanationMd: 'the reason' });
      const keyed = open.questions[0]?.choices
        .filter((choice) => choice.isCorrect)
        .map((choice) => choice.id);
      expect(keyed).toEqual(right[0]?.choiceIds);
    }
  });

  /** Every name that occurs in an answer, at any depth. */
  function namesIn(value: unknown): string[] {
    if (Array.isArray(value)) return value.flatMap(namesIn);
    if (typeof value !== 'object' || value === null || value instanceof Date) return [];
    return Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)]);
  }

  it('never leaves the server before grading, and does with the review', async () => {
    const { caller, lessonId, single, right } = await enrolledInQuiz();
    const secret = 'because the moon is closer';
    await testDb().question.updateMany({ where: { id: single.id }, data: { explanationMd: secret } });
    const { attemptId } = await caller.start({ lessonId });
    const [answer] = right;
    const saved = answer && (await caller.saveAnswer({ attemptId, ...answer }));
    const open = await caller.quiz({ lessonId });
    const seen = JSON.stringify([open, saved]);
    expect(seen).not.toContain(secret);
    expect(namesIn([open, saved])).not.toContain('isCorrect');
    expect(namesIn([open, saved])).not.toContain('explanationMd');
    await expect(caller.review({ attemptId })).rejects.toThrow('assessments/attempt_not_found');

    await caller.submit({ attemptId, answers: right });
    const review = await caller.review({ attemptId });
    expect(review.questions[0]).toMatchObject({ explanationMd: secret, scoreBp: 10_000 });
    expect(namesIn(review)).toContain('isCorrect');
    // A new attempt hides it again.
    await caller.start({ lessonId });
    expect(namesIn(await caller.quiz({ lessonId }))).not.toContain('isCorrect');
  });
});
