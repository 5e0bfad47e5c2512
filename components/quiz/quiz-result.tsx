import { useFormatter, useTranslations } from 'next-intl';
import { InlineMarkdown, Markdown } from '@/components/markdown/markdown';
import { Badge } from '@/components/ui/badge';
import { cx } from '@/components/ui/class-names';
import { Icon } from '@/components/ui/icon';
import { RelativeTime } from '@/components/ui/relative-time';
import type { AttemptResult, QuizView, ReviewView } from '@/server/domains/assessments/contract';
import { StartButton } from './start-button';

const full = 10_000;

/** Properties of {@link QuizResult}. */
export interface QuizResultProps {
  readonly quiz: QuizView;
  readonly review: ReviewView;
}

/** What an attempt came to: the score against the mark, then each question with what was chosen and, once passed, what is right and why. */
export function QuizResult({ quiz, review }: QuizResultProps) {
  const t = useTranslations('quiz');
  const format = useFormatter();
  const percent = (scoreBp: number) => format.number(scoreBp / full, { style: 'percent' });
  const right = review.questions.filter((question) => question.scoreBp === full).length;
  const isEverPassed = quiz.results.some((result) => result.isPassed);
  const earlier = quiz.results.filter((result) => result.attemptId !== review.attemptId);
  return (
    <section>
      <div
        className={cx(
          'rounded-lg border-s-4 px-6 py-5',
          review.isPassed ? 'border-success bg-success-soft' : 'border-warning bg-warning-soft',
        )}
      >
        <h2 tabIndex={-1} data-stage-heading className="font-serif text-2xl font-semibold outline-none">
          {review.isPassed ? t('passedTitle') : t('failedTitle')}
        </h2>
        <p className="mt-2 text-md tabular-nums">
          {t('score', { score: percent(review.scoreBp), mark: percent(review.passPercent * 100) })}{' '}
          {t('rightCount', { right, total: review.questions.length })}
        </p>
        {!review.isPassed && isEverPassed ? <p className="mt-1">{t('passedBefore')}</p> : null}
        {!review.isPassed && !isEverPassed ? <p className="mt-1">{t('failedBody')}</p> : null}
        <div className="mt-4">
          <StartButton
            lessonId={quiz.lessonId}
            isAgain
            variant={review.isPassed || isEverPassed ? 'secondary' : 'primary'}
          />
        </div>
      </div>
      <h3 className="mt-12 font-serif text-xl font-semibold">{t('reviewTitle')}</h3>
      <ol className="mt-4 divide-y divide-rule border-y border-rule">
        {review.questions.map((question, index) => (
          <li key={question.id} className="py-8">
            <ReviewedQuestion question={question} number={index + 1} total={review.questions.length} />
          </li>
        ))}
      </ol>
      <Earlier results={earlier} percent={percent} />
    </section>
  );
}

function verdictOf(question: ReviewView['questions'][number]) {
  if (question.scoreBp === full) return { tone: 'success', icon: 'check', key: 'right' } as const;
  if (question.choices.every((choice) => !choice.isChosen)) {
    return { tone: 'warning', icon: 'minus', key: 'blank' } as const;
  }
  return question.scoreBp === 0
    ? ({ tone: 'danger', icon: 'close', key: 'wrong' } as const)
    : ({ tone: 'warning', icon: 'minus', key: 'partly' } as const);
}

interface ReviewedQuestionProps {
  readonly question: ReviewView['questions'][number];
  readonly number: number;
  readonly total: number;
}

function ReviewedQuestion({ question, number, total }: ReviewedQuestionProps) {
  const t = useTranslations('quiz');
  const verdict = verdictOf(question);
  return (
    <>
      <p className="flex flex-wrap items-center gap-3 text-sm text-ink-muted">
        {t('question', { number, total })}
        <Badge tone={verdict.tone}>
          <Icon name={verdict.icon} />
          {t(`verdict.${verdict.key}`)}
        </Badge>
      </p>
      <h4 className="mt-1.5 font-serif text-lg leading-snug font-semibold [&_code]:font-mono [&_code]:text-[0.86em]">
        <InlineMarkdown source={question.promptMd} />
      </h4>
      <ul className="mt-3 space-y-1">
        {question.choices.map((choice) => (
          <ReviewedChoice key={choice.id} choice={choice} />
        ))}
      </ul>
      {question.explanationMd === null || question.explanationMd === '' ? null : (
        <div className="mt-4 border-s-3 border-info ps-4">
          <p className="text-sm font-semibold text-info">{t('explanation')}</p>
          <Markdown source={question.explanationMd} idPrefix={`q${number}-`} className="mt-1 text-base" />
        </div>
      )}
    </>
  );
}

type Choice = ReviewView['questions'][number]['choices'][number];

function signOf({ isCorrect, isChosen }: Choice) {
  if (isCorrect) return { icon: 'check', ink: 'text-success' } as const;
  if (!isChosen) return { icon: 'minus', ink: 'text-ink-faint' } as const;
  // Before a pass nobody is told which choice was the wrong one.
  return isCorrect === null
    ? ({ icon: 'arrow-next', ink: 'text-ink-muted' } as const)
    : ({ icon: 'close', ink: 'text-danger' } as const);
}

function ReviewedChoice({ choice }: { readonly choice: Choice }) {
  const t = useTranslations('quiz');
  const { isCorrect, isChosen } = choice;
  const sign = signOf(choice);
  return (
    <li
      className={cx(
        'flex flex-wrap items-start gap-x-3 gap-y-1 rounded-md px-3 py-2',
        isCorrect && 'bg-success-soft',
        isCorrect === false && isChosen && 'bg-danger-soft',
        isCorrect === null && isChosen && 'bg-sunken',
      )}
    >
      <Icon name={sign.icon} className={cx('mt-0.5', sign.ink)} />
      <span className="min-w-0 grow basis-48 [&_code]:font-mono [&_code]:text-[0.9em]">
        <InlineMarkdown source={choice.textMd} />
      </span>
      <span className="flex flex-wrap gap-x-3 text-sm font-semibold">
        {isChosen ? <span>{t('yourChoice')}</span> : null}
        {isCorrect ? <span className="text-success">{t('rightChoice')}</span> : null}
      </span>
    </li>
  );
}

interface EarlierProps {
  readonly results: readonly AttemptResult[];
  readonly percent: (scoreBp: number) => string;
}

function Earlier({ results, percent }: EarlierProps) {
  const t = useTranslations('quiz');
  if (results.length === 0) return null;
  return (
    <>
      <h3 className="mt-12 font-serif text-xl font-semibold">{t('earlierTitle')}</h3>
      <ul className="mt-3 space-y-1.5 tabular-nums">
        {results.map((result) => (
          <li key={result.attemptId} className="flex flex-wrap gap-x-3">
            <span>{t('earlier', { number: result.number, score: percent(result.scoreBp) })}</span>
            <span className="text-ink-muted">
              {result.isPassed ? t('passed') : t('notPassed')} ·{' '}
              <RelativeTime value={result.submittedAt.toISOString()} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
