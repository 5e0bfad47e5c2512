import { useTranslations } from 'next-intl';
import { CourseList } from '@/components/catalog/course-list';
import { Link } from '@/components/ui/link';
import type { CourseCard } from '@/server/domains/search/contract';

/** Courses that follow what a person wants to learn; says so, and where to change it. */
export function Suggestions({ courses }: { readonly courses: readonly CourseCard[] }) {
  const t = useTranslations('profile');
  if (courses.length === 0) return null;
  return (
    <section aria-labelledby="suggested" className="mt-14">
      <h2 id="suggested" className="font-serif text-xl font-semibold">
        {t('suggested')}
      </h2>
      <p className="mt-1 mb-5 text-ink-muted">
        {t.rich('suggestedLead', { link: (text) => <Link href="/settings/profile#interests">{text}</Link> })}
      </p>
      <CourseList courses={courses} level={3} />
    </section>
  );
}
