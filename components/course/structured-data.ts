import type { CoursePage } from '@/server/domains/search/contract';

/** Data in the form of JSON. */
export type Json = string | number | boolean | { readonly [key: string]: Json } | readonly Json[];

/** A step of the way to the page. */
export interface Step {
  readonly name: string;
  /** Absolute. */
  readonly url: string;
}

/** Where the facts of a course are published. */
export interface Publication {
  /** Address of the platform: `https://lyceum.test`. */
  readonly origin: string;
  /** Absolute address of the page. */
  readonly url: string;
}

function length(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return `PT${hours === 0 ? '' : `${hours}H`}${rest === 0 && hours > 0 ? '' : `${rest}M`}`;
}

/** The rating as machines read it; nothing while nobody has reviewed, because an invented rating is a lie. */
function ratingOf({ rating }: CoursePage): { readonly [key: string]: Json } {
  if (rating.count === 0 || rating.mean === null) return {};
  return {
    aggregateRating: {
      '@type': 'AggregateRating',
      ratingValue: rating.mean,
      reviewCount: rating.count,
      bestRating: 5,
      worstRating: 1,
    },
  };
}

/** Each cohort is an instance with its own dates; without any there is one, at everybody's own pace. */
function instancesOf(course: CoursePage, instructor: Json): Json {
  const instance = {
    '@type': 'CourseInstance',
    courseMode: 'online',
    courseWorkload: length(course.minutes),
    instructor,
  };
  if (course.cohorts.length === 0) return [instance];
  return course.cohorts.map(({ name, startsAt, endsAt }) => ({
    ...instance,
    name,
    startDate: startsAt.toISOString(),
    ...(endsAt === null ? {} : { endDate: endsAt.toISOString() }),
  }));
}

/** A course in the vocabulary of schema.org/Course. */
export function courseData(course: CoursePage, { origin, url }: Publication): Json {
  const school = { '@type': 'Organization', name: 'Lyceum', url: origin };
  const teachers = course.people.map(({ name, headline, handle }) => ({
    '@type': 'Person',
    name,
    description: headline,
    ...(handle === null ? {} : { url: new URL(`../people/${handle}`, url).href }),
  }));
  return {
    '@context': 'https://schema.org',
    '@type': 'Course',
    '@id': url,
    url,
    name: course.title,
    description: course.subtitle,
    provider: school,
    inLanguage: course.language,
    educationalLevel: course.level,
    about: course.category.name,
    teaches: course.outcomes,
    coursePrerequisites: course.requirements,
    datePublished: course.publishedAt.toISOString(),
    isAccessibleForFree: true,
    ...(course.cover === null ? {} : { image: new URL(course.cover.url, origin).href }),
    offers: [{ '@type': 'Offer', category: 'Free', price: 0, priceCurrency: 'EUR', url }],
    hasCourseInstance: instancesOf(course, teachers),
    ...ratingOf(course),
  };
}

/** The way to a page in the vocabulary of schema.org/BreadcrumbList. */
export function breadcrumbData(steps: readonly Step[]): Json {
  return {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(({ name, url }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: url,
    })),
  };
}

/** Writes data so that no text in it can end the script element it stands in. */
export function scriptJson(data: Json): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
