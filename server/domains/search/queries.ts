import { findLessonTotals, getCurriculum } from '@/server/domains/content';
import {
  type CourseCursor,
  type CourseFacts,
  findCourseBySlug,
  findCovers,
  isListed,
  isOpenToAnybody,
  listComingCohorts,
  listPublishedCourses,
} from '@/server/domains/courses';
import { findRatings, listReviews, noRating } from '@/server/domains/reviews';
import type {
  CataloguePage,
  CatalogueRequest,
  CourseAddress,
  CourseCard,
  CoursePage,
} from '@/server/domains/search/contract';
import { findPeople } from '@/server/domains/users';
import { systemClock } from '@/server/platform/clock';
import { decodeCursor, pageOf } from '@/server/platform/cursor';
import type { Conn } from '@/server/platform/db';

/** Courses on a page of the catalogue: fills rows of two and three. */
const pageSize = 24;

/** Reviews on a course page. */
const reviewsShown = 12;

/** Returns a page of published courses, newest first, named in the reader's language. */
export async function listCatalogue(
  conn: Conn,
  request: CatalogueRequest,
  locale: string,
): Promise<CataloguePage> {
  const { cursor, ...filter } = request;
  const place = decodeCursor(cursor);
  const after = place === null ? null : { publishedAt: place.at, id: place.id };
  const rows = await listPublishedCourses(conn, { filter, after, limit: pageSize + 1, locale });
  const page = pageOf(rows, pageSize, (row) => ({ at: row.publishedAt ?? new Date(0), id: row.id }));
  return { items: await toCards(conn, page.items), nextCursor: page.nextCursor };
}

/** Courses of one teacher on their page. */
const mostTaught = 48;

/** Returns the published courses somebody teaches, newest first, at most 48. */
export async function listTaughtCourses(conn: Conn, userId: string, locale: string): Promise<CourseCard[]> {
  const filter = { instructorId: userId };
  const rows = await listPublishedCourses(conn, { filter, after: null, limit: mostTaught, locale });
  return await toCards(conn, rows);
}

/** Courses of one subject that are looked at for {@link listCoursesIn}. */
const perSubject = 8;

/** Returns published courses of these subjects, newest first, at most eight of each. */
export async function listCoursesIn(
  conn: Conn,
  categories: readonly string[],
  locale: string,
): Promise<CourseCard[]> {
  const lists = await Promise.all(
    categories.map(async (category) =>
      listPublishedCourses(conn, { filter: { category }, after: null, limit: perSubject, locale }),
    ),
  );
  const newest = lists
    .flat()
    .toSorted((a, b) => Number(b.publishedAt) - Number(a.publishedAt) || (a.id < b.id ? 1 : -1));
  return await toCards(conn, newest);
}

/** Courses read at a time for {@link listCourseAddresses}. */
const addressBatch = 200;

/** A map of the site holds at most this many addresses; sitemaps.org allows 50,000 and each course has one per locale. */
const mostAddresses = 10_000;

/** Returns where every published course is, newest first, at most ten thousand; read in batches. */
export async function listCourseAddresses(conn: Conn, batchSize = addressBatch): Promise<CourseAddress[]> {
  const addresses: CourseAddress[] = [];
  let after: CourseCursor | null = null;
  do {
    const batch: CourseFacts[] = await listPublishedCourses(conn, {
      filter: {},
      after,
      limit: batchSize,
      locale: 'en',
    });
    addresses.push(...batch.map(({ slug, language, updatedAt }) => ({ slug, language, updatedAt })));
    const last = batch.length < batchSize ? undefined : batch.at(-1);
    after = last?.publishedAt ? { publishedAt: last.publishedAt, id: last.id } : null;
  } while (after !== null && addresses.length < mostAddresses);
  return addresses;
}

/** Returns everything the page of a course says at a time that anybody may open, or null. */
export async function findCoursePage(
  conn: Conn,
  slug: string,
  locale: string,
  now: Date = systemClock.now(),
): Promise<CoursePage | null> {
  const course = await findCourseBySlug(conn, slug, locale);
  if (course === null || !isOpenToAnybody(course) || course.publishedAt === null) return null;
  const [[card], curriculum, reviews, people, cohorts] = await Promise.all([
    toCards(conn, [course]),
    getCurriculum(conn, course.id),
    listReviews(conn, course.id, reviewsShown),
    findPeople(conn, course.instructorIds),
    listComingCohorts(conn, course.id, now),
  ]);
  if (card === undefined) return null;
  const { descriptionMd, outcomes, requirements, audience, publishedAt, updatedAt } = course;
  return {
    ...card,
    descriptionMd,
    outcomes: [...outcomes],
    requirements: [...requirements],
    audience,
    publishedAt,
    updatedAt,
    isListed: isListed(course),
    curriculum,
    cohorts,
    reviews,
    people: course.instructorIds.flatMap((id) => people.get(id) ?? []),
  };
}

async function toCards(conn: Conn, courses: readonly CourseFacts[]): Promise<CourseCard[]> {
  const ids = courses.map((course) => course.id);
  const [totals, ratings, people, covers] = await Promise.all([
    findLessonTotals(conn, ids),
    findRatings(conn, ids),
    findPeople(
      conn,
      courses.flatMap((course) => course.instructorIds),
    ),
    findCovers(conn, courses),
  ]);
  return courses.map((course) => {
    const { id, slug, title, subtitle, level, language, category } = course;
    const total = totals.get(id) ?? { lessonCount: 0, minutes: 0 };
    return {
      ...{ id, slug, title, subtitle, level, language, category },
      teachers: course.instructorIds
        .flatMap((one) => people.get(one) ?? [])
        .map(({ name, handle }) => ({ name, handle })),
      ...total,
      rating: ratings.get(id) ?? noRating,
      cover: covers.get(id) ?? null,
    };
  });
}
