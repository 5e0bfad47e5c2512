import type { ReleaseFinding } from '@/server/domains/content/contract/release';
import type { CohortFacts } from './evaluate';
import { dependencies, type Edges, findCycles, inTopologicalOrder } from './graph';
import { type PlacedRule, predecessors } from './in-order';
import { both, type Fact, holds, type Literal, lessonOf, literalsOf, type Normal } from './normal-form';
import { type Case, isReachable, restrict } from './reach';

/** A lesson as the prover sees it. */
export type ProvenLesson = PlacedRule & {
  readonly title: string;
  /** What its quiz asks for, in percent; null for a lesson without one. Who reaches it has completed the lesson. */
  readonly passPercent: number | null;
};

/** The rules of a course. */
export type ProvenCourse = {
  readonly isSequential: boolean;
  /** In order; only what can be completed: another lesson that a rule asks for is missing. */
  readonly lessons: readonly ProvenLesson[];
  readonly cohorts: readonly CohortFacts[];
  /** Titles of lessons that are not among `lessons`, to name them by. */
  readonly otherTitles: ReadonlyMap<string, string>;
};

type Verdicts = ReadonlyMap<string, 'reachable' | 'unreachable' | 'undecided'>;

type Missing = Pick<ReleaseFinding, 'kind' | 'path'>;

function missingLesson(fact: Fact, course: ProvenCourse, lessons: Lessons): Missing | null {
  const lessonId = lessonOf(fact);
  if (lessonId === null) return null;
  const other = lessons.get(lessonId);
  if (other === undefined) {
    const title = course.otherTitles.get(lessonId);
    return { kind: 'lesson_missing', path: title === undefined ? [] : [title] };
  }
  const lacksQuiz = fact.kind === 'score' && other.passPercent === null;
  return lacksQuiz ? { kind: 'quiz_missing', path: [other.title] } : null;
}

function missingCohort(fact: Fact, { cohorts }: ProvenCourse): Missing | null {
  const isMissing =
    (fact.kind === 'cohort' && !cohorts.some(({ id }) => id === fact.cohortId)) ||
    (fact.kind === 'started' && cohorts.length === 0);
  return isMissing ? { kind: 'cohort_missing', path: [] } : null;
}

type Lessons = ReadonlyMap<string, ProvenLesson>;

/** Looks at what a rule speaks of: lessons, quizzes and cohorts that are not there. */
function missingIn(course: ProvenCourse, lessons: Lessons, { rule }: ProvenLesson): Missing[] {
  const missing = literalsOf(rule).flatMap(
    ({ fact }) => missingLesson(fact, course, lessons) ?? missingCohort(fact, course) ?? [],
  );
  const seen = new Map(missing.map((one) => [`${one.kind} ${one.path.join()}`, one]));
  return [...seen.values()];
}

/** One case for each cohort, and one for who is in none. */
function casesOf(course: ProvenCourse): Case[] {
  return [null, ...course.cohorts].map((cohort) => {
    const waits = course.isSequential ? predecessors(course.lessons, cohort?.id ?? null) : null;
    const rules = course.lessons.map(({ id, rule }): [string, Normal] => {
      const previous = waits?.get(id) ?? null;
      if (previous === null) return [id, rule];
      const wait: Literal = { kind: 'is', fact: { kind: 'done', lessonId: previous }, wanted: true };
      return [id, both(rule, wait)];
    });
    const pass = course.lessons.map(({ id, passPercent }): [string, number | null] => [id, passPercent]);
    return { cohort, rules: new Map(rules), passPercent: new Map(pass) };
  });
}

/** Whether time-bound and negated conditions count as met (the most one can hope for) or not (the least). */
type Mood = 'hopeful' | 'gloomy';

function isMet({ fact, wanted }: Literal, found: ReadonlySet<string>, mood: Mood): boolean {
  const lessonId = lessonOf(fact);
  if (!wanted) return mood === 'hopeful';
  return lessonId === null || found.has(lessonId);
}

/** Goes through the lessons in topological order; in each mood that is one look at each rule. */
function passOver(order: readonly string[], rules: ReadonlyMap<string, Normal>, mood: Mood): Set<string> {
  const found = new Set<string>();
  for (const id of order) {
    const rule = rules.get(id);
    if (rule !== undefined && holds(rule, (literal) => isMet(literal, found, mood))) found.add(id);
  }
  return found;
}

