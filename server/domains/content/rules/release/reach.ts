import { instantOf, plusDays } from '@/server/platform/zoned-time';
import type { CohortFacts } from './evaluate';
import { always, type Fact, type Literal, lessonOf, type Normal, never } from './normal-form';

const dayMs = 86_400_000;

/** Conditions looked at for one lesson and one case before the search gives up. */
const mostSteps = 200_000;

/** The rules of a course for learners of one cohort, or of none. */
export type Case = {
  readonly cohort: CohortFacts | null;
  readonly rules: ReadonlyMap<string, Normal>;
  /** What completing a lesson with a quiz takes; null for a lesson without one. */
  readonly passPercent: ReadonlyMap<string, number | null>;
};

function isConstant(rule: Normal): 'always' | 'never' | null {
  if (rule.kind === 'is' || rule.parts.length > 0) return null;
  return rule.kind === 'all' ? 'always' : 'never';
}

/** Replaces what the case decides: the cohort, what began without one, and what is missing from the course. */
function decided({ fact, wanted }: Literal, { cohort, rules, passPercent }: Case): Normal | null {
  const is = (value: boolean) => (value === wanted ? always : never);
  if (fact.kind === 'cohort') return is(fact.cohortId === cohort?.id);
  if (fact.kind === 'started') {
    if (cohort === null) return is(false);
    const atMs = instantOf(plusDays(cohort.startsLocal, fact.days), cohort.zone).getTime();
    return { kind: 'is', fact: { kind: 'time', atMs, zone: cohort.zone }, wanted };
  }
  const lessonId = lessonOf(fact);
  if (lessonId === null) return null;
  if (!rules.has(lessonId)) return is(false);
  if (fact.kind === 'score' && passPercent.get(lessonId) == null) return is(false);
  return null;
}

function simplify(rule: Normal, one: Case): Normal {
  if (rule.kind === 'is') return decided(rule, one) ?? rule;
  const [neutral, absorbing] = rule.kind === 'all' ? ['always', 'never'] : ['never', 'always'];
  const parts = rule.parts.map((part) => simplify(part, one)).filter((part) => isConstant(part) !== neutral);
  if (parts.some((part) => isConstant(part) === absorbing)) return rule.kind === 'all' ? never : always;
  return { kind: rule.kind, parts };
}

/** Returns the rules of a case with what it decides put in: nothing of cohorts is left in them. */
export function restrict(one: Case): ReadonlyMap<string, Normal> {
  return new Map([...one.rules].map(([id, rule]) => [id, simplify(rule, one)]));
}

/**
 * Something a learner does: completing a lesson or reaching a score in it, which needs the lesson open at that time; or, last,
 * opening the lesson in question. `lowAbs` to `highAbs` are its bounds in time, `lowRel` to `highRel` those after enrolling.
 */
type Step = {
  readonly lessonId: string;
  /** The score it reaches; null where there is none to reach. */
  readonly percent: number | null;
  readonly after: Set<Step>;
  lowAbs: number;
  lowRel: number;
  highAbs: number;
  highRel: number;
};

type Denial = { readonly step: Step; readonly lessonId: string; readonly percent: number | null };

/** One way through the alternatives: which part of each "any" is taken, in the order in which they are met. */
class Choices {
  #chosen: number[] = [];
  #arities: number[] = [];
  #next = 0;

  take(arity: number): number {
    const place = this.#next;
    this.#next += 1;
    this.#arities[place] = arity;
    this.#chosen[place] ??= 0;
    return this.#chosen[place];
  }

  /** Goes on to the next way, or returns false after the last. */
  advance(): boolean {
    this.#chosen.length = this.#next;
    this.#arities.length = this.#next;
    this.#next = 0;
    for (let place = this.#chosen.length - 1; place >= 0; place -= 1) {
      const chosen = (this.#chosen[place] ?? 0) + 1;
      if (chosen < (this.#arities[place] ?? 0)) {
        this.#chosen[place] = chosen;
        return true;
      }
      this.#chosen.length = place;
    }
    return false;
  }
}

/** What one way asks for. */
class Way {
  readonly steps: Step[] = [];
  readonly denials: Denial[] = [];
  readonly #known = new Map<string, Step>();
  readonly #one: Case;
  readonly #choices: Choices;
  looked = 0;

  constructor(one: Case, choices: Choices) {
    this.#one = one;
    this.#choices = choices;
  }

  /** What it takes to make a fact about a lesson true: a completed quiz is a quiz with the score that passes. */
  #percentOf(fact: Fact, lessonId: string): number | null {
    return fact.kind === 'score' ? fact.percent : (this.#one.passPercent.get(lessonId) ?? null);
  }

  #begin(lessonId: string, percent: number | null): Step {
    const bounds = { lowAbs: -Infinity, lowRel: 0, highAbs: Infinity, highRel: Infinity };
    const step = { lessonId, percent, after: new Set<Step>(), ...bounds };
    this.steps.push(step);
    return step;
  }

  #require(step: Step, { fact, wanted }: Literal): void {
    if (fact.kind === 'time' && wanted) step.lowAbs = Math.max(step.lowAbs, fact.atMs);
    else if (fact.kind === 'time') step.highAbs = Math.min(step.highAbs, fact.atMs);
    else if (fact.kind === 'enrolled' && wanted) step.lowRel = Math.max(step.lowRel, fact.days * dayMs);
    else if (fact.kind === 'enrolled') step.highRel = Math.min(step.highRel, fact.days * dayMs);
    const lessonId = lessonOf(fact);
    if (lessonId === null) return;
    const percent = this.#percentOf(fact, lessonId);
    if (!wanted) {
      this.denials.push({ step, lessonId, percent });
      return;
    }
    const key = `${lessonId} ${percent}`;
    const known = this.#known.get(key) ?? this.#begin(lessonId, percent);
    this.#known.set(key, known);
    step.after.add(known);
  }

