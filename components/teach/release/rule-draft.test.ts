import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReleaseRule } from '@/server/domains/content/contract/release';
import { addPart, draftOf, newCondition, newGroup, presetOf, replacePart, ruleOf } from './rule-draft';

const leaf: fc.Arbitrary<ReleaseRule> = fc.oneof(
  fc.constant<ReleaseRule>({ kind: 'after', at: '2026-03-01T09:00', zone: 'Europe/Madrid' }),
  fc.integer({ min: 0, max: 3_650 }).map((days): ReleaseRule => ({ kind: 'enrolled', days })),
  fc.constantFrom('a', 'b').map((lessonId): ReleaseRule => ({ kind: 'completed', lessonId })),
  fc.integer({ min: 1, max: 100 }).map((percent): ReleaseRule => ({ kind: 'score', lessonId: 'q', percent })),
  fc.constant<ReleaseRule>({ kind: 'cohort', cohortId: 'c' }),
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

/** What a rule says when the named facts are true; a date has come when "after" is among them. */
function holds(one: ReleaseRule, facts: ReadonlySet<string>): boolean {
  if (one.kind === 'not') return !holds(one.rule, facts);
  if (one.kind === 'all') return one.rules.every((part) => holds(part, facts));
  if (one.kind === 'any') return one.rules.some((part) => holds(part, facts));
  if (one.kind === 'before') return !facts.has('after');
  return facts.has(one.kind);
}

describe('a rule that is being written', () => {
  it('says the same as before when nothing is changed', () => {
    const facts = fc.subarray(['after', 'enrolled', 'completed', 'score', 'cohort']);
    fc.assert(
      fc.property(rule, facts, (one, names) => {
        const written = ruleOf(draftOf(one, 'UTC'));
        if (written === null || written === 'incomplete') throw new Error('a rule was lost');
        const truth = new Set(names);
        expect(holds(written, truth)).toBe(holds(one, truth));
        // "Not after" is written as "before"; from then on it stays as it is.
        const again = ruleOf(draftOf(written, 'UTC'));
        expect(again === null || again === 'incomplete' ? again : ruleOf(draftOf(again, 'UTC'))).toEqual(
          again,
        );
      }),
    );
  });

  it('is incomplete until every condition is filled in', () => {
    const days = newCondition('enrolled', 'UTC');
    const draft = newGroup('all', [days]);
    expect(ruleOf(draft)).toBe('incomplete');
    for (const wrong of ['', 'x', '-1', '1.5', '9999']) {
      expect(ruleOf(replacePart(draft, days.key, { ...days, days: wrong }))).toBe('incomplete');
    }
    expect(ruleOf(replacePart(draft, days.key, { ...days, days: ' 3 ' }))).toEqual({
      kind: 'enrolled',
      days: 3,
    });
    expect(ruleOf(replacePart(draft, days.key, null))).toBeNull();
  });

  it('grows where it is told to, and knows the common cases', () => {
    const inner = newGroup('any', []);
    const draft = addPart(newGroup('all', [inner]), inner.key, {
      ...newCondition('completed', 'UTC'),
      lessonId: 'a',
    });
    expect(ruleOf(draft)).toEqual({ kind: 'completed', lessonId: 'a' });
    expect(presetOf(draft, 'a')).toBe('own');
    expect(presetOf(draftOf({ kind: 'completed', lessonId: 'a' }, 'UTC'), 'a')).toBe('previous');
    expect(presetOf(draftOf(null, 'UTC'), 'a')).toBe('at_once');
  });
});