/**
 * Decides for each lesson outside of cycles whether some learner can ever open it. Most are decided by two passes: what
 * opens although nothing may be late or left undone is reachable, and what does not open although everything may be, is not.
 * The rest is searched through.
 */
function decide(course: ProvenCourse, order: readonly string[]): Verdicts {
  const verdicts = new Map<string, 'reachable' | 'unreachable' | 'undecided'>(
    order.map((id) => [id, 'unreachable']),
  );
  const open = casesOf(course).map((one) => {
    const fixed = { ...one, rules: restrict(one) };
    const sure = passOver(order, fixed.rules, 'gloomy');
    for (const id of sure) verdicts.set(id, 'reachable');
    return { fixed, hopes: passOver(order, fixed.rules, 'hopeful') };
  });
  for (const { fixed, hopes } of open) {
    const rules = new Map([...fixed.rules].filter(([id]) => hopes.has(id)));
    for (const id of hopes) {
      if (verdicts.get(id) === 'reachable') continue;
      const answer = isReachable(id, { ...fixed, rules });
      if (answer === 'reachable' || verdicts.get(id) === 'unreachable') verdicts.set(id, answer);
    }
  }
  return verdicts;
}

/**
 * Says of a lesson that nobody opens whether the fault lies with it or with what its rule needs. Null when it only stands behind
 * such a lesson in a course taken in order: that is told where it begins.
 */
function unreachable(
  course: ProvenCourse,
  lesson: ProvenLesson,
  edges: Edges,
  isReached: (id: string) => boolean,
): ReleaseFinding | null {
  const { id: lessonId, title, rule } = lesson;
  const named = new Map(
    literalsOf(rule).map(({ fact, wanted }): [string | null, boolean] => [lessonOf(fact), wanted]),
  );
  const lost = course.lessons.filter((other) => !isReached(other.id));
  const path = lost.filter(({ id }) => named.get(id) === true).map((other) => other.title);
  if (path.length > 0) return { lessonId, title, kind: 'needs_unreachable', path };
  const before = edges.get(lessonId);
  const isBehind = lost.some(({ id }) => before?.has(id) === true && !named.has(id));
  return isBehind ? null : { lessonId, title, kind: 'contradiction', path };
}

/**
 * Proves that the rules of a course lead everywhere. Nothing found means:
 *
 * - no lesson waits for itself, by whatever way, whether its rule names the other lesson or forbids it;
 * - every lesson, quiz and cohort that a rule names is there;
 * - for every lesson there is a cohort (or none), a time to enrol, and an order and times in which a learner completes
 *   lessons that are open to them, after which it is open.
 *
 * What is found is really so, but for `undecided`: the search has a bound. It takes every score for possible and every
 * time to enrol, also one that is past; it does not say that each learner gets everywhere, nor what one misses by a choice.
 */
export function prove(course: ProvenCourse): ReleaseFinding[] {
  const lessons = new Map(course.lessons.map((lesson) => [lesson.id, lesson]));
  const titleOf = (id: string) => lessons.get(id)?.title ?? '';
  const edges = dependencies(course);
  const rounds = findCycles(edges);
  const cycles = rounds.map((cycle): ReleaseFinding => {
    const [lessonId = ''] = cycle;
    const path = [...cycle, lessonId].map((id) => titleOf(id));
    return { lessonId, title: titleOf(lessonId), kind: 'cycle', path };
  });
  const inRound = new Set(rounds.flat());
  const verdicts = decide(course, inTopologicalOrder(edges));
  const isReached = (id: string) => verdicts.get(id) === 'reachable';
  return course.lessons.flatMap((lesson) => {
    const { id: lessonId, title } = lesson;
    const own = missingIn(course, lessons, lesson).map((one) => ({ lessonId, title, ...one }));
    const round = cycles.filter((cycle) => cycle.lessonId === lessonId);
    if (own.length > 0 || round.length > 0) return [...round, ...own];
    const verdict = verdicts.get(lessonId);
    // A cycle is told at the first of its lessons.
    if (verdict === 'reachable' || inRound.has(lessonId)) return [];
    if (verdict === 'undecided') return [{ lessonId, title, kind: 'undecided' as const, path: [] }];
    return unreachable(course, lesson, edges, isReached) ?? [];
  });
}
