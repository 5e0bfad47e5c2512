import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReleaseRule } from '@/server/domains/content/contract/release';
import { normalOf } from './normal-form';
import { oracle, type Small, small, toCourse } from './oracle.fixture';
import { prove } from './prove';

const kinds = (course: Small) => prove(toCourse(course)).map(({ lessonId, kind }) => `${lessonId} ${kind}`);
const from = (day: number): ReleaseRule => ({ kind: 'after', at: `2026-01-0${day}T00:00`, zone: 'UTC' });
const until = (day: number): ReleaseRule => ({ kind: 'before', at: `2026-01-0${day}T00:00`, zone: 'UTC' });
const done = (lessonId: string): ReleaseRule => ({ kind: 'completed', lessonId });
const all = (...rules: ReleaseRule[]): ReleaseRule => ({ kind: 'all', rules });
const any = (...rules: ReleaseRule[]): ReleaseRule => ({ kind: 'any', rules });
const not = (rule: ReleaseRule): ReleaseRule => ({ kind: 'not', rule });
const score = (lessonId: string, percent: number): ReleaseRule => ({ kind: 'score', lessonId, percent });

function found(rules: Record<string, ReleaseRule | null>, more: Partial<Small> = {}) {
  const lessons = Object.entries(rules).map(([id, rule]) => ({
    id,
    rule,
    passPercent: id.startsWith('q') ? 80 : null,
  }));
  return kinds({ isSequential: false, cohorts: [], ...more, lessons });
}

/** Kahn: whatever can be taken away, one after the other, is in no cycle and behind none. */
function unsorted(ids: readonly string[], edges: readonly (readonly [string, string, boolean])[]) {
  let rest = new Set(ids);
  for (const _ of ids) {
    const waits = (id: string) => edges.some(([from, to]) => from === id && rest.has(to));
    rest = new Set([...rest].filter(waits));
  }
  return rest;
}

describe('the prover', () => {
  it('finds nothing in what works', () => {
    expect(found({ a: null, b: done('a'), c: all(done('b'), from(3)), q: null, d: score('q', 90) })).toEqual(
      [],
    );
    expect(found({ a: null, b: any(not(done('a')), until(2)) })).toEqual([]);
    expect(found({ a: null, b: null, c: null }, { isSequential: true })).toEqual([]);
  });

  it('names a cycle once, by the titles of its lessons', () => {
    const lessons = [
      { id: 'a', rule: done('c'), passPercent: null },
      { id: 'b', rule: done('a'), passPercent: null },
      { id: 'c', rule: done('b'), passPercent: null },
      { id: 'd', rule: done('c'), passPercent: null },
    ];
    expect(prove(toCourse({ isSequential: false, cohorts: [], lessons }))).toEqual([
      { lessonId: 'a', title: 'A', kind: 'cycle', path: ['A', 'C', 'B', 'A'] },
      { lessonId: 'd', title: 'D', kind: 'needs_unreachable', path: ['C'] },
    ]);
    expect(found({ a: done('a') })).toEqual(['a cycle']);
    expect(found({ a: done('b'), b: null }, { isSequential: true })).toEqual(['a cycle']);
  });

  it('finds what is not there', () => {
    expect(found({ a: done('x') })).toEqual(['a lesson_missing']);
    expect(found({ a: null, b: score('a', 50) })).toEqual(['b quiz_missing']);
    expect(found({ a: any(from(1), { kind: 'cohort', cohortId: 'x' }) })).toEqual(['a cohort_missing']);
  });

  it('finds conditions that exclude each other, also by way of what they need', () => {
    expect(found({ a: all(from(3), until(2)) })).toEqual(['a contradiction']);
    expect(found({ a: all(from(2), until(2)) })).toEqual(['a contradiction']);
    expect(found({ a: null, b: all(done('a'), not(done('a'))) })).toEqual(['b contradiction']);
    expect(found({ a: from(3), b: all(done('a'), until(2)) })).toEqual(['b contradiction']);
    expect(found({ q: null, b: all(done('q'), not(score('q', 70))) })).toEqual(['b contradiction']);
    expect(found({ q: null, b: all(score('q', 70), not(done('q'))) })).toEqual([]);
    // Only who has not done A gets B, and only who has done B gets C: A may still be done in between.
    expect(found({ a: null, b: not(done('a')), c: all(done('b'), done('a')) })).toEqual([]);
    expect(
      found({ a: null, b: all(done('a'), until(2)), c: all(not(done('a')), from(3), done('b')) }),
    ).toEqual(['c contradiction']);
  });

  it('follows times after enrolling', () => {
    const enrolled = (days: number): ReleaseRule => ({ kind: 'enrolled', days });
    expect(found({ a: all(enrolled(3), not(enrolled(3))) })).toEqual(['a contradiction']);
    expect(found({ a: enrolled(5), b: all(done('a'), not(enrolled(4))) })).toEqual(['b contradiction']);
    expect(found({ a: all(enrolled(3), until(2)) })).toEqual([]);
    const early = all(until(2), enrolled(3));
    // Whoever has A in time enrolled before the last of December, and is six days in on the fifth of January.
    expect(found({ a: early, b: all(done('a'), from(5), not(enrolled(7))) })).toEqual([]);
    expect(found({ a: early, b: all(done('a'), from(5), not(enrolled(6))) })).toEqual(['b contradiction']);
  });

  it('tells what stands behind a lost lesson in order only where it begins', () => {
    const lost = all(from(3), until(2));
    expect(found({ a: null, b: lost, c: null, d: null }, { isSequential: true })).toEqual([
      'b contradiction',
    ]);
  });

  it('gives up on a rule with too many ways, and says so', () => {
    const pairs = Array.from({ length: 19 }, () => any(done('a'), not(done('a'))));
    const lost = all(from(3), until(2), ...pairs);
    expect(found({ a: null, b: lost })).toEqual(['b undecided']);
  });

  it('proves a course of a thousand lessons in order', () => {
    const lessons = Array.from({ length: 1_000 }, (_, index) => ({
      id: `l${index}`,
      rule: index % 3 === 0 ? until(5) : null,
      passPercent: null,
    }));
    expect(kinds({ isSequential: true, cohorts: [], lessons })).toEqual([]);
  });
});

