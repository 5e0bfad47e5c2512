import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Duration } from '@/components/ui/format';
import type { OpenLessonView } from '@/server/domains/enrollments/contract';

/** The title of a lesson with what it is, how long it takes, and whether it is open to everybody. */
export function LessonHeader({ lesson }: { readonly lesson: OpenLessonView['lesson'] }) {
  const t = useTranslations('learn');
  return (
    <header className="mb-8">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-muted">
        <span>{t(`kind.${lesson.kind}`)}</span>
        <span aria-hidden="true">·</span>
        <Duration seconds={lesson.minutes * 60} />
        {lesson.isPreview ? <Badge>{t('preview')}</Badge> : null}
      </p>
      <h1 className="mt-2 font-serif text-3xl font-semibold text-balance max-sm:text-2xl">{lesson.title}</h1>
    </header>
  );
}
