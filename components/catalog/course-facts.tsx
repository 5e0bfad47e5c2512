import { useTranslations } from 'next-intl';
import { Duration } from '@/components/ui/format';
import type { CourseCard } from '@/server/domains/search/contract';

/** The measure of a course in one line: level, lessons, length. */
export function CourseFacts({
  course,
}: {
  readonly course: Pick<CourseCard, 'level' | 'lessonCount' | 'minutes'>;
}) {
  const t = useTranslations('catalog');
  const levels = { beginner: t('beginner'), intermediate: t('intermediate'), advanced: t('advanced') };
  return (
    <p className="flex flex-wrap gap-x-1.5 text-sm text-ink-muted">
      <span>{levels[course.level]}</span>
      <span aria-hidden="true">·</span>
      <span>{t('lessons', { count: course.lessonCount })}</span>
      <span aria-hidden="true">·</span>
      <Duration seconds={course.minutes * 60} />
    </p>
  );
}
