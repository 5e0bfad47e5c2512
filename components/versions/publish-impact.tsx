import { useTranslations } from 'next-intl';
import type { PublishImpact as Impact } from '@/server/domains/enrollments/contract';

/** What publishing means for the learners of a course, in numbers of people and never by name. */
export function PublishImpact({ impact }: { readonly impact: Impact }) {
  const t = useTranslations('versions');
  const { learners, underWay, finished, newLessons, movesUp, movesDown, finishing } = impact;
  const lines =
    learners === 0
      ? [t('impactNobody')]
      : [
          t('impactLearners', { count: learners }),
          t('impactUnderWay', { count: underWay }),
          t('impactFinished', { count: finished }),
          ...(finished > 0 && newLessons > 0 ? [t('impactNew', { count: newLessons })] : []),
          ...(movesUp > 0 ? [t('impactUp', { count: movesUp })] : []),
          ...(movesDown > 0 ? [t('impactDown', { count: movesDown })] : []),
          ...(finishing > 0 ? [t('impactFinishing', { count: finishing })] : []),
        ];
  return (
    <section aria-labelledby="publish-impact" className="mb-8 max-w-reading">
      <h2 id="publish-impact" className="mb-2 font-serif text-lg font-semibold">
        {t('impactTitle')}
      </h2>
      <ul className="list-disc space-y-1 ps-5">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
