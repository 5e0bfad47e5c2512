'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Button, IconButton } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import { Select } from '@/components/ui/select';
import { TextArea } from '@/components/ui/text-field';
import {
  type QuizQuestion,
  questionFlaws,
  quizLimits,
  quizQuestionKinds,
} from '@/server/domains/content/contract/quiz';
import { ChoiceFields } from './choice-fields';
import { withChoice, withKind } from './quiz-edits';

/** Properties of {@link QuestionFields}. */
export interface QuestionFieldsProps {
  readonly question: QuizQuestion;
  readonly number: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onChange: (question: QuizQuestion) => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onCopy: () => void;
  readonly onRemove: () => void;
}

const points = [1, 2, 3, 4, 5, 10] as const;

/** One question: its words, its choices and which are right, why, and what it is worth. */
export function QuestionFields(props: QuestionFieldsProps) {
  const { question, number, isFirst, isLast, onChange, onMove, onCopy, onRemove } = props;
  const t = useTranslations('kinds');
  const format = useFormatter();
  const { id, kind, promptMd, explanationMd, choices } = question;
  const flaws = questionFlaws(question);
  const name = t('question', { number });
  const worths = [...new Set<number>([...points, question.points])].toSorted((a, b) => a - b);
  return (
    <fieldset className="rounded-md border border-rule px-4 pt-2 pb-4">
      <legend className="px-1 font-semibold">{name}</legend>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div className="flex flex-wrap gap-3">
          <Select
            name={`kind-${id}`}
            label={t('questionKind')}
            value={kind}
            options={quizQuestionKinds.map((value) => ({ value, label: t(`questionKinds.${value}`) }))}
            onChange={({ target }) =>
              onChange(withKind(question, target.value === 'multiple' ? 'multiple' : 'single'))
            }
          />
          <Select
            name={`points-${id}`}
            label={t('points')}
            value={String(question.points)}
            options={worths.map((value) => ({ value: String(value), label: format.number(value) }))}
            onChange={({ target }) => onChange({ ...question, points: Number(target.value) })}
          />
        </div>
        <Menu
          label={t('actsOf', { name })}
          trigger={<IconButton size="sm" icon={<Icon name="more" />} label={t('actsOf', { name })} />}
          entries={[
            { id: 'up', label: t('up'), icon: 'chevron-up', isDisabled: isFirst, onAction: () => onMove(-1) },
            {
              id: 'down',
              label: t('down'),
              icon: 'chevron-down',
              isDisabled: isLast,
              onAction: () => onMove(1),
            },
            { id: 'copy', label: t('duplicate'), icon: 'plus', onAction: onCopy },
            { id: 'remove', label: t('remove'), icon: 'trash', tone: 'danger', onAction: onRemove },
          ]}
        />
      </div>
      <TextArea
        name={`prompt-${id}`}
        label={t('prompt')}
        value={promptMd}
        maxLength={quizLimits.prompt}
        rows={2}
        className="mt-4"
        onChange={({ target }) => onChange({ ...question, promptMd: target.value })}
      />
      <ChoiceFields question={question} onChange={onChange} />
      <Button
        size="sm"
        className="mt-2"
        icon={<Icon name="plus" />}
        disabled={choices.length >= quizLimits.choices}
        onClick={() => onChange(withChoice(question))}
      >
        {t('addChoice')}
        <span className="sr-only"> – {name}</span>
      </Button>
      <TextArea
        name={`explanation-${id}`}
        label={t('explanation')}
        hint={t('explanationHint')}
        isOptional
        value={explanationMd}
        maxLength={quizLimits.prompt}
        rows={2}
        className="mt-4"
        onChange={({ target }) => onChange({ ...question, explanationMd: target.value })}
      />
      <p role="status" className="mt-3 flex min-h-5 items-center gap-2 text-sm text-ink-muted">
        {flaws.length === 0 ? null : (
          <>
            <Icon name="warning" className="text-warning" />
            {t('notAsked', { flaws: format.list(flaws.map((flaw) => t(`flaws.${flaw}`))) })}
          </>
        )}
      </p>
    </fieldset>
  );
}
