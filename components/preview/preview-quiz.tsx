'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { CheckboxGroup, RadioGroup } from '@/components/ui/choice';

/** A question whose texts the server has set. */
export type PreviewQuestion = {
  readonly id: string;
  readonly kind: 'single' | 'multiple';
  readonly prompt: ReactNode;
  readonly explanation: ReactNode;
  readonly choices: readonly {
    readonly id: string;
    readonly label: ReactNode;
    readonly isCorrect: boolean;
  }[];
};

/** Properties of {@link PreviewQuiz}. */
export interface PreviewQuizProps {
  readonly passPercent: number;
  readonly questions: readonly PreviewQuestion[];
}

type Chosen = Readonly<Record<string, readonly string[]>>;

function isRight({ choices }: PreviewQuestion, chosen: readonly string[]): boolean {
  return choices.every(({ id, isCorrect }) => chosen.includes(id) === isCorrect);
}

/** A quiz to try: what is chosen stays in this page, and nobody hears of it. */
export function PreviewQuiz({ passPercent, questions }: PreviewQuizProps) {
  const t = useTranslations('preview.quiz');
  const [chosen, setChosen] = useState<Chosen>({});
  const [isChecked, setChecked] = useState(false);
  const right = questions.filter((question) => isRight(question, chosen[question.id] ?? [])).length;
  return (
    <form
      className="mt-8"
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
      }}
    >
      <p className="text-ink-muted">{t('lead', { percent: passPercent })}</p>
      <ol className="mt-8 space-y-10">
        {questions.map((question, index) => (
          <li key={question.id}>
            <Question
              {...{ question, isChecked }}
              number={index + 1}
              chosen={chosen[question.id] ?? []}
              onChoose={(ids) => {
                setChecked(false);
                setChosen((present) => ({ ...present, [question.id]: ids }));
              }}
            />
          </li>
        ))}
      </ol>
      <div className="mt-8 flex flex-wrap items-center gap-4">
        <Button type="submit" variant="primary">
          {t('check')}
        </Button>
        <p role="status">{isChecked ? t('result', { right, total: questions.length }) : ''}</p>
      </div>
    </form>
  );
}

interface QuestionProps {
  readonly question: PreviewQuestion;
  readonly number: number;
  readonly chosen: readonly string[];
  readonly isChecked: boolean;
  readonly onChoose: (ids: readonly string[]) => void;
}

function Question({ question, number, chosen, isChecked, onChoose }: QuestionProps) {
  const t = useTranslations('preview.quiz');
  const field = {
    name: question.id,
    label: (
      <span className="block font-serif text-lg leading-snug">
        {t('number', { number })} {question.prompt}
      </span>
    ),
    options: question.choices.map(({ id, label, isCorrect }) => ({
      value: id,
      label: (
        <span className="flex flex-wrap items-center gap-2">
          {label}
          {isChecked && isCorrect ? <Badge tone="success">{t('correct')}</Badge> : null}
        </span>
      ),
    })),
  };
  return (
    <>
      {question.kind === 'single' ? (
        <RadioGroup {...field} value={chosen[0] ?? null} onChange={(id) => onChoose([id])} />
      ) : (
        <CheckboxGroup {...field} value={chosen} onChange={onChoose} />
      )}
      {isChecked && question.explanation !== null ? (
        <p className="mt-2 border-s-3 border-rule-strong ps-3 text-ink-muted">{question.explanation}</p>
      ) : null}
    </>
  );
}
