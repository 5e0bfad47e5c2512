import { describe, expect, it } from 'vitest';
import { earnedBy, pointRules } from '@/server/domains/gamification/rules/points';

const at = (minute: number) => new Date(minute * 60_000);

describe('points', () => {
  it('are for each thing once: of a quiz passed twice the first counts', () => {
    const pass = { quizId: 'q', courseId: 'c' };
    const earned = earnedBy({
      lessons: [{ lessonId: 'l', courseId: 'c', at: at(2) }],
      courses: [{ courseId: 'c', at: at(9) }],
      passes: [
        { ...pass, at: at(5), isFlawlessFirst: false },
        { ...pass, at: at(3), isFlawlessFirst: true },
      ],
    });
    expect(earned.map(({ rule, subjectId, at: when }) => [rule, subjectId, when.getTime() / 60_000])).toEqual(
      [
        ['lesson_completed', 'l', 2],
        ['quiz_passed', 'q', 3],
        ['quiz_full_marks', 'q', 3],
        ['course_completed', 'c', 9],
      ],
    );
    const worth = Object.values(pointRules).reduce((sum, points) => sum + points, 0);
    expect(earned.reduce((sum, { points }) => sum + points, 0)).toBe(worth);
  });

  it('are less for what is completed by the learner’s own word than for what is proven', () => {
    expect(pointRules.lesson_completed).toBeLessThan(pointRules.quiz_passed);
  });
});
