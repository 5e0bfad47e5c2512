import type { Metadata } from 'next';
import { notFound, permanentRedirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { publicPageMetadata } from '@/components/catalog/page-addresses';
import { CourseArticle } from '@/components/course/course-article';
import { breadcrumbData, courseData, scriptJson } from '@/components/course/structured-data';
import { Main } from '@/components/shell/page';
import type { Locale } from '@/i18n/routing';
import { courseSlug } from '@/server/domains/courses/contract';
import { getCourseAddresses, getCoursePage, getMovedAddress } from '@/server/domains/search/cached';
import type { CoursePage as Course } from '@/server/domains/search/contract';
import { env } from '@/server/platform/env';

/*
 * The page waits for its course instead of streaming into a shell: an address without a course has to answer 404, and
 * the status is the first thing that is sent. `ensureStatic` is what makes the first reader of an address wait, too.
 */
export const instant = false;
export const ensureStatic = 'navigation';

/** No course can have this address; it stands in where a build has no database to ask. */
const noCourse = [{ slug: '-' }];

/** Every published course is built ahead; later ones are built by their first reader. */
export async function generateStaticParams(): Promise<{ slug: string }[]> {
  try {
    const courses = await getCourseAddresses();
    return courses.length === 0 ? noCourse : courses.map(({ slug }) => ({ slug }));
  } catch {
    return noCourse;
  }
}

type Params = Promise<{ slug: string }>;

/** The page alone leads on from a former address: said twice, it would stand twice in the answer. */
async function findCourse(params: Params): Promise<Course | null> {
  const [{ slug }, locale] = await Promise.all([params, getLocale()]);
  const course = courseSlug.safeParse(slug).success ? await getCoursePage(slug, locale) : null;
  if (course !== null) return course;
  return courseSlug.safeParse(slug).success && (await getMovedAddress(slug)) !== null ? null : notFound();
}

/** Describes the course to those who link to it. */
export async function generateMetadata({ params }: { readonly params: Params }): Promise<Metadata> {
  const [course, locale] = await Promise.all([findCourse(params), getLocale()]);
  if (course === null) return {};
  const { title, subtitle, cover, slug } = course;
  // Whoever has the address may open it; search engines do not pass it on.
  const robots = course.isListed ? {} : { robots: { index: false } };
  const told = publicPageMetadata({
    locale,
    path: `/courses/${slug}`,
    title,
    description: subtitle,
    picture:
      cover === null ? null : { url: cover.url, width: cover.width, height: cover.height, alt: cover.alt },
  });
  return { ...told, ...robots };
}

async function StructuredData({ course, locale }: { readonly course: Course; readonly locale: Locale }) {
  const t = await getTranslations('course');
  const origin = env().APP_URL;
  const at = (path: string) => new URL(`/${locale}${path}`, origin).href;
  const url = at(`/courses/${course.slug}`);
  const { category } = course;
  const steps = [
    { name: t('allCourses'), url: at('/courses') },
    { name: category.name, url: at(`/search?category=${category.slug}`) },
    { name: course.title, url },
  ];
  return [courseData(course, { origin, url }), breadcrumbData(steps)].map((data, index) => (
    <script
      key={index === 0 ? 'course' : 'breadcrumbs'}
      type="application/ld+json"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: data for machines, with every `<` escaped
      dangerouslySetInnerHTML={{ __html: scriptJson(data) }}
    />
  ));
}

/** What a course is, before anybody enrols. */
export default async function CoursePage({ params }: { readonly params: Params }) {
  const [course, locale, { slug }] = await Promise.all([findCourse(params), getLocale(), params]);
  if (course === null) permanentRedirect(`/${locale}/courses/${(await getMovedAddress(slug)) ?? ''}`);
  return (
    <Main>
      <CourseArticle course={course} />
      {course.isListed ? <StructuredData course={course} locale={locale} /> : null}
    </Main>
  );
}
