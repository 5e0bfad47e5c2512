'use client';

import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { TextField } from '@/components/ui/text-field';
import { type QuizQuestion, quizLimits } from '@/server/domains/content/contract/quiz';
import { moveChoice, withKey } from './quiz-edits';

/** Properties of {@link ChoiceFields}. */
export interface ChoiceFieldsProps {
  readonly question: QuizQuestion;
  readonly onChange: (question: QuizQuestion) => void;
}

/** The choices of a question in order, each with whether it is right. */
export function ChoiceFields({ question, onChange }: ChoiceFieldsProps) {
  const t = useTranslations('kinds');
  const { id, kind, choices } = question;
  const put = (next: QuizQuestion['choices']) => onChange({ ...question, choices: next });
  return (
    <fieldset className="mt-4">
      <legend className="mb-1 font-semibold">{t('choices')}</legend>
      <ol className="space-y-2">
        {choices.map((choice, place) => {
          const name = t('choice', { number: place + 1 });
          return (
            <li key={choice.id} className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <label className="flex min-h-9 shrink-0 cursor-pointer items-center gap-1.5 text-sm coarse:min-h-11">
                <input
                  type={kind === 'single' ? 'radio' : 'checkbox'}
                  name={`key-${id}`}
                  checked={choice.isCorrect}
                  onChange={({ target }) => onChange(withKey(question, choice.id, target.checked))}
                  className="size-5 accent-accent"
                />
                {t('right')}
                <span className="sr-only">: {name}</span>
              </label>
              <TextField
                name={`choice-${choice.id}`}
                label={name}
                isLabelHidden
                placeholder={name}
                value={choice.textMd}
                maxLength={quizLimits.choice}
                autoComplete="off"
                className="min-w-40 grow"
                onChange={({ target }) =>
                  put(choices.map((one) => (one.id === choice.id ? { ...one, textMd: target.value } : one)))
                }
              />
              <span className="flex">
                <IconButton
                  size="sm"
                  icon={<Icon name="chevron-up" />}
                  label={t('upOf', { name })}
                  disabled={place === 0}
                  onClick={() => onChange(moveChoice(question, choice.id, -1))}
                />
                <IconButton
                  size="sm"
                  icon={<Icon name="chevron-down" />}
                  label={t('downOf', { name })}
                  disabled={place === choices.length - 1}
                  onClick={() => onChange(moveChoice(question, choice.id, 1))}
                />
                <IconButton
                  size="sm"
                  icon={<Icon name="trash" />}
                  label={t('takeOutOf', { name })}
                  onClick={() => put(choices.filter((one) => one.id !== choice.id))}
                />
              </span>
            </li>
          );
        })}
      </ol>
    </fieldset>
  );
}
