import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReleaseRule } from '@/server/domains/content/contract/release';
import { changesAt, isOpenAt, type LearnerFacts, type ReleaseCourse, releasesOf } from './evaluate';
import { normalOf } from './normal-form';

const dayMs = 86_400_000;
const start = Date.UTC(2026, 0, 1);
const learner: LearnerFacts = {
  enrolledAtMs: start,
  cohort: { id: 'x', name: 'Spring', startsLocal: '2026-01-03T00:00', zone: 'UTC' },
  completed: new Set(['a']),
  bestScoreBp: new Map([['q', 5_000]]),
  overrides: new Map(),
};

const leaf: fc.Arbitrary<ReleaseRule> = fc.oneof(
  fc
    .integer({ min: 1, max: 9 })
    .map((day): ReleaseRule => ({ kind: 'after', at: `2026-01-0${day}T00:00`, zone: 'UTC' })),
  fc
    .integer({ min: 1, max: 9 })
    .map((day): ReleaseRule => ({ kind: 'before', at: `2026-01-0${day}T12:00`, zone: 'UTC' })),
  fc.integer({ min: 0, max: 6 }).map((days): ReleaseRule => ({ kind: 'enrolled', days })),
  fc.integer({ min: 0, max: 6 }).map((days): ReleaseRule => ({ kind: 'started', days })),
  fc.constantFrom('a', 'b').map((lessonId): ReleaseRule => ({ kind: 'completed', lessonId })),
  fc.constantFrom(50, 51).map((percent): ReleaseRule => ({ kind: 'score', lessonId: 'q', percent })),
  fc.constantFrom('x', 'y').map((cohortId): ReleaseRule => ({ kind: 'cohort', cohortId })),
);
const { rule } = fc.letrec<{ rule: ReleaseRule }>((tie) => {
  const group = fc.array(tie('rule'), { minLength: 1, maxLength: 3 });
  return {
    rule: fc.oneof(
      { maxDepth: 3 },
      leaf,
      tie('rule').map((one): ReleaseRule => ({ kind: 'not', rule: one })),
      group.map((rules): ReleaseRule => ({ kind: 'all', rules })),
      group.map((rules): ReleaseRule => ({ kind: 'any', rules })),
    ),
  };
});

function courseOf(one: ReleaseRule | null): ReleaseCourse {
  const lesson = (id: string, own: ReleaseRule | null) => ({
    ...{ id, slug: id, title: id.toUpperCase(), isPreview: false },
    rule: normalOf(own),
  });
  const lessons = [lesson('a', null), lesson('b', null), lesson('q', null), lesson('z', one)];
  return { isSequential: false, lessons, cohortNames: new Map([['x', 'Spring']]) };
}

describe('a rule', () => {
  it('opens and closes exactly when it says it will', () => {
    fc.assert(
      fc.property(rule, fc.integer({ min: 0, max: 40 }), (one, quarter) => {
        const normal = normalOf(one);
        const nowMs = start + (quarter * dayMs) / 4;
        const isOpen = isOpenAt(normal, learner, nowMs);
        const change = changesAt(normal, learner, nowMs, !isOpen);
        // Every quarter of a day is looked at: no time of the rules lies between two of them.
        const quarters = Array.from({ length: 60 }, (_, step) => start + (step * dayMs) / 4);
        const first = quarters.find((at) => at > nowMs && isOpenAt(normal, learner, at) !== isOpen) ?? null;
        expect(change).toBe(first);
      }),
      { numRuns: 400 },
    );
  });

  it('gives a reason whenever it is locked, and never otherwise', () => {
    fc.assert(
      fc.property(rule, (one) => {
        const release = releasesOf(courseOf(one), learner, start + dayMs).get('z');
        const isOpen = isOpenAt(normalOf(one), learner, start + dayMs);
        expect(release?.lock === null).toBe(isOpen);
        if (release?.lock?.opensAt != null) {
          expect(isOpenAt(normalOf(one), learner, release.lock.opensAt.getTime())).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('what is for others', () => {
  const isFor = (one: ReleaseRule) => releasesOf(courseOf(one), learner, start).get('z')?.isForLearner;
  const below: ReleaseRule = { kind: 'not', rule: { kind: 'score', lessonId: 'q', percent: 50 } };

  it('does not count: another cohort, and what is only for those who have less', () => {
    expect(isFor({ kind: 'cohort', cohortId: 'y' })).toBe(false);
    expect(isFor({ kind: 'cohort', cohortId: 'x' })).toBe(true);
    expect(isFor(below)).toBe(false);
    expect(isFor({ kind: 'not', rule: { kind: 'completed', lessonId: 'b' } })).toBe(true);
  });

  it('is not what somebody missed or has yet to do', () => {
    expect(isFor({ kind: 'before', at: '2025-01-01T00:00', zone: 'UTC' })).toBe(true);
    expect(isFor({ kind: 'completed', lessonId: 'b' })).toBe(true);
  });

  it('is no way to name while there is another', () => {
    const either: ReleaseRule = { kind: 'any', rules: [below, { kind: 'completed', lessonId: 'b' }] };
    const lock = releasesOf(courseOf(either), learner, start).get('z')?.lock;
    expect(lock?.why).toEqual({ kind: 'complete', title: 'B', slug: 'b' });
  });
});
