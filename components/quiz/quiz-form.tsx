'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { CheckboxGroup, RadioGroup } from '@/components/ui/choice';
import { AlertDialog } from '@/components/ui/dialog';
import { FieldError, fieldId } from '@/components/ui/field';
import type { OpenQuestion } from '@/server/domains/assessments/contract';
import type { Answer } from './answer-saver';
import { SaveStatus } from './save-status';
import { useAnswers } from './use-answers';
import { useSubmit } from './use-submit';

/** A question whose texts the server has set. */
export type SetQuestion = Pick<OpenQuestion, 'id' | 'kind' | 'chosenIds' | 'seq'> & {
  readonly prompt: ReactNode;
  readonly choices: readonly { readonly id: string; readonly label: ReactNode }[];
};

/** Properties of {@link QuizForm}. */
export interface QuizFormProps {
  readonly attemptId: string;
  readonly number: number;
  readonly passPercent: number;
  readonly courseSlug: string;
  readonly questions: readonly SetQuestion[];
}

function initialAnswers(questions: readonly SetQuestion[]): ReadonlyMap<string, Answer> {
  return new Map(questions.map(({ id, chosenIds, seq }) => [id, { choiceIds: chosenIds, seq }]));
}

/** An open attempt: all questions one below the other, each answer saved as it is chosen. */
export function QuizForm({ attemptId, number, passPercent, courseSlug, questions }: QuizFormProps) {
  const t = useTranslations('quiz');
  const format = useFormatter();
  const [initial] = useState(() => initialAnswers(questions));
  const { snapshot, choose, stop } = useAnswers(attemptId, initial);
  const { submit, isPending, error } = useSubmit(attemptId, courseSlug, stop);
  const [isAsking, setAsking] = useState(false);
  const isAnswered = ({ id }: SetQuestion) => (snapshot.answers.get(id)?.choiceIds.length ?? 0) > 0;
  const open = questions.flatMap((question, index) => (isAnswered(question) ? [] : [index + 1]));
  const handIn = () => {
    setAsking(false);
    submit(snapshot.answers);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isPending) return;
        if (open.length > 0) setAsking(true);
        else handIn();
      }}
    >
      <h2 tabIndex={-1} data-stage-heading className="font-serif text-xl font-semibold outline-none">
        {t('attempt', { number })}
      </h2>
      <p className="mt-1 text-ink-muted">{t('introPass', { percent: passPercent })}</p>
      <ol className="mt-8 space-y-10">
        {questions.map((question, index) => (
          <li key={question.id}>
            <Question
              question={question}
              number={index + 1}
              total={questions.length}
              chosenIds={snapshot.answers.get(question.id)?.choiceIds ?? []}
              onChoose={(choiceIds) => choose(question.id, choiceIds)}
            />
          </li>
        ))}
      </ol>
      <div className="sticky bottom-0 -mx-4 mt-10 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-rule bg-paper px-4 py-4">
        <SaveStatus state={snapshot.state} hasChanged={snapshot.hasChanged} />
        <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
          <p className="text-sm text-ink-muted tabular-nums">
            {t('answered', { done: questions.length - open.length, total: questions.length })}
          </p>
          <Button type="submit" variant="primary" isPending={isPending}>
            {t('submit')}
          </Button>
        </div>
      </div>
      <div role="alert">
        {error === null ? null : <FieldError>{t('notSubmitted', { reason: error })}</FieldError>}
      </div>
      <AlertDialog
        isOpen={isAsking}
        onClose={() => {
          setAsking(false);
          focusQuestion(questions[(open[0] ?? 1) - 1]);
        }}
        onConfirm={handIn}
        title={t('unansweredTitle', { count: open.length })}
        confirmLabel={t('submitAnyway')}
      >
        {t('unansweredBody', {
          count: open.length,
          numbers: format.list(open.map((each) => format.number(each))),
        })}
      </AlertDialog>
    </form>
  );
}

/** After the dialog has given the focus back, it goes on to the first question without an answer. */
function focusQuestion(question: SetQuestion | undefined): void {
  if (question === undefined) return;
  setTimeout(() => {
    const field = document.getElementById(fieldId(question.id));
    field?.focus();
    field?.scrollIntoView({ block: 'start' });
  });
}

interface QuestionProps {
  readonly question: SetQuestion;
  readonly number: number;
  readonly total: number;
  readonly chosenIds: readonly string[];
  readonly onChoose: (choiceIds: readonly string[]) => void;
}

function Question({ question, number, total, chosenIds, onChoose }: QuestionProps) {
  const t = useTranslations('quiz');
  const isSingle = question.kind === 'single';
  const field = {
    name: question.id,
    label: (
      <>
        <span className="block text-sm font-normal text-ink-muted">{t('question', { number, total })}</span>
        <span className="mt-1 block font-serif text-lg leading-snug [&_code]:font-mono [&_code]:text-[0.86em]">
          {question.prompt}
        </span>
      </>
    ),
    hint: isSingle ? t('chooseOne') : t('chooseAll'),
    options: question.choices.map((choice) => ({ value: choice.id, label: choice.label })),
    className: '[&_code]:font-mono [&_code]:text-[0.9em]',
  };
  return isSingle ? (
    <RadioGroup {...field} value={chosenIds[0] ?? null} onChange={(choiceId) => onChoose([choiceId])} />
  ) : (
    <CheckboxGroup {...field} value={chosenIds} onChange={onChoose} />
  );
}
