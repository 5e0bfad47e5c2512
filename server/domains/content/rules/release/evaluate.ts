import type { LockReason, LockView } from '@/server/domains/content/contract/release';
import { instantOf, plusDays } from '@/server/platform/zoned-time';
import { type PlacedRule, predecessors } from './in-order';
import { both, type Fact, holds, type Literal, lessonOf, literalsOf, type Normal } from './normal-form';

const dayMs = 86_400_000;

/** A cohort as rules see it: its beginning is a time of day in a zone. */
export type CohortFacts = {
  readonly id: string;
  readonly name: string;
  readonly startsLocal: string;
  readonly zone: string;
};

/** What staff decided for one learner and one lesson. */
export type OverrideFacts = { readonly opens: 'open' | 'closed'; readonly untilMs: number | null };

/** What is known of a learner. */
export type LearnerFacts = {
  readonly enrolledAtMs: number;
  readonly cohort: CohortFacts | null;
  readonly completed: ReadonlySet<string>;
  /** The best score by lesson, 0 to 10000. */
  readonly bestScoreBp: ReadonlyMap<string, number>;
  readonly overrides: ReadonlyMap<string, OverrideFacts>;
};

/** A lesson that may be locked. Previews are read by everybody and follow no rule. */
export type ReleasedLesson = PlacedRule & {
  readonly slug: string;
  readonly title: string;
  readonly isPreview: boolean;
};

/** The lessons of a course in order, and what their rules speak of. */
export type ReleaseCourse = {
  readonly isSequential: boolean;
  readonly lessons: readonly ReleasedLesson[];
  /** Names of cohorts by id. */
  readonly cohortNames: ReadonlyMap<string, string>;
};

/** Whether a lesson is open to a learner, and if not, why. */
export type LessonRelease = {
  readonly lock: LockView | null;
  /** When it closes by itself, while it is open. */
  readonly closesAt: Date | null;
  /** False for what is for others: their cohort, or who has not passed yet. It counts for nobody else's progress. */
  readonly isForLearner: boolean;
};

function beginsAtMs(fact: Fact, learner: LearnerFacts): number | null {
  if (fact.kind === 'time') return fact.atMs;
  if (fact.kind === 'enrolled') return learner.enrolledAtMs + fact.days * dayMs;
  if (fact.kind !== 'started' || learner.cohort === null) return null;
  return instantOf(plusDays(learner.cohort.startsLocal, fact.days), learner.cohort.zone).getTime();
}

function isTrueAt({ fact }: Literal, learner: LearnerFacts, nowMs: number): boolean {
  switch (fact.kind) {
    case 'done':
      return learner.completed.has(fact.lessonId);
    case 'score':
      return (learner.bestScoreBp.get(fact.lessonId) ?? -1) >= fact.percent * 100;
    case 'cohort':
      return learner.cohort?.id === fact.cohortId;
    default: {
      const at = beginsAtMs(fact, learner);
      return at !== null && nowMs >= at;
    }
  }
}

/** Tells whether a rule holds for a learner at a time. */
export function isOpenAt(rule: Normal, learner: LearnerFacts, nowMs: number): boolean {
  return holds(rule, (literal) => isTrueAt(literal, learner, nowMs) === literal.wanted);
}

/**
 * Returns when a rule first holds, or does not hold any more, if nothing but time goes on; null for never. Between two of its
 * times a rule cannot change, so that looking at each of them is enough.
 */
export function changesAt(
  rule: Normal,
  learner: LearnerFacts,
  nowMs: number,
  isOpen: boolean,
): number | null {
  const times = literalsOf(rule)
    .flatMap(({ fact }) => beginsAtMs(fact, learner) ?? [])
    .filter((at) => at > nowMs)
    .toSorted((a, b) => a - b);
  return times.find((at) => isOpenAt(rule, learner, at) === isOpen) ?? null;
}

type Names = {
  readonly lessons: ReadonlyMap<string, ReleasedLesson>;
  readonly cohorts: ReadonlyMap<string, string>;
};

function lessonReason(
  { fact, wanted }: Literal,
  lesson: ReleasedLesson | undefined,
  learner: LearnerFacts,
): LockReason {
  if (lesson === undefined) return { kind: 'gone' };
  const { id, title, slug } = lesson;
  if (fact.kind !== 'score') return { kind: wanted ? 'complete' : 'not_complete', title, slug };
  const { percent } = fact;
  if (!wanted) return { kind: 'below', title, slug, percent };
  const best = learner.bestScoreBp.get(id);
  return { kind: 'score', title, slug, percent, best: best === undefined ? null : Math.floor(best / 100) };
}

