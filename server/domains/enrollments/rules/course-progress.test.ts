import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isCourseComplete,
  lessonToContinue,
  progressOf,
} from '@/server/domains/enrollments/rules/course-progress';

const course = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 12 }).chain((numbers) =>
  fc.record({
    lessons: fc.constant(
      numbers.map((number) => ({ id: `l${number}`, slug: `s${number}`, title: `${number}` })),
    ),
    completed: fc.subarray(numbers).map((some) => new Set(some.map((number) => `l${number}`))),
  }),
);

describe('progressOf', () => {
  it('says 100 % exactly when completion is on record, and never NaN', () => {
    fc.assert(
      fc.property(course, fc.option(fc.date()), ({ lessons, completed }, completedAt) => {
        const progress = progressOf(lessons, completed, completedAt);
        expect(Number.isInteger(progress.percent)).toBe(true);
        expect(progress.percent === 100).toBe(completedAt !== null);
        expect(progress.isCompleted).toBe(completedAt !== null);
      }),
    );
  });

  it('stops at 99 % while completion is not on record, though no lesson is left', () => {
    expect(progressOf([{ id: 'a' }], new Set(['a', 'removed']), null)).toEqual({
      completedLessons: 1,
      totalLessons: 1,
      percent: 99,
      isCompleted: false,
    });
  });

  it('is 0 % and not completed for a course without lessons', () => {
    expect(progressOf([], new Set(), null)).toEqual({
      completedLessons: 0,
      totalLessons: 0,
      percent: 0,
      isCompleted: false,
    });
  });

  it('leaves who has finished finished when lessons are added', () => {
    expect(progressOf([{ id: 'new' }], new Set(), new Date(0))).toMatchObject({
      percent: 100,
      isCompleted: true,
    });
  });
});

describe('lessonToContinue', () => {
  it('never leads to a completed lesson while one is left', () => {
    fc.assert(
      fc.property(course, fc.integer({ min: 0, max: 30 }), ({ lessons, completed }, last) => {
        const next = lessonToContinue(lessons, completed, `l${last}`);
        if (lessons.length === 0) expect(next).toBeNull();
        else if (isCourseComplete(lessons, completed)) expect(next).not.toBeNull();
        else expect(completed.has(next?.id ?? '')).toBe(false);
      }),
    );
  });
});
