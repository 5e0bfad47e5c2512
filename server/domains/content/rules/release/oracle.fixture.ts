import fc from 'fast-check';
import type { ReleaseRule } from '@/server/domains/content/contract/release';
import { both, normalOf } from './normal-form';
import type { ProvenCourse } from './prove';

/** A course small enough to try everything in it. */
export type Small = {
  readonly isSequential: boolean;
  readonly cohorts: readonly string[];
  readonly lessons: readonly {
    readonly id: string;
    readonly rule: ReleaseRule | null;
    readonly passPercent: number | null;
  }[];
};

const startOf = (cohort: string) => (cohort === 'x' ? 2 : 4);
const local = (day: number) => `2026-01-0${day}T00:00`;

/** The same course as the prover takes it. */
export function toCourse({ isSequential, cohorts, lessons }: Small): ProvenCourse {
  return {
    isSequential,
    lessons: lessons.map(({ id, rule, passPercent }) => ({
      ...{ id, passPercent, title: id.toUpperCase() },
      rule: both(normalOf(rule)),
    })),
    cohorts: cohorts.map((id) => ({ id, name: id, startsLocal: local(startOf(id)), zone: 'UTC' })),
    otherTitles: new Map(),
  };
}

const ids = ['a', 'b', 'q', 'r'];

function ruleFor(others: readonly string[]): fc.Arbitrary<ReleaseRule> {
  const day = fc.integer({ min: 1, max: 5 });
  const days = fc.integer({ min: 0, max: 4 });
  const times = [
    day.map((n): ReleaseRule => ({ kind: 'after', at: local(n), zone: 'UTC' })),
    day.map((n): ReleaseRule => ({ kind: 'before', at: local(n), zone: 'UTC' })),
    days.map((n): ReleaseRule => ({ kind: 'enrolled', days: n })),
    days.map((n): ReleaseRule => ({ kind: 'started', days: n })),
    fc.constantFrom('x', 'y').map((cohortId): ReleaseRule => ({ kind: 'cohort', cohortId })),
  ];
  const quizzes = others.filter((id) => id === 'q' || id === 'r');
  const leaf = fc.oneof(
    ...times,
    ...(others.length === 0
      ? []
      : [fc.constantFrom(...others).map((lessonId): ReleaseRule => ({ kind: 'completed', lessonId }))]),
    ...(quizzes.length === 0
      ? []
      : [
          fc
            .tuple(fc.constantFrom(...quizzes), fc.constantFrom(50, 90))
            .map(([lessonId, percent]): ReleaseRule => ({ kind: 'score', lessonId, percent })),
        ]),
  );
  const { rule } = fc.letrec<{ rule: ReleaseRule }>((tie) => {
    const group = fc.array(tie('rule'), { minLength: 1, maxLength: 3 });
    return {
      rule: fc.oneof(
        { maxDepth: 2, withCrossShrink: true },
        leaf,
        tie('rule').map((one): ReleaseRule => ({ kind: 'not', rule: one })),
        group.map((rules): ReleaseRule => ({ kind: 'all', rules })),
        group.map((rules): ReleaseRule => ({ kind: 'all', rules })),
        group.map((rules): ReleaseRule => ({ kind: 'any', rules })),
      ),
    };
  });
  return rule;
}

/** Small courses in which each lesson looks at earlier ones only, so that most have no cycle. */
export const small: fc.Arbitrary<Small> = fc.record({
  isSequential: fc.boolean(),
  cohorts: fc.constant(['x', 'y']),
  lessons: fc.tuple(
    ...ids.map((id, place) =>
      fc.record({
        id: fc.constant(id),
        rule: fc.option(ruleFor(ids.slice(0, place)), { freq: 4 }),
        passPercent: fc.constant(id === 'q' || id === 'r' ? 80 : null),
      }),
    ),
  ),
});

/** Where a learner stands: half days since the first of January, and for each lesson 1 when it is done, or its score. */
type World = {
  readonly cohort: string | null;
  readonly enrolled: number;
  readonly now: number;
  readonly got: readonly number[];
};

const lastHalfDay = 26;

