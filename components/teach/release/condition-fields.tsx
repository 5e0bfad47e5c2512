'use client';

import { useTranslations } from 'next-intl';
import { Select } from '@/components/ui/select';
import { NumberField, TextField } from '@/components/ui/text-field';
import type { ReleasePlan } from '@/server/domains/content/contract/release';
import type { DraftCondition } from './rule-draft';

/** What conditions can speak of: the other lessons of the course, its cohorts, and zones by their names. */
export interface Choices {
  /** The lesson whose rule it is cannot wait for itself; null for a section. */
  readonly lessonId: string | null;
  readonly plan: Pick<ReleasePlan, 'sections' | 'cohorts'>;
  /** Id of the list of zones on the page. */
  readonly zoneList: string;
}

/** Properties of {@link ConditionFields}. */
export interface ConditionFieldsProps {
  readonly condition: DraftCondition;
  readonly choices: Choices;
  readonly onChange: (condition: DraftCondition) => void;
}

function TimeFields({ condition, choices, onChange }: ConditionFieldsProps) {
  const t = useTranslations('release');
  const { key, at, zone } = condition;
  return (
    <>
      <TextField
        name={`at-${key}`}
        type="datetime-local"
        label={t('date')}
        value={at}
        onChange={({ target }) => onChange({ ...condition, at: target.value })}
      />
      <TextField
        name={`zone-${key}`}
        list={choices.zoneList}
        autoComplete="off"
        label={t('zone')}
        value={zone}
        onChange={({ target }) => onChange({ ...condition, zone: target.value })}
      />
    </>
  );
}

function LessonFields({ condition, choices, onChange }: ConditionFieldsProps) {
  const t = useTranslations('release');
  const { key, type, lessonId, percent } = condition;
  const isScore = type === 'score' || type === 'score_not';
  const options = choices.plan.sections.flatMap(({ lessons }) =>
    lessons
      .filter((lesson) => lesson.id !== choices.lessonId && (!isScore || lesson.hasQuiz))
      .map(({ id, title }) => ({ value: id, label: title })),
  );
  if (isScore && options.length === 0) return <p className="text-ink-muted">{t('noQuizzes')}</p>;
  return (
    <>
      <Select
        name={`lesson-${key}`}
        label={t(isScore ? 'quiz' : 'lesson')}
        placeholder={t('choose')}
        value={lessonId}
        options={options}
        onChange={({ target }) => onChange({ ...condition, lessonId: target.value })}
      />
      {isScore ? (
        <NumberField
          name={`percent-${key}`}
          label={t('percent')}
          unit="%"
          value={percent}
          onChange={({ target }) => onChange({ ...condition, percent: target.value })}
        />
      ) : null}
    </>
  );
}

/** What one condition asks for, by its type. */
export function ConditionFields(props: ConditionFieldsProps) {
  const { condition, choices, onChange } = props;
  const t = useTranslations('release');
  const { key, type } = condition;
  if (type === 'after' || type === 'before') return <TimeFields {...props} />;
  if (type === 'cohort' || type === 'cohort_not') {
    const { cohorts } = choices.plan;
    if (cohorts.length === 0) return <p className="text-ink-muted">{t('noCohorts')}</p>;
    return (
      <Select
        name={`cohort-${key}`}
        label={t('cohort')}
        placeholder={t('choose')}
        value={condition.cohortId}
        options={cohorts.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={({ target }) => onChange({ ...condition, cohortId: target.value })}
      />
    );
  }
  if (type.startsWith('enrolled') || type.startsWith('started')) {
    return (
      <NumberField
        name={`days-${key}`}
        label={t('days')}
        value={condition.days}
        onChange={({ target }) => onChange({ ...condition, days: target.value })}
      />
    );
  }
  return <LessonFields {...props} />;
}
