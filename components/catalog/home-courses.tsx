import { useTranslations } from 'next-intl';
import { Icon } from '@/components/ui/icon';
import { Link } from '@/components/ui/link';
import { StarRating } from '@/components/ui/star-rating';
import type { CourseCard } from '@/server/domains/search/contract';
import { CourseFacts } from './course-facts';
import { Cover } from './cover';

/** Courses on the first page: one shown at length and a list like a table of contents. */
const listed = 4;

const stretched = 'after:absolute after:inset-0 group-hover:text-accent group-hover:underline';

function Feature({ course }: { readonly course: CourseCard }) {
  const t = useTranslations('home');
  return (
    <article className="group relative">
      <Cover course={course} isFirst />
      <p className="mt-4 text-sm text-ink-muted">{t('latest', { category: course.category.name })}</p>
      <h3 lang={course.language} className="mt-1 font-serif text-2xl font-semibold">
        <Link href={`/courses/${course.slug}`} variant="quiet" className={stretched}>
          {course.title}
        </Link>
      </h3>
      <p lang={course.language} className="mt-2 max-w-reading font-serif text-md text-ink-muted">
        {course.subtitle}
      </p>
      <p className="mt-3 text-sm">{course.teachers.map(({ name }) => name).join(', ')}</p>
      <div className="mt-1 space-y-1">
        <CourseFacts course={course} />
        <StarRating value={course.rating.mean ?? 0} count={course.rating.count} />
      </div>
    </article>
  );
}

function Row({ course }: { readonly course: CourseCard }) {
  return (
    <li className="group relative grid grid-cols-[minmax(0,1fr)_5.5rem] items-start gap-x-5 border-b border-rule py-4 first:pt-0 sm:grid-cols-[minmax(0,1fr)_8rem]">
      <div className="min-w-0">
        <h3 lang={course.language} className="font-serif text-lg leading-snug font-semibold">
          <Link href={`/courses/${course.slug}`} variant="quiet" className={stretched}>
            {course.title}
          </Link>
        </h3>
        <p lang={course.language} className="mt-0.5 text-ink-muted">
          {course.subtitle}
        </p>
        <div className="mt-1.5">
          <CourseFacts course={course} />
        </div>
      </div>
      <Cover course={course} />
    </li>
  );
}

/** What is new, the latest course at length. */
export function HomeCourses({ courses }: { readonly courses: readonly CourseCard[] }) {
  const t = useTranslations('home');
  const [latest, ...others] = courses;
  if (latest === undefined) return <p className="mt-12 text-ink-muted">{t('noCourses')}</p>;
  return (
    <section aria-labelledby="newest" className="mt-12">
      <h2 id="newest" className="mb-6 font-serif text-2xl font-semibold">
        {t('newest')}
      </h2>
      <div className="grid gap-x-14 gap-y-10 lg:grid-cols-2">
        <Feature course={latest} />
        <div>
          <ul>
            {others.slice(0, listed).map((course) => (
              <Row key={course.id} course={course} />
            ))}
          </ul>
          <p className="mt-5">
            <Link href="/courses" className="inline-flex min-h-11 items-center gap-2 font-semibold">
              {t('allCourses')}
              <Icon name="arrow-next" />
            </Link>
          </p>
        </div>
      </div>
    </section>
  );
}
