'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { fieldId } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { NumberField } from '@/components/ui/text-field';
import { showToast } from '@/components/ui/toast-queue';
import { type QuizQuestion, quizLimits } from '@/server/domains/content/contract/quiz';
import type { SettingsOf } from '@/server/domains/content/contract/settings';
import { moved } from './moved';
import { QuestionFields } from './question-fields';
import { copyOf, newQuestion } from './quiz-edits';

type Settings = SettingsOf<'quiz'>;

/** Properties of {@link QuizFields}. */
export interface QuizFieldsProps {
  readonly settings: Settings;
  readonly onChange: (settings: Settings) => void;
}

/** The questions of a quiz and the mark at which it is passed. */
export function QuizFields({ settings, onChange }: QuizFieldsProps) {
  const t = useTranslations('kinds');
  const { questions } = settings;
  const [wanted, setWanted] = useState<string | null>(null);
  const latest = useRef(settings);
  latest.current = settings;
  // What was just made or moved has the focus.
  useEffect(() => {
    if (wanted === null) return;
    document.getElementById(fieldId(`prompt-${wanted}`))?.focus();
    setWanted(null);
  }, [wanted]);
  const put = (next: readonly QuizQuestion[], focusId: string | null = null) => {
    onChange({ ...latest.current, questions: [...next] });
    setWanted(focusId);
  };
  const insert = (place: number, question: QuizQuestion) =>
    put(latest.current.questions.toSpliced(place, 0, question), question.id);
  const remove = (place: number, question: QuizQuestion) => {
    const rest = questions.toSpliced(place, 1);
    put(rest, (rest[place] ?? rest[place - 1])?.id ?? null);
    showToast(t('questionRemoved'), { onUndo: () => insert(place, question) });
  };
  const isFull = questions.length >= quizLimits.questions;
  return (
    <div>
      <PassMark
        value={settings.passPercent}
        onChange={(passPercent) => onChange({ ...settings, passPercent })}
      />
      {questions.length === 0 ? <p className="mt-5 text-ink-muted">{t('noQuestions')}</p> : null}
      <ol className="mt-5 space-y-6">
        {questions.map((question, place) => (
          <li key={question.id}>
            <QuestionFields
              question={question}
              number={place + 1}
              isFirst={place === 0}
              isLast={place === questions.length - 1}
              onChange={(next) => put(questions.with(place, next))}
              onMove={(by) => put(moved(questions, place, place + by), question.id)}
              onCopy={() => insert(place + 1, copyOf(question))}
              onRemove={() => remove(place, question)}
            />
          </li>
        ))}
      </ol>
      <Button
        className="mt-6"
        variant={questions.length === 0 ? 'primary' : 'secondary'}
        icon={<Icon name="plus" />}
        disabled={isFull}
        onClick={() => insert(questions.length, newQuestion())}
      >
        {t('addQuestion')}
      </Button>
      {isFull ? <p className="mt-2 text-ink-muted">{t('fullQuiz', { most: quizLimits.questions })}</p> : null}
    </div>
  );
}

function PassMark({
  value,
  onChange,
}: {
  readonly value: number;
  readonly onChange: (percent: number) => void;
}) {
  const t = useTranslations('kinds');
  const [typed, setTyped] = useState(String(value));
  const read = (text: string) => {
    const percent = Number(text);
    return Number.isInteger(percent) && percent >= 1 && percent <= 100 ? percent : null;
  };
  return (
    <NumberField
      name="passPercent"
      label={t('passPercent')}
      unit="%"
      value={typed}
      error={read(typed) === null ? t('wrong.passPercent') : undefined}
      onChange={({ target }) => {
        setTyped(target.value);
        const percent = read(target.value);
        if (percent !== null) onChange(percent);
      }}
    />
  );
}
