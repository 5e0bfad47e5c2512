import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ChoiceQuestion,
  isPass,
  scoreAttempt,
  scoreQuestion,
} from '@/server/domains/assessments/rules/scoring';

const kinds = ['single', 'multiple'] as const;

/** Any question with any answer to it. */
const question = fc
  .record({
    kind: fc.constantFrom(...kinds),
    choices: fc.array(fc.record({ isCorrect: fc.boolean(), isChosen: fc.boolean() }), { maxLength: 12 }),
  })
  .map(({ kind, choices }): ChoiceQuestion => {
    const idsOf = (test: (choice: (typeof choices)[number]) => boolean) =>
      new Set(choices.flatMap((choice, index) => (test(choice) ? [`c${index}`] : [])));
    return {
      kind,
      correctIds: idsOf((choice) => choice.isCorrect),
      wrongIds: idsOf((choice) => !choice.isCorrect),
      chosenIds: idsOf((choice) => choice.isChosen),
    };
  });

const joined = (ids: ReadonlySet<string>, id: string) => new Set([...ids, id]);

describe('scoreQuestion', () => {
  it('gives a whole number of hundredths of a percent, nothing to a blank, everything to the exact answer', () => {
    fc.assert(
      fc.property(question, (one) => {
        const score = scoreQuestion(one);
        expect(Number.isInteger(score)).toBe(true);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(10_000);
        expect(scoreQuestion({ ...one, chosenIds: new Set() })).toBe(0);
        const isAnswerable = one.kind === 'single' ? one.correctIds.size === 1 : one.correctIds.size > 0;
        if (isAnswerable) expect(scoreQuestion({ ...one, chosenIds: one.correctIds })).toBe(10_000);
      }),
    );
  });

  it('never gives less for one more right choice of several', () => {
    fc.assert(
      fc.property(question, (one) => {
        const multiple = { ...one, kind: 'multiple' as const };
        for (const id of one.correctIds) {
          const more = { ...multiple, chosenIds: joined(one.chosenIds, id) };
          expect(scoreQuestion(more)).toBeGreaterThanOrEqual(scoreQuestion(multiple));
        }
      }),
    );
  });

  it('never gives more for one more wrong choice', () => {
    fc.assert(
      fc.property(question, (one) => {
        for (const id of one.wrongIds) {
          const worse = { ...one, chosenIds: joined(one.chosenIds, id) };
          expect(scoreQuestion(worse)).toBeLessThanOrEqual(scoreQuestion(one));
        }
      }),
    );
  });

  it('gives nothing for choosing everything while something is wrong', () => {
    fc.assert(
      fc.property(question, (one) => {
        fc.pre(one.wrongIds.size > 0);
        const chosenIds = new Set([...one.correctIds, ...one.wrongIds]);
        expect(scoreQuestion({ ...one, chosenIds })).toBe(0);
      }),
    );
  });

  it('does not see choices of another question', () => {
    fc.assert(
      fc.property(question, (one) => {
        expect(scoreQuestion({ ...one, chosenIds: joined(one.chosenIds, 'elsewhere') })).toBe(
          scoreQuestion(one),
        );
      }),
    );
  });

  it.each([
    [['a'], 5_000],
    [['a', 'b'], 10_000],
    [['a', 'x'], 1_666],
    [['a', 'b', 'x'], 6_666],
    [['x'], 0],
  ])('scores %j of two right and three wrong choices with %i', (chosen, score) => {
    const key = { correctIds: new Set(['a', 'b']), wrongIds: new Set(['x', 'y', 'z']) };
    expect(scoreQuestion({ kind: 'multiple', ...key, chosenIds: new Set(chosen) })).toBe(score);
  });
});

describe('scoreAttempt and isPass', () => {
  it('counts a question as often as it has points', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(question, fc.integer({ min: 1, max: 5 })), { maxLength: 8 }), (all) => {
        const weighed = all.map(([one, points]) => ({ ...one, points }));
        const repeated = all.flatMap(([one, points]) => Array.from({ length: points }, () => one));
        expect(scoreAttempt(weighed)).toBe(scoreAttempt(repeated));
      }),
    );
  });

  const questions = fc.array(question, { minLength: 1, maxLength: 20 });
  const answered = (one: ChoiceQuestion, chosenIds: ReadonlySet<string>) => ({ ...one, chosenIds });
  const isAnswerable = (one: ChoiceQuestion) =>
    one.kind === 'single' ? one.correctIds.size === 1 : one.correctIds.size > 0;

  it('is the mean, rounded down once, and 0 of nothing', () => {
    expect(scoreAttempt([])).toBe(0);
    const key = { kind: 'single', correctIds: new Set(['a']), wrongIds: new Set(['x']) } as const;
    const right = { ...key, chosenIds: new Set(['a']) };
    expect(scoreAttempt([right, right, { ...key, chosenIds: new Set<string>() }])).toBe(6_666);
    fc.assert(
      fc.property(questions, (all) => {
        const scores = all.map(scoreQuestion);
        const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
        expect(scoreAttempt(all)).toBeGreaterThanOrEqual(Math.floor(mean));
        expect(scoreAttempt(all)).toBeLessThanOrEqual(Math.ceil(mean) + 1);
      }),
    );
  });

  it('is a pass at 50 % for a third of one question and two thirds of the other', () => {
    const key = { kind: 'multiple', correctIds: new Set(['a', 'b', 'c']), wrongIds: new Set(['x']) } as const;
    const third = { ...key, chosenIds: new Set(['a']) };
    const twoThirds = { ...key, chosenIds: new Set(['a', 'b']) };
    expect([third, twoThirds].map(scoreQuestion)).toEqual([3_333, 6_666]);
    expect(scoreAttempt([third, twoThirds])).toBe(5_000);
    expect(isPass(scoreAttempt([third, twoThirds]), 50)).toBe(true);
  });

  it('does not depend on the order of questions', () => {
    const shuffled = questions.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(scoreAttempt(other)).toBe(scoreAttempt(all));
      }),
    );
  });

  it('is everything when all is right, and nothing for a blank', () => {
    fc.assert(
      fc.property(questions, (all) => {
        expect(scoreAttempt(all.map((one) => answered(one, new Set())))).toBe(0);
        fc.pre(all.every(isAnswerable));
        expect(scoreAttempt(all.map((one) => answered(one, one.correctIds)))).toBe(10_000);
      }),
    );
  });

  it('never falls when one question is answered better', () => {
    fc.assert(
      fc.property(questions, fc.nat(), (all, pick) => {
        const index = pick % all.length;
        const better = all.map((one, at) => (at === index ? answered(one, one.correctIds) : one));
        fc.pre(all.every(isAnswerable));
        expect(scoreAttempt(better)).toBeGreaterThanOrEqual(scoreAttempt(all));
      }),
    );
  });

  it('passes at the mark and not one hundredth below', () => {
    expect(isPass(7_000, 70)).toBe(true);
    expect(isPass(6_999, 70)).toBe(false);
  });
});
