import type { ReleaseRule } from '@/server/domains/content/contract/release';
import { instantOf } from '@/server/platform/zoned-time';

/** Something that is true of a learner at a time, or not; each becomes true at most once and stays so, cohorts apart. */
export type Fact =
  | { readonly kind: 'time'; readonly atMs: number; readonly zone: string }
  | { readonly kind: 'enrolled'; readonly days: number }
  | { readonly kind: 'done'; readonly lessonId: string }
  | { readonly kind: 'score'; readonly lessonId: string; readonly percent: number }
  | { readonly kind: 'cohort'; readonly cohortId: string }
  | { readonly kind: 'started'; readonly days: number };

/** A fact that is asked to be true or not to be true. */
export type Literal = { readonly kind: 'is'; readonly fact: Fact; readonly wanted: boolean };

/** A rule whose negations stand at its facts only, so that "all" and "any" mean what they say. */
export type Normal =
  | Literal
  | { readonly kind: 'all'; readonly parts: readonly Normal[] }
  | { readonly kind: 'any'; readonly parts: readonly Normal[] };

/** What is always open. */
export const always: Normal = { kind: 'all', parts: [] };

/** What never is. */
export const never: Normal = { kind: 'any', parts: [] };

function factOf(rule: Exclude<ReleaseRule, { kind: 'all' | 'any' | 'not' }>): Literal {
  const is = (fact: Fact, wanted = true): Literal => ({ kind: 'is', fact, wanted });
  switch (rule.kind) {
    case 'after':
    case 'before': {
      const { at, zone } = rule;
      return is({ kind: 'time', atMs: instantOf(at, zone).getTime(), zone }, rule.kind === 'after');
    }
    case 'completed':
      return is({ kind: 'done', lessonId: rule.lessonId });
    case 'score':
      return is({ kind: 'score', lessonId: rule.lessonId, percent: rule.percent });
    case 'cohort':
      return is({ kind: 'cohort', cohortId: rule.cohortId });
    default:
      return is({ kind: rule.kind, days: rule.days });
  }
}

/** Brings a rule into its normal form by De Morgan's laws; no rule is always open. */
export function normalOf(rule: ReleaseRule | null, wanted = true): Normal {
  if (rule === null) return wanted ? always : never;
  if (rule.kind === 'not') return normalOf(rule.rule, !wanted);
  if (rule.kind === 'all' || rule.kind === 'any') {
    const isAll = (rule.kind === 'all') === wanted;
    return { kind: isAll ? 'all' : 'any', parts: rule.rules.map((part) => normalOf(part, wanted)) };
  }
  const literal = factOf(rule);
  return wanted ? literal : { ...literal, wanted: !literal.wanted };
}

/** Joins what has to hold together. */
export function both(...parts: readonly Normal[]): Normal {
  const needed = parts.filter((part) => !(part.kind === 'all' && part.parts.length === 0));
  return needed.length === 1 ? (needed[0] ?? always) : { kind: 'all', parts: needed };
}

/** Tells whether a normal form holds, given which literals do. */
export function holds(normal: Normal, isTrue: (literal: Literal) => boolean): boolean {
  if (normal.kind === 'is') return isTrue(normal);
  if (normal.kind === 'all') return normal.parts.every((part) => holds(part, isTrue));
  return normal.parts.some((part) => holds(part, isTrue));
}

/** Lists the literals of a normal form. */
export function literalsOf(normal: Normal): Literal[] {
  return normal.kind === 'is' ? [normal] : normal.parts.flatMap(literalsOf);
}

/** Returns the lesson that a fact is about, or null. */
export function lessonOf(fact: Fact): string | null {
  return fact.kind === 'done' || fact.kind === 'score' ? fact.lessonId : null;
}
