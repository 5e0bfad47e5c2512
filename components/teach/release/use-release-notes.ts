'use client';

import { useTranslations } from 'next-intl';
import type { ReleasePlan } from '@/server/domains/content/contract/release';
import { namesOf, useRuleWords } from './rule-words';

/** What the outline says of a lesson or section: when it opens (null: at once), and whether it ever does. */
export type ReleaseNote = { readonly text: string | null; readonly isBroken: boolean };

/** Returns what the outline says of each lesson and section. */
export function useReleaseNotes(plan: ReleasePlan): (id: string) => ReleaseNote | null {
  const t = useTranslations('release');
  const words = useRuleWords(namesOf(plan));
  const rows = plan.sections.flatMap((section) => [section, ...section.lessons]);
  const rules = new Map(rows.map(({ id, rule }) => [id, rule]));
  const broken = new Set(plan.findings.map(({ lessonId }) => lessonId));
  return (id) => {
    const rule = rules.get(id) ?? null;
    const isBroken = broken.has(id);
    if (rule === null && !isBroken) return null;
    return { text: rule === null ? null : t('summary', { rule: words(rule) }), isBroken };
  };
}
