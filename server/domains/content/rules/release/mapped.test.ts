import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReleaseRule } from '@/server/domains/content/contract/release';
import { isOpenAt, type LearnerFacts } from './evaluate';
import { cohortsIn, lessonsIn, ruleOfCopy } from './mapped';
import { normalOf } from './normal-form';

const lessonOf = new Map([
  ['a', 'copy-a'],
  ['b', 'copy-b'],
]);
const cohort = (cohortId: string): ReleaseRule => ({ kind: 'cohort', cohortId });
const done = (lessonId: string): ReleaseRule => ({ kind: 'completed', lessonId });

const leaf: fc.Arbitrary<ReleaseRule> = fc.oneof(
  fc.constantFrom('x', 'y').map(cohort),
  fc.constantFrom('a', 'b').map(done),
  fc.nat(3).map((days): ReleaseRule => ({ kind: 'enrolled', days })),
);
const { rule } = fc.letrec<{ rule: ReleaseRule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 4 },
    leaf,
    tie('rule').map((one): ReleaseRule => ({ kind: 'not', rule: one })),
    fc
      .tuple(
        fc.constantFrom('all' as const, 'any' as const),
        fc.array(tie('rule'), { minLength: 1, maxLength: 3 }),
      )
      .map(([kind, rules]): ReleaseRule => ({ kind, rules })),
  ),
}));

describe('the rule of a copied course', () => {
  it('opens to people without a cohort exactly when the rule did, and names no cohort unless it never did', () => {
    const learner = (completed: readonly string[]): LearnerFacts => ({
      ...{ enrolledAtMs: 0, cohort: null, bestScoreBp: new Map(), overrides: new Map() },
      completed: new Set(completed),
    });
    fc.assert(
      fc.property(rule, fc.subarray(['a', 'b']), fc.nat(4), (before, completed, days) => {
        const after = ruleOfCopy(before, lessonOf);
        const nowMs = days * 86_400_000;
        const copies = completed.map((id) => lessonOf.get(id) ?? id);
        const wasOpen = isOpenAt(normalOf(before), learner(completed), nowMs);
        expect(isOpenAt(normalOf(after), learner(copies), nowMs)).toBe(wasOpen);
        if (after === null) return;
        for (const id of lessonsIn(after)) expect(id).toMatch(/^copy-/u);
        if (cohortsIn(after).size > 0) expect(wasOpen).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('drops what a cohort decides, and stays shut where only a cohort opened', () => {
    expect(ruleOfCopy({ kind: 'any', rules: [cohort('x'), done('a')] }, lessonOf)).toEqual(done('copy-a'));
    expect(ruleOfCopy({ kind: 'not', rule: cohort('x') }, lessonOf)).toBeNull();
    expect(ruleOfCopy({ kind: 'all', rules: [cohort('x'), done('a')] }, lessonOf)).toEqual({
      kind: 'all',
      rules: [cohort('x'), done('copy-a')],
    });
    expect(ruleOfCopy(done('elsewhere'), lessonOf)).toEqual(done('elsewhere'));
  });
});
