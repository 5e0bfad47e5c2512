import { describe, expect, it } from 'vitest';
import type { SettingsOf } from '@/server/domains/content/contract/settings';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { testDb } from '@/test/test-db';

const courseSlug = 'sums';

async function quizOfTwo() {
  const factory = testFactory();
  const course = await factory.course({ slug: courseSlug, lessons: ['quiz'] });
  const lessonId = course.lessons[0]?.id ?? '';
  const author = callAs(course.owner).content;
  const learnerOf = async () => {
    const user = await factory.user();
    await factory.enrollment({ userId: user.id, courseId: course.id });
    return callAs(user).assessments;
  };
  const written = async () => {
    const { settings, revision } = await author.settings({ courseSlug, lessonId });
    if (settings.kind !== 'quiz') throw new Error('a quiz');
    return { settings, revision };
  };
  const save = async (change: (settings: SettingsOf<'quiz'>) => SettingsOf<'quiz'>) => {
    const { settings, revision } = await written();
    await author.saveSettings({
      courseSlug,
      lessonId,
      revision,
      assetId: null,
      settings: change(settings),
    });
    await factory.publish(course.id);
  };
  return { factory, course, lessonId, learner: await learnerOf(), learnerOf, save, written };
}

const openOf = async (learner: Awaited<ReturnType<typeof quizOfTwo>>['learner'], lessonId: string) =>
  (await learner.quiz({ lessonId })).openAttempt?.questions ?? [];

describe('a quiz that is changed', () => {
  it('leaves a begun attempt as it was: its questions, its order, its key and its mark', async () => {
    const { lessonId, learner, learnerOf, save } = await quizOfTwo();
    const { attemptId } = await learner.start({ lessonId });
    const before = await openOf(learner, lessonId);
    const right = before.map(({ id, kind, choices }) => ({
      ...{ questionId: id, seq: 1 },
      // The factory puts the right choices first.
      choiceIds: choices.slice(0, kind === 'single' ? 1 : 2).map((choice) => choice.id),
    }));
    await save((quiz) => ({
      ...quiz,
      passPercent: 100,
      questions: quiz.questions
        .toReversed()
        .slice(0, 1)
        .map((question) => ({
          ...question,
          promptMd: 'Something else?',
          choices: question.choices.map((choice) => ({ ...choice, isCorrect: !choice.isCorrect })),
        })),
    }));
    expect(await openOf(learner, lessonId)).toEqual(before);
    expect(await learner.submit({ attemptId, answers: right })).toMatchObject({
      scoreBp: 10_000,
      isPassed: true,
    });
    const review = await learner.review({ attemptId });
    expect(review.questions.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(review.passPercent).toBe(70);

    const other = await learnerOf();
    expect(await other.quiz({ lessonId })).toMatchObject({ questionCount: 1, passPercent: 100 });
    await other.start({ lessonId });
    expect((await openOf(other, lessonId)).map(({ promptMd }) => promptMd)).toEqual(['Something else?']);
  });

  it('makes a new state of what has changed only, and one for all who begin at once', async () => {
    const { lessonId, learner, learnerOf, save } = await quizOfTwo();
    await learner.start({ lessonId });
    expect(await testDb().question.count()).toBe(2);
    await save((quiz) => ({
      ...quiz,
      questions: quiz.questions.map((question, place) =>
        place === 0 ? { ...question, points: 3 } : question,
      ),
    }));
    const others = await Promise.all(Array.from({ length: 5 }, learnerOf));
    await Promise.all(others.map(async (other) => await other.start({ lessonId })));
    expect(await testDb().question.count()).toBe(3);
    const [first] = await Promise.all(others.map(async (other) => await openOf(other, lessonId)));
    expect(first?.map(({ points }) => points)).toEqual([3, 1]);
  });

  it('asks nothing that is half written, and cannot be begun while there is nothing to ask', async () => {
    const { lessonId, learner, save } = await quizOfTwo();
    await save((quiz) => ({
      ...quiz,
      questions: quiz.questions.map((question, place) =>
        place === 0 ? { ...question, promptMd: ' ' } : question,
      ),
    }));
    expect((await learner.quiz({ lessonId })).questionCount).toBe(1);
    await save((quiz) => ({ ...quiz, questions: [] }));
    await expect(learner.start({ lessonId })).rejects.toThrow('assessments/quiz_not_found');
  });

  it('weighs questions by their points', async () => {
    const { lessonId, learner, save } = await quizOfTwo();
    await save((quiz) => ({
      ...quiz,
      questions: quiz.questions.map((question, place) => ({ ...question, points: place === 0 ? 3 : 1 })),
    }));
    const { attemptId } = await learner.start({ lessonId });
    const [first] = await openOf(learner, lessonId);
    const answers = [{ questionId: first?.id ?? '', choiceIds: [first?.choices[0]?.id ?? ''], seq: 1 }];
    expect(await learner.submit({ attemptId, answers })).toMatchObject({ scoreBp: 7_500, isPassed: true });
  });
});
