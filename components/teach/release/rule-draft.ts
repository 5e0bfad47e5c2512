import type { ReleasePlan, ReleaseRule } from '@/server/domains/content/contract/release';

/** What one condition can ask for; what is not to be so has a word of its own. */
export const conditionTypes = [
  ...(['after', 'before', 'enrolled', 'enrolled_not', 'completed', 'completed_not'] as const),
  ...(['score', 'score_not', 'cohort', 'cohort_not', 'started', 'started_not'] as const),
] as const;

/** One of {@link conditionTypes}. */
export type ConditionType = (typeof conditionTypes)[number];

/** A condition as it is typed; a field that its type does not ask for keeps what was typed there. */
export type DraftCondition = {
  readonly key: string;
  readonly kind: 'condition';
  readonly type: ConditionType;
  readonly at: string;
  readonly zone: string;
  readonly days: string;
  readonly lessonId: string;
  readonly percent: string;
  readonly cohortId: string;
};

/** Conditions and groups that hold together, one of them, or none. */
export type DraftGroup = {
  readonly key: string;
  readonly kind: 'group';
  readonly match: 'all' | 'any' | 'none';
  readonly parts: readonly DraftPart[];
};

/** A part of a rule that is being written. */
export type DraftPart = DraftCondition | DraftGroup;

let lastKey = 0;

function newKey(): string {
  lastKey += 1;
  return `part-${lastKey}`;
}

/** Returns a condition to fill in. */
export function newCondition(type: ConditionType, zone: string): DraftCondition {
  const empty = { at: '', lessonId: '', percent: '', cohortId: '' };
  return { key: newKey(), kind: 'condition', type, zone, days: '', ...empty };
}

/** Returns a group. */
export function newGroup(match: DraftGroup['match'], parts: readonly DraftPart[]): DraftGroup {
  return { key: newKey(), kind: 'group', match, parts };
}

type Leaf = Exclude<ReleaseRule, { kind: 'all' | 'any' | 'not' }>;

const opposites = { after: 'before', before: 'after' } as const;

function conditionOf(rule: Leaf, wanted: boolean, zone: string): DraftCondition {
  if (rule.kind === 'after' || rule.kind === 'before') {
    const type = wanted ? rule.kind : opposites[rule.kind];
    return { ...newCondition(type, rule.zone), at: rule.at };
  }
  const empty = newCondition(wanted ? rule.kind : `${rule.kind}_not`, zone);
  switch (rule.kind) {
    case 'completed':
      return { ...empty, lessonId: rule.lessonId };
    case 'score':
      return { ...empty, lessonId: rule.lessonId, percent: String(rule.percent) };
    case 'cohort':
      return { ...empty, cohortId: rule.cohortId };
    default:
      return { ...empty, days: String(rule.days) };
  }
}

function partOf(rule: ReleaseRule, zone: string): DraftPart {
  if (rule.kind === 'all' || rule.kind === 'any') {
    return newGroup(
      rule.kind,
      rule.rules.map((one) => partOf(one, zone)),
    );
  }
  if (rule.kind !== 'not') return conditionOf(rule, true, zone);
  const denied = rule.rule;
  if (denied.kind === 'not') return partOf(denied.rule, zone);
  if (denied.kind !== 'all' && denied.kind !== 'any') return conditionOf(denied, false, zone);
  const parts = denied.rules.map((one) => partOf(one, zone));
  return denied.kind === 'any' ? newGroup('none', parts) : newGroup('none', [newGroup('all', parts)]);
}

/** Returns a rule as it is written: a group, also where there is one condition or none. */
export function draftOf(rule: ReleaseRule | null, zone: string): DraftGroup {
  if (rule === null) return newGroup('all', []);
  const part = partOf(rule, zone);
  return part.kind === 'group' ? part : newGroup('all', [part]);
}

function wholeNumber(text: string, least: number, most: number): number | null {
  const value = Number(text.trim());
  return text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most ? value : null;
}

const not = (rule: ReleaseRule): ReleaseRule => ({ kind: 'not', rule });

type Bare = 'enrolled' | 'completed' | 'score' | 'cohort' | 'started';

function leafOf(bare: Bare, draft: DraftCondition): ReleaseRule | null {
  const { lessonId, cohortId } = draft;
  if (bare === 'enrolled' || bare === 'started') {
    const days = wholeNumber(draft.days, 0, 3_650);
    return days === null ? null : { kind: bare, days };
  }
  if (bare === 'cohort') return cohortId === '' ? null : { kind: 'cohort', cohortId };
  if (lessonId === '') return null;
  if (bare === 'completed') return { kind: 'completed', lessonId };
  const percent = wholeNumber(draft.percent, 1, 100);
  return percent === null ? null : { kind: 'score', lessonId, percent };
}

