'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ReleasePlan, ReleaseRule } from '@/server/domains/content/contract/release';
import { type DraftCondition, type DraftGroup, draftOf } from './rule-draft';

/** What the lessons and cohorts of rules are called. */
export type RuleNames = {
  readonly lessons: readonly { readonly id: string; readonly name: string }[];
  readonly cohorts: readonly { readonly id: string; readonly name: string }[];
};

/** Returns what a plan calls its lessons and cohorts. */
export function namesOf({ sections, cohorts }: Pick<ReleasePlan, 'sections' | 'cohorts'>): RuleNames {
  const lessons = sections.flatMap((section) => section.lessons);
  return { lessons: lessons.map(({ id, title: name }) => ({ id, name })), cohorts };
}

/** Says a local time in the reader's language; it is one of clocks on walls and has no zone here. */
function useLocalTime(): (local: string) => string {
  const format = useFormatter();
  return (local) => {
    const at = new Date(`${local}:00Z`);
    // Joined here: how the two are joined differs between the ICU of server and browser.
    return [
      format.dateTime(at, { dateStyle: 'long', timeZone: 'UTC' }),
      format.dateTime(at, { timeStyle: 'short', timeZone: 'UTC' }),
    ].join(', ');
  };
}

/** Returns a rule as the end of a sentence: "when “Boxes” is completed and 3 days after enrolling". Needs the area `release`. */
export function useRuleWords({ lessons, cohorts }: RuleNames): (rule: ReleaseRule | null) => string {
  const t = useTranslations('release.rule');
  const format = useFormatter();
  const timeOf = useLocalTime();
  const titles = new Map(lessons.map(({ id, name }) => [id, name]));
  const names = new Map(cohorts.map(({ id, name }) => [id, name]));

  const conditionText = (part: DraftCondition): string => {
    const { type, at, zone, days, lessonId, percent, cohortId } = part;
    const title = titles.get(lessonId) ?? t('unknown');
    if (type === 'after' || type === 'before') return t(type, { date: timeOf(at), zone });
    if (type === 'completed' || type === 'completed_not') return t(type, { title });
    if (type === 'score' || type === 'score_not') return t(type, { title, percent: Number(percent) });
    if (type === 'cohort' || type === 'cohort_not')
      return t(type, { name: names.get(cohortId) ?? t('unknown') });
    return t(type, { days: Number(days) });
  };
  const groupText = (group: DraftGroup): string => {
    const parts = group.parts.map((part) =>
      part.kind === 'condition' ? conditionText(part) : t('group', { list: groupText(part) }),
    );
    const list = format.list(parts, { type: group.match === 'all' ? 'conjunction' : 'disjunction' });
    return group.match === 'none' ? t('none', { list }) : list;
  };
  return (rule) => (rule === null ? t('at_once') : groupText(draftOf(rule, 'UTC')));
}
