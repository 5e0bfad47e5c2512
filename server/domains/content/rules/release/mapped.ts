import type { ReleaseRule } from '@/server/domains/content/contract/release';

type Leaf = Exclude<ReleaseRule, { kind: 'all' | 'any' | 'not' }>;

function leavesOf(rule: ReleaseRule): Leaf[] {
  if (rule.kind === 'not') return leavesOf(rule.rule);
  return rule.kind === 'all' || rule.kind === 'any' ? rule.rules.flatMap(leavesOf) : [rule];
}

/** Returns which lessons a rule asks for. */
export function lessonsIn(rule: ReleaseRule): ReadonlySet<string> {
  const leaves = leavesOf(rule);
  return new Set(leaves.flatMap((leaf) => ('lessonId' in leaf ? leaf.lessonId : [])));
}

/** Returns which cohorts a rule names. */
export function cohortsIn(rule: ReleaseRule): ReadonlySet<string> {
  return new Set(leavesOf(rule).flatMap((leaf) => (leaf.kind === 'cohort' ? leaf.cohortId : [])));
}

/** A rule, or what it comes to when nobody can be in the cohorts that it names. */
type Decided = ReleaseRule | boolean;

const isRule = (one: Decided): one is ReleaseRule => typeof one !== 'boolean';

function groupOf(kind: 'all' | 'any', parts: readonly Decided[]): Decided {
  // What decides the group alone: one that fails for "all", one that holds for "any".
  const decisive = kind === 'any';
  if (parts.includes(decisive)) return decisive;
  const rules = parts.filter(isRule);
  const [only] = rules;
  if (only === undefined) return !decisive;
  return rules.length === 1 ? only : { kind, rules };
}

function decide(rule: ReleaseRule): Decided {
  switch (rule.kind) {
    case 'cohort':
      return false;
    case 'not': {
      const denied = decide(rule.rule);
      return isRule(denied) ? { kind: 'not', rule: denied } : !denied;
    }
    case 'all':
    case 'any':
      return groupOf(rule.kind, rule.rules.map(decide));
    default:
      return rule;
  }
}

/** Says the same of other lessons. */
function renamed(rule: ReleaseRule, lessonOf: ReadonlyMap<string, string>): ReleaseRule {
  if (rule.kind === 'not') return { ...rule, rule: renamed(rule.rule, lessonOf) };
  if (rule.kind === 'all' || rule.kind === 'any') {
    return { ...rule, rules: rule.rules.map((part) => renamed(part, lessonOf)) };
  }
  return 'lessonId' in rule ? { ...rule, lessonId: lessonOf.get(rule.lessonId) ?? rule.lessonId } : rule;
}

/**
 * Returns the rule that a copy of a course has instead: it asks for the copies of lessons, and as the copy has no cohorts it says
 * what the rule says to people of none. So "in this cohort, or done with A" becomes "done with A", and "not in this cohort" opens
 * at once: null. What only a cohort opened is never opened to everybody by that: it stays as it was written, and so shut, because
 * the copy has no such cohort; the prover says so, and nobody publishes the copy before somebody has decided.
 */
export function ruleOfCopy(rule: ReleaseRule, lessonOf: ReadonlyMap<string, string>): ReleaseRule | null {
  const decided = decide(rule);
  if (decided === true) return null;
  return renamed(decided === false ? rule : decided, lessonOf);
}
