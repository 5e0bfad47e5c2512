import { InlineMarkdown } from '@/components/markdown/markdown';
import type { QuizView, ReviewView } from '@/server/domains/assessments/contract';
import { QuizForm } from './quiz-form';
import { QuizIntro } from './quiz-intro';
import { QuizResult } from './quiz-result';
import { QuizStage } from './quiz-stage';

/** Properties of {@link QuizLesson}. */
export interface QuizLessonProps {
  readonly quiz: QuizView;
  /** The latest graded attempt question by question, unless one is open. */
  readonly review: ReviewView | null;
  readonly courseSlug: string;
}

/**
 * A quiz as the learner stands with it: before, during or after an attempt. The server decides which, so a reload shows
 * the same. Questions are set here, on the server; the browser gets no Markdown parser, and no key before a pass.
 */
export function QuizLesson({ quiz, review, courseSlug }: QuizLessonProps) {
  const { openAttempt } = quiz;
  if (openAttempt !== null) {
    const questions = openAttempt.questions.map(({ promptMd, choices, ...question }) => ({
      ...question,
      prompt: <InlineMarkdown source={promptMd} />,
      choices: choices.map(({ id, textMd }) => ({ id, label: <InlineMarkdown source={textMd} /> })),
    }));
    return (
      <QuizStage name={`open-${openAttempt.attemptId}`}>
        <QuizForm
          key={openAttempt.attemptId}
          attemptId={openAttempt.attemptId}
          number={openAttempt.number}
          passPercent={quiz.passPercent}
          {...{ courseSlug, questions }}
        />
      </QuizStage>
    );
  }
  if (review !== null) {
    return (
      <QuizStage name={`result-${review.attemptId}`}>
        <QuizResult quiz={quiz} review={review} />
      </QuizStage>
    );
  }
  return (
    <QuizStage name="intro">
      <QuizIntro lessonId={quiz.lessonId} questionCount={quiz.questionCount} passPercent={quiz.passPercent} />
    </QuizStage>
  );
}