const bareOf: Readonly<Record<Exclude<ConditionType, 'after' | 'before'>, Bare>> = {
  ...{ enrolled: 'enrolled', enrolled_not: 'enrolled', completed: 'completed', completed_not: 'completed' },
  ...{ score: 'score', score_not: 'score', cohort: 'cohort', cohort_not: 'cohort' },
  ...{ started: 'started', started_not: 'started' },
};

function conditionRule(draft: DraftCondition): ReleaseRule | null {
  const { type, at, zone } = draft;
  if (type === 'after' || type === 'before') {
    return at === '' || zone === '' ? null : { kind: type, at: at.slice(0, 16), zone };
  }
  const leaf = leafOf(bareOf[type], draft);
  return leaf === null || !type.endsWith('_not') ? leaf : not(leaf);
}

/**
 * Returns the rule that a draft says, null for none; or `incomplete` when something of it is not filled in. A group without
 * parts counts for nothing.
 */
export function ruleOf(part: DraftPart): ReleaseRule | null | 'incomplete' {
  if (part.kind === 'condition') return conditionRule(part) ?? 'incomplete';
  const rules: ReleaseRule[] = [];
  for (const one of part.parts) {
    const rule = ruleOf(one);
    if (rule === 'incomplete') return rule;
    if (rule !== null) rules.push(rule);
  }
  const [only] = rules;
  if (only === undefined) return null;
  if (part.match === 'none') return not(rules.length === 1 ? only : { kind: 'any', rules });
  return rules.length === 1 ? only : { kind: part.match, rules };
}

/** Puts another part in the place of the one with a key, or takes it out (null). */
export function replacePart(group: DraftGroup, key: string, next: DraftPart | null): DraftGroup {
  const parts = group.parts.flatMap((part): DraftPart[] => {
    if (part.key === key) return next === null ? [] : [next];
    return [part.kind === 'group' ? replacePart(part, key, next) : part];
  });
  return { ...group, parts };
}

/** Puts a part at the end of the group with a key. */
export function addPart(group: DraftGroup, key: string, added: DraftPart): DraftGroup {
  if (group.key === key) return { ...group, parts: [...group.parts, added] };
  const parts = group.parts.map((part) => (part.kind === 'group' ? addPart(part, key, added) : part));
  return { ...group, parts };
}

/** Returns the lesson before one in the order of a course, or null for the first. */
export function lessonBefore(plan: ReleasePlan, lessonId: string): string | null {
  const ids = plan.sections.flatMap(({ lessons }) => lessons.map(({ id }) => id));
  return ids[ids.indexOf(lessonId) - 1] ?? null;
}

/** The rules that most people want, ready to choose. */
export const presets = ['at_once', 'previous', 'days', 'date', 'cohort', 'own'] as const;

/** One of {@link presets}. */
export type Preset = (typeof presets)[number];

/** Says which of the presets a draft is. */
export function presetOf(draft: DraftGroup, previousId: string | null): Preset {
  const [only, second] = draft.parts;
  if (only === undefined) return 'at_once';
  if (second !== undefined || only.kind === 'group' || draft.match === 'none') return 'own';
  if (only.type === 'completed') return only.lessonId === previousId ? 'previous' : 'own';
  if (only.type === 'enrolled') return 'days';
  if (only.type === 'after') return 'date';
  return only.type === 'cohort' ? 'cohort' : 'own';
}

/** Begins a draft from a preset; one's own begins with what is there. */
export function draftOfPreset(
  preset: Preset,
  present: DraftGroup,
  place: { readonly previousId: string | null; readonly zone: string },
): DraftGroup {
  const { previousId, zone } = place;
  const one = (type: ConditionType) => newGroup('all', [newCondition(type, zone)]);
  switch (preset) {
    case 'at_once':
      return newGroup('all', []);
    case 'previous':
      return newGroup('all', [{ ...newCondition('completed', zone), lessonId: previousId ?? '' }]);
    case 'days':
      return one('enrolled');
    case 'date':
      return one('after');
    case 'cohort':
      return one('cohort');
    default:
      return present.parts.length === 0 ? one('completed') : present;
  }
}
