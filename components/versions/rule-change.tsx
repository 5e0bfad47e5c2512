'use client';

import { useTranslations } from 'next-intl';
import { type RuleNames, useRuleWords } from '@/components/teach/release/rule-words';
import type { CourseComparison } from '@/server/domains/content/contract/versions';

/** Says when a lesson or a section opened and opens, in words; of what is new, when it opens. Needs the area `release`. */
export function RuleChange({
  rule,
  names,
  isNew,
}: {
  readonly rule: CourseComparison['lessons'][number]['rule'];
  readonly names: RuleNames;
  readonly isNew: boolean;
}) {
  const t = useTranslations('versions');
  const words = useRuleWords(names);
  if (rule === null) return null;
  const [from, to] = [words(rule.from), words(rule.to)];
  return <p>{isNew ? t('opens', { rule: to }) : t('opensChanged', { from, to })}</p>;
}