  /** Takes one part of each "any", all of each "all"; false when there is no part to take. */
  #walk(step: Step, rule: Normal): boolean {
    this.looked += 1;
    if (rule.kind === 'is') {
      this.#require(step, rule);
      return true;
    }
    if (rule.kind === 'all') return rule.parts.every((part) => this.#walk(step, part));
    if (rule.parts.length === 0) return false;
    const part = rule.parts[rule.parts.length === 1 ? 0 : this.#choices.take(rule.parts.length)];
    return part !== undefined && this.#walk(step, part);
  }

  /** Follows the way from a lesson back to what needs nothing; false when it leads to what never opens. */
  follow(lessonId: string): boolean {
    this.#begin(lessonId, null);
    // Grows while it is read.
    for (const step of this.steps) {
      const rule = this.#one.rules.get(step.lessonId);
      if (rule === undefined || !this.#walk(step, rule)) return false;
    }
    return true;
  }
}

/** What must not be done yet comes later, where the way needs it at all. */
function orderByDenials(way: Way): void {
  const [opening] = way.steps;
  for (const { step, lessonId, percent } of way.denials) {
    for (const other of way.steps) {
      const isDone =
        other !== opening && other.lessonId === lessonId && (other.percent ?? 0) >= (percent ?? 0);
      if (isDone && other !== step) other.after.add(step);
    }
  }
}

/** Returns the steps so that each follows those it comes after, or null when there is no such order. */
function inOrder(steps: readonly Step[]): Step[] | null {
  const waiting = new Map(steps.map((step) => [step, step.after.size]));
  const followers = new Map<Step, Step[]>(steps.map((step) => [step, []]));
  for (const step of steps) for (const before of step.after) followers.get(before)?.push(step);
  const order = steps.filter((step) => step.after.size === 0);
  for (const step of order) {
    for (const follower of followers.get(step) ?? []) {
      const rest = (waiting.get(follower) ?? 0) - 1;
      waiting.set(follower, rest);
      if (rest === 0) order.push(follower);
    }
  }
  return order.length === steps.length ? order : null;
}

/**
 * Tells whether steps in this order fit into their bounds for some time of enrolling. Every step is done as early as may be:
 * at `max(lowAbs, enrolled + lowRel)`, its own bounds and those of what it follows. That this lies before every upper bound
 * says of the time of enrolling only that it is after some times and before others.
 */
function fits(order: readonly Step[]): boolean {
  let [enrolledAfter, enrolledBefore] = [-Infinity, Infinity];
  for (const step of order) {
    for (const before of step.after) {
      step.lowAbs = Math.max(step.lowAbs, before.lowAbs);
      step.lowRel = Math.max(step.lowRel, before.lowRel);
    }
    const { lowAbs, lowRel, highAbs, highRel } = step;
    if (lowAbs >= highAbs || lowRel >= highRel) return false;
    enrolledAfter = Math.max(enrolledAfter, lowAbs - highRel);
    enrolledBefore = Math.min(enrolledBefore, highAbs - lowRel);
  }
  return enrolledAfter < enrolledBefore;
}

/** Tells whether a learner of a case can ever open a lesson, by trying every way through the alternatives. */
export function isReachable(lessonId: string, one: Case): 'reachable' | 'unreachable' | 'undecided' {
  const choices = new Choices();
  let looked = 0;
  do {
    const way = new Way(one, choices);
    if (way.follow(lessonId)) {
      orderByDenials(way);
      const order = inOrder(way.steps);
      if (order !== null && fits(order)) return 'reachable';
    }
    looked += way.looked + 1;
    if (looked > mostSteps) return 'undecided';
  } while (choices.advance());
  return 'unreachable';
}
