import 'server-only';
import { cacheLife, cacheTag } from 'next/cache';
import { findMovedCourse, listCategories } from '@/server/domains/courses';
import type { CategoryView } from '@/server/domains/courses/contract';
import type {
  CatalogueAddress,
  CataloguePage,
  CourseAddress,
  CourseCard,
  CoursePage,
} from '@/server/domains/search/contract';
import {
  findCoursePage,
  listCatalogue,
  listCourseAddresses,
  listCoursesIn,
  listTaughtCourses,
} from '@/server/domains/search/queries';
import { tag } from '@/server/platform/cache';
import { readDb } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

/**
 * Returns a page of the catalogue, cached until a published course changes. An address whose cursor nobody made leads to
 * the first page.
 */
export async function getCatalogue(address: CatalogueAddress, locale: string): Promise<CataloguePage> {
  'use cache';
  cacheTag(tag.catalogue());
  cacheLife('hours');
  const { q, ...rest } = address;
  const request = { ...rest, query: q };
  try {
    return await listCatalogue(readDb(), request, locale);
  } catch (error) {
    if (!(error instanceof AppError && error.field === 'cursor')) throw error;
    return await listCatalogue(readDb(), { ...request, cursor: undefined }, locale);
  }
}

/** Returns where every published course is, cached with the catalogue. */
export async function getCourseAddresses(): Promise<CourseAddress[]> {
  'use cache';
  cacheTag(tag.catalogue());
  cacheLife('hours');
  return await listCourseAddresses(readDb());
}

/** Returns what a course's public page says, or null, cached until the course or its reviews change. */
export async function getCoursePage(slug: string, locale: string): Promise<CoursePage | null> {
  'use cache';
  const page = await findCoursePage(readDb(), slug, locale);
  cacheTag(tag.catalogue());
  if (page !== null) cacheTag(tag.course(page.id), tag.rating(page.id));
  cacheLife('hours');
  return page;
}

/** Returns the published courses somebody teaches, cached with the catalogue. */
export async function getTaughtCourses(userId: string, locale: string): Promise<CourseCard[]> {
  'use cache';
  cacheTag(tag.catalogue(), tag.person(userId));
  cacheLife('hours');
  return await listTaughtCourses(readDb(), userId, locale);
}

/** Subjects that suggestions are made of at most. */
const mostSubjects = 12;

/** Returns courses of these subjects, newest first, cached with the catalogue for everybody who has chosen the same. */
export async function getCoursesIn(categories: readonly string[], locale: string): Promise<CourseCard[]> {
  return await readCoursesIn([...new Set(categories)].toSorted().slice(0, mostSubjects), locale);
}

async function readCoursesIn(categories: readonly string[], locale: string): Promise<CourseCard[]> {
  'use cache';
  cacheTag(tag.catalogue());
  cacheLife('hours');
  return await listCoursesIn(readDb(), categories, locale);
}

/** Returns where the course of a former address is now, or null, cached with the catalogue. */
export async function getMovedAddress(formerSlug: string): Promise<string | null> {
  'use cache';
  cacheTag(tag.catalogue());
  cacheLife('hours');
  return await findMovedCourse(readDb(), formerSlug);
}

/** Returns the categories, cached with the catalogue. */
export async function getCategories(locale: string): Promise<CategoryView[]> {
  'use cache';
  cacheTag(tag.catalogue());
  cacheLife('hours');
  return await listCategories(readDb(), locale);
}

/** What a page of the catalogue needs: its courses, and what narrows it down. */
export async function getCatalogueView(address: CatalogueAddress, locale: string) {
  const [page, categories, courses] = await Promise.all([
    getCatalogue(address, locale),
    getCategories(locale),
    getCourseAddresses(),
  ]);
  const languages = [...new Set(courses.map((course) => course.language))].toSorted();
  return { page, categories, languages };
}
