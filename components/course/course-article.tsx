import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Markdown } from '@/components/markdown/markdown';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { Icon } from '@/components/ui/icon';
import { StarRating } from '@/components/ui/star-rating';
import type { CoursePage } from '@/server/domains/search/contract';
import { CourseAside } from './course-aside';
import { Curriculum } from './curriculum';
import { Reviews } from './reviews';
import { Teachers } from './teachers';

function Part(props: { readonly id: string; readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-labelledby={props.id} className="mt-12">
      <h2 id={props.id} className="mb-4 font-serif text-2xl font-semibold">
        {props.title}
      </h2>
      {props.children}
    </section>
  );
}

function Outcomes({
  outcomes,
  language,
}: {
  readonly outcomes: readonly string[];
  readonly language: string;
}) {
  return (
    <ul lang={language} className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
      {outcomes.map((outcome) => (
        <li key={outcome} className="flex gap-3">
          <Icon name="check" className="mt-1 text-accent" />
          <span>{outcome}</span>
        </li>
      ))}
    </ul>
  );
}

function Head({ course }: { readonly course: CoursePage }) {
  const t = useTranslations('course');
  const { category, language, rating } = course;
  const crumbs = [
    { href: '/courses', label: t('allCourses') },
    { href: `/search?category=${category.slug}`, label: category.name },
  ];
  return (
    <header>
      <Breadcrumbs crumbs={crumbs} />
      <h1
        lang={language}
        className="mt-4 font-serif text-3xl font-semibold sm:text-4xl sm:tracking-[-0.015em]"
      >
        {course.title}
      </h1>
      <p lang={language} className="mt-3 max-w-reading font-serif text-lg text-ink-muted">
        {course.subtitle}
      </p>
      <p className="mt-4 flex flex-wrap items-center gap-x-5 gap-y-1">
        <span>{t('by', { names: course.teachers.map(({ name }) => name).join(', ') })}</span>
        {rating.count === 0 ? null : (
          <a href="#reviews" className="tap-target hover:underline">
            <StarRating value={rating.mean ?? 0} count={rating.count} />
          </a>
        )}
      </p>
    </header>
  );
}

function Requirements({ course }: { readonly course: CoursePage }) {
  const t = useTranslations('course');
  return (
    <div className="grid gap-x-10 sm:grid-cols-2">
      {course.requirements.length === 0 ? null : (
        <Part id="requirements" title={t('requirements')}>
          <ul lang={course.language} className="list-disc space-y-2 ps-5 marker:text-ink-faint">
            {course.requirements.map((requirement) => (
              <li key={requirement}>{requirement}</li>
            ))}
          </ul>
        </Part>
      )}
      {course.audience === '' ? null : (
        <Part id="audience" title={t('audience')}>
          <p lang={course.language}>{course.audience}</p>
        </Part>
      )}
    </div>
  );
}

/** Everything a course says of itself, to read from top to bottom; the way in stays beside it. */
export function CourseArticle({ course }: { readonly course: CoursePage }) {
  const t = useTranslations('course');
  const { language, outcomes } = course;
  return (
    <article className="grid gap-x-14 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="lg:col-start-1">
        <Head course={course} />
      </div>
      <aside aria-label={t('enrolment')} className="lg:col-start-2 lg:row-span-2 lg:row-start-1">
        <CourseAside course={course} />
      </aside>
      <div className="min-w-0 lg:col-start-1 [&>section:first-child]:mt-2">
        {outcomes.length === 0 ? null : (
          <Part id="outcomes" title={t('outcomes')}>
            <Outcomes outcomes={outcomes} language={language} />
          </Part>
        )}
        <Part id="about" title={t('about')}>
          <div lang={language}>
            <Markdown source={course.descriptionMd} topHeading={3} />
          </div>
        </Part>
        <Part id="curriculum" title={t('curriculum')}>
          <Curriculum courseSlug={course.slug} language={language} sections={course.curriculum.sections} />
        </Part>
        <Requirements course={course} />
        <Part id="teachers" title={t('teachers', { count: course.people.length })}>
          <Teachers people={course.people} />
        </Part>
        <Part id="reviews" title={t('reviews')}>
          <Reviews rating={course.rating} reviews={course.reviews} />
        </Part>
      </div>
    </article>
  );
}