function zoneOf(fact: Fact, learner: LearnerFacts): string | null {
  if (fact.kind === 'time') return fact.zone;
  return fact.kind === 'started' ? (learner.cohort?.zone ?? null) : null;
}

function reasonOf(literal: Literal, learner: LearnerFacts, names: Names): LockReason {
  const { fact, wanted } = literal;
  if (fact.kind === 'cohort') {
    const name = names.cohorts.get(fact.cohortId);
    return name === undefined ? { kind: 'gone' } : { kind: wanted ? 'cohort' : 'other_cohort', name };
  }
  const lessonId = lessonOf(fact);
  if (lessonId !== null) return lessonReason(literal, names.lessons.get(lessonId), learner);
  const at = beginsAtMs(fact, learner);
  if (at === null) return { kind: 'any_cohort' };
  return { kind: wanted ? 'from' : 'over', at: new Date(at), zone: zoneOf(fact, learner) };
}

/** What no doing and no waiting brings about any more: no way worth naming while there is another. */
const hopeless: ReadonlySet<LockReason['kind']> = new Set(['over', 'not_complete', 'below', 'gone']);

/** Says what is missing for a rule to hold; null when nothing is. Groups of one are the one. */
function missing(rule: Normal, learner: LearnerFacts, nowMs: number, names: Names): LockReason | null {
  if (isOpenAt(rule, learner, nowMs)) return null;
  if (rule.kind === 'is') return reasonOf(rule, learner, names);
  const all = rule.parts.flatMap((part) => missing(part, learner, nowMs, names) ?? []);
  const hopeful = rule.kind === 'any' ? all.filter(({ kind }) => !hopeless.has(kind)) : all;
  const of = hopeful.length === 0 ? all : hopeful;
  const [only] = of;
  if (only === undefined) return { kind: 'gone' };
  return of.length === 1 ? only : { kind: rule.kind, of };
}

/** Tells whether a rule can ever hold for this learner, if they do what they can and time is no matter. */
function isForLearner(rule: Normal, learner: LearnerFacts): boolean {
  return holds(rule, (literal) => {
    const { fact, wanted } = literal;
    if (fact.kind === 'cohort') return isTrueAt(literal, learner, 0) === wanted;
    if (fact.kind === 'started' && learner.cohort === null) return !wanted;
    if (lessonOf(fact) === null || wanted) return true;
    return !isTrueAt(literal, learner, 0);
  });
}

const byStaff = (until: number | null): LockView => {
  const opensAt = until === null ? null : new Date(until);
  return { why: { kind: 'staff', until: opensAt, zone: null }, opensAt };
};

const open = { lock: null, closesAt: null, isForLearner: true } as const;

/** Decides for one lesson; what staff decided goes before the rule as long as it lasts. */
function releaseOf(
  lesson: ReleasedLesson,
  rule: Normal,
  learner: LearnerFacts,
  nowMs: number,
  names: Names,
): LessonRelease {
  const override = learner.overrides.get(lesson.id);
  const isDecided = override !== undefined && (override.untilMs === null || nowMs < override.untilMs);
  if (isDecided && override.opens === 'closed') return { ...open, lock: byStaff(override.untilMs) };
  if (isDecided) return { ...open, closesAt: override.untilMs === null ? null : new Date(override.untilMs) };
  if (lesson.isPreview) return open;
  const why = missing(rule, learner, nowMs, names);
  const change = changesAt(rule, learner, nowMs, why !== null);
  const at = change === null ? null : new Date(change);
  return {
    lock: why === null ? null : { why, opensAt: at },
    closesAt: why === null ? at : null,
    isForLearner: isForLearner(rule, learner),
  };
}

/** Decides for every lesson of a course whether it is open to a learner now. Pure; the time of asking is given. */
export function releasesOf(
  course: ReleaseCourse,
  learner: LearnerFacts,
  nowMs: number,
): ReadonlyMap<string, LessonRelease> {
  const names = {
    lessons: new Map(course.lessons.map((lesson) => [lesson.id, lesson])),
    cohorts: course.cohortNames,
  };
  const before = course.isSequential ? predecessors(course.lessons, learner.cohort?.id ?? null) : null;
  return new Map(
    course.lessons.map((lesson) => {
      const previous = before?.get(lesson.id) ?? null;
      const wait: Normal[] =
        previous === null ? [] : [{ kind: 'is', fact: { kind: 'done', lessonId: previous }, wanted: true }];
      return [lesson.id, releaseOf(lesson, both(lesson.rule, ...wait), learner, nowMs, names)];
    }),
  );
}
