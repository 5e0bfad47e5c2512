import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/states';
import { StartButton } from './start-button';

/** Properties of {@link QuizIntro}. */
export interface QuizIntroProps {
  readonly lessonId: string;
  readonly questionCount: number;
  readonly passPercent: number;
}

/** What awaits in a quiz, before it begins. */
export function QuizIntro({ lessonId, questionCount, passPercent }: QuizIntroProps) {
  const t = useTranslations('quiz');
  if (questionCount === 0)
    return (
      <EmptyState icon="quiz" title={t('emptyTitle')}>
        {t('emptyBody')}
      </EmptyState>
    );
  return (
    <section className="border-s-3 border-marker ps-6">
      <h2 className="font-serif text-xl font-semibold">{t('introTitle', { count: questionCount })}</h2>
      <ul className="mt-3 list-disc space-y-1.5 ps-5 text-md">
        <li>{t('introPass', { percent: passPercent })}</li>
        <li>{t('introTime')}</li>
        <li>{t('introSaved')}</li>
      </ul>
      <div className="mt-6">
        <StartButton lessonId={lessonId} />
      </div>
    </section>
  );
}

/** In place of a quiz, for who is not enrolled. */
export function QuizClosed() {
  const t = useTranslations('quiz');
  return (
    <EmptyState icon="quiz" title={t('closedTitle')}>
      {t('closedBody')}
    </EmptyState>
  );
}