describe('the prover and a plain search through everything learners can do', () => {
  it('agree on which lessons somebody opens', () => {
    fc.assert(
      fc.property(small, (course) => {
        const findings = prove(toCourse(course));
        const cyclic = findings.some(({ kind }) => kind === 'cycle');
        fc.pre(!cyclic);
        const opened = oracle(course);
        const lost = course.lessons.map(({ id }) => id).filter((id) => !opened.has(id));
        const told = findings.filter(({ kind }) => kind === 'contradiction' || kind === 'needs_unreachable');
        if (lost.length === 0) expect(told).toEqual([]);
        // What only stands behind a lost lesson, in order, is told there.
        if (course.isSequential)
          expect(lost).toEqual(expect.arrayContaining(told.map((one) => one.lessonId)));
        else expect(told.map((one) => one.lessonId)).toEqual(lost);
        expect(told.length > 0).toBe(lost.length > 0);
      }),
      { numRuns: Number(process.env['RELEASE_RUNS'] ?? 150) },
    );
  }, 120_000);

  it('agree on cycles with a plain topological sort', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const edge = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids), fc.boolean());
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 12 }), (edges) => {
        const rulesOf = (id: string) =>
          edges.filter(([from]) => from === id).map(([, to, wanted]) => (wanted ? done(to) : not(done(to))));
        const lessons = ids.map((id) => ({ id, rule: all(from(1), ...rulesOf(id)), passPercent: null }));
        const findings = prove(toCourse({ isSequential: false, cohorts: [], lessons }));
        const cycles = findings.filter(({ kind }) => kind === 'cycle');
        expect(cycles.length > 0).toBe(unsorted(ids, edges).size > 0);
        for (const { path } of cycles) {
          expect(path.at(0)).toBe(path.at(-1));
          const steps = path.slice(1).map((to, index) => `${path[index]} ${to}`.toLowerCase());
          expect(edges.map(([from, to]) => `${from} ${to}`)).toEqual(expect.arrayContaining(steps));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('bring a rule into a form that means the same', () => {
    const leaf = fc.constantFrom(from(1), done('a'), done('b'));
    const { rule } = fc.letrec<{ rule: ReleaseRule }>((tie) => ({
      rule: fc.oneof(
        { maxDepth: 3 },
        leaf,
        tie('rule').map(not),
        fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((rules) => all(...rules)),
        fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((rules) => any(...rules)),
      ),
    }));
    const plain = (one: ReleaseRule, truth: ReadonlySet<string>): boolean => {
      if (one.kind === 'not') return !plain(one.rule, truth);
      if (one.kind === 'all') return one.rules.every((part) => plain(part, truth));
      if (one.kind === 'any') return one.rules.some((part) => plain(part, truth));
      return truth.has(one.kind === 'completed' ? one.lessonId : one.kind);
    };
    const normal = (one: ReturnType<typeof normalOf>, truth: ReadonlySet<string>): boolean => {
      if (one.kind === 'all') return one.parts.every((part) => normal(part, truth));
      if (one.kind === 'any') return one.parts.some((part) => normal(part, truth));
      const name = one.fact.kind === 'done' ? one.fact.lessonId : 'after';
      return truth.has(name) === one.wanted;
    };
    fc.assert(
      fc.property(rule, fc.subarray(['a', 'b', 'after']), (one, names) => {
        const truth = new Set(names);
        expect(normal(normalOf(one), truth)).toBe(plain(one, truth));
      }),
    );
  });
});