function truthOf(course: Small, rule: ReleaseRule, world: World): boolean {
  const got = (id: string) => world.got[course.lessons.findIndex((lesson) => lesson.id === id)] ?? 0;
  switch (rule.kind) {
    case 'not':
      return !truthOf(course, rule.rule, world);
    case 'all':
      return rule.rules.every((part) => truthOf(course, part, world));
    case 'any':
      return rule.rules.some((part) => truthOf(course, part, world));
    case 'after':
      return world.now >= 2 * Number(rule.at.slice(9, 10));
    case 'before':
      return world.now < 2 * Number(rule.at.slice(9, 10));
    case 'enrolled':
      return world.now - world.enrolled >= 2 * rule.days;
    case 'started':
      return world.cohort !== null && world.now >= 2 * (startOf(world.cohort) + rule.days);
    case 'cohort':
      return world.cohort === rule.cohortId;
    case 'completed':
      return got(rule.lessonId) >= (rule.lessonId === 'q' || rule.lessonId === 'r' ? 80 : 1);
    default:
      return got(rule.lessonId) >= rule.percent;
  }
}

/** Whether a rule is out of the question for a cohort, whatever else is true: every other condition is tried both ways. */
function isOutFor(rule: ReleaseRule | null, cohort: string | null, wanted = true): boolean {
  if (rule === null) return !wanted;
  if (rule.kind === 'not') return isOutFor(rule.rule, cohort, !wanted);
  if (rule.kind === 'all' || rule.kind === 'any') {
    const outs = rule.rules.map((part) => isOutFor(part, cohort, wanted));
    return (rule.kind === 'all') === wanted ? outs.some(Boolean) : outs.every(Boolean);
  }
  if (rule.kind === 'cohort') return (rule.cohortId === cohort) !== wanted;
  return rule.kind === 'started' && cohort === null && wanted;
}

function isOnlyForSome(rule: ReleaseRule | null, wanted = true): boolean {
  if (rule === null) return false;
  if (rule.kind === 'not') return isOnlyForSome(rule.rule, !wanted);
  if (rule.kind === 'all' || rule.kind === 'any') return rule.rules.some((one) => isOnlyForSome(one, wanted));
  return !wanted && (rule.kind === 'completed' || rule.kind === 'score');
}

function isOpen(course: Small, place: number, world: World): boolean {
  const rule = course.lessons[place]?.rule ?? null;
  if (rule !== null && !truthOf(course, rule, world)) return false;
  if (!course.isSequential) return true;
  const before = course.lessons
    .slice(0, place)
    .findLast((lesson) => !isOutFor(lesson.rule, world.cohort) && !isOnlyForSome(lesson.rule));
  return before === undefined || truthOf(course, { kind: 'completed', lessonId: before.id }, world);
}

/** What a learner can do next with an open lesson: complete it, or reach one more of the scores that anything asks for. */
function worldsAfter(course: Small, place: number, world: World): World[] {
  const results = course.lessons[place]?.passPercent == null ? [1] : [50, 80, 90];
  return results
    .filter((result) => result > (world.got[place] ?? 0))
    .map((result) => ({ ...world, got: world.got.with(place, result) }));
}

/** Returns the lessons that some learner opens, by trying every cohort, every half day to enrol, and every thing to do then. */
export function oracle(course: Small): ReadonlySet<string> {
  const opened = new Set<string>();
  const begin = [null, ...course.cohorts].flatMap((cohort) =>
    Array.from({ length: 24 }, (_, half) => ({ cohort, enrolled: half - 10, now: half - 10 })),
  );
  const waiting: World[] = begin.map((world) => ({ ...world, got: course.lessons.map(() => 0) }));
  const seen = new Set<string>();
  for (let world = waiting.pop(); world !== undefined; world = waiting.pop()) {
    const key = [world.cohort, world.enrolled, world.now, ...world.got].join();
    if (seen.has(key)) continue;
    seen.add(key);
    if (world.now < lastHalfDay) waiting.push({ ...world, now: world.now + 1 });
    const places = [...course.lessons.keys()];
    for (const place of places) {
      if (!isOpen(course, place, world)) continue;
      opened.add(course.lessons[place]?.id ?? '');
      waiting.push(...worldsAfter(course, place, world));
    }
    if (opened.size === course.lessons.length) break;
  }
  return opened;
}
