import type { CategoryView, CourseLevel, CoursePermission } from '@/server/domains/courses/contract';
import {
  type CourseCursor,
  type CourseFilter,
  selectCategories,
  selectCourseBySlug,
  selectCourses,
  selectCoursesBySlugs,
  selectCoursesOfStaff,
  selectCovers,
  selectPublishedCourses,
  selectSections,
  selectTeacherIds,
} from '@/server/domains/courses/repo';
import { selectByFormerSlug } from '@/server/domains/courses/repo/details';
import { scopeOfCourses } from '@/server/domains/courses/repo/scope';
import { isInScope } from '@/server/domains/courses/repo/staff';
import type { Actor } from '@/server/platform/actor';
import type { Conn } from '@/server/platform/db';

export { courseEvents } from '@/server/domains/courses/events';
export type { CourseCursor, CourseFilter } from '@/server/domains/courses/repo';

/** What other domains may know of a course. */
export type CourseFacts = {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly subtitle: string;
  readonly level: CourseLevel;
  readonly language: string;
  readonly status: 'draft' | 'published' | 'archived';
  readonly coverAssetId: string | null;
  readonly publishedAt: Date | null;
  readonly updatedAt: Date;
  readonly category: CategoryView;
  /** People who teach it, the owner first. */
  readonly instructorIds: readonly string[];
};

/** What the public page adds. */
export type CoursePresentation = CourseFacts & {
  readonly descriptionMd: string;
  readonly outcomes: readonly string[];
  readonly requirements: readonly string[];
  readonly audience: string;
};

type NamedCategory = { slug: string; names: { locale: string; name: string; description: string }[] };
type CourseRow = Awaited<ReturnType<typeof selectCourses>>[number];

function inLocale({ slug, names }: NamedCategory, locale: string): CategoryView {
  const name = names.find((one) => one.locale === locale) ?? names.find((one) => one.locale === 'en');
  return { slug, name: name?.name ?? slug, description: name?.description ?? '' };
}

function toFacts({ staff, category, ...row }: CourseRow, locale: string): CourseFacts {
  const teachers = staff.filter((one) => one.role !== 'assistant');
  return { ...row, category: inLocale(category, locale), instructorIds: teachers.map((one) => one.userId) };
}

/** Returns published courses, newest first, at most `limit`. */
export async function listPublishedCourses(
  conn: Conn,
  request: { filter: CourseFilter; after: CourseCursor | null; limit: number; locale: string },
): Promise<CourseFacts[]> {
  const rows = await selectPublishedCourses(conn, request.filter, request.after, request.limit);
  return rows.map((row) => toFacts(row, request.locale));
}

/** Returns courses in any status, by id. */
export async function findCourses(
  conn: Conn,
  ids: readonly string[],
  locale = 'en',
): Promise<ReadonlyMap<string, CourseFacts>> {
  const rows = await selectCourses(conn, [...new Set(ids)]);
  return new Map(rows.map((row) => [row.id, toFacts(row, locale)]));
}

/** Returns the course of an address in any status, or null. */
export async function findCourseBySlug(
  conn: Conn,
  slug: string,
  locale = 'en',
): Promise<CoursePresentation | null> {
  const row = await selectCourseBySlug(conn, slug);
  if (row === null) return null;
  const { descriptionMd, outcomes, requirements, audience, ...rest } = row;
  return { ...toFacts(rest, locale), descriptionMd, outcomes, requirements, audience };
}

/** Returns the present address of the published course that had this one before, or null. */
export async function findMovedCourse(conn: Conn, formerSlug: string): Promise<string | null> {
  const course = await selectByFormerSlug(conn, formerSlug);
  return course === null || course.status !== 'published' || course.slug === formerSlug ? null : course.slug;
}

/** Returns courses in any status, by their address; unknown ones are absent. */
export async function findCoursesBySlug(
  conn: Conn,
  slugs: readonly string[],
  locale = 'en',
): Promise<ReadonlyMap<string, CourseFacts>> {
  const rows = await selectCoursesBySlugs(conn, [...new Set(slugs)]);
  return new Map(rows.map((row) => [row.slug, toFacts(row, locale)]));
}

/** Returns the courses whose staff this person belongs to, newest first, at most 100. An admin's list is their own as well. */
export async function listCoursesOfStaff(conn: Conn, userId: string, locale = 'en'): Promise<CourseFacts[]> {
  const rows = await selectCoursesOfStaff(conn, userId, 100);
  return rows.map((row) => toFacts(row, locale));
}

/** Returns who teaches a published course, in the order of their ids, at most `limit`. */
export async function listTeacherIds(conn: Conn, limit: number): Promise<string[]> {
  return await selectTeacherIds(conn, limit);
}

/** Returns which courses have one of some files as their cover. */
export async function findCoversWithAssets(
  conn: Conn,
  assetIds: readonly string[],
): Promise<{ assetId: string; courseId: string }[]> {
  if (assetIds.length === 0) return [];
  const rows = await selectCovers(conn, assetIds);
  return rows.flatMap(({ id, coverAssetId }) =>
    coverAssetId === null ? [] : [{ assetId: coverAssetId, courseId: id }],
  );
}

/** Tells whether an actor may do something in a course: by their place in its staff, as admin, or as the platform itself. */
export async function mayActInCourse(
  conn: Conn,
  actor: Actor | null,
  courseId: string,
  permission: CoursePermission,
): Promise<boolean> {
  return await isInScope(conn, courseId, scopeOfCourses(actor, permission));
}

/** Returns the sections that are part of their courses, each course's in order. */
export async function listSections(
  conn: Conn,
  courseIds: readonly string[],
): Promise<{ id: string; courseId: string; title: string }[]> {
  return await selectSections(conn, courseIds);
}

/** Returns every category in order, named in the reader's language. */
export async function listCategories(conn: Conn, locale: string): Promise<CategoryView[]> {
  const rows = await selectCategories(conn);
  return rows.map((row) => inLocale(row, locale));
}

export { changeStatus } from '@/server/domains/courses/commands/change-status';
export { beginCourse } from '@/server/domains/courses/commands/create-course';
export { detailProblems, writeDetails } from '@/server/domains/courses/commands/save-details';
export { courseAreas, eraseStaff, listOwnedAlone } from '@/server/domains/courses/personal-data';
export { detailsOf } from '@/server/domains/courses/queries/get-details';
export { findCourseFor, requireCourse } from '@/server/domains/courses/queries/require-course';
export {
  insertSection,
  listAllSections,
  lockCourse,
  type SectionRow,
  selectSectionsElsewhere,
  setSectionsArchived,
  updateSection,
} from '@/server/domains/courses/repo/sections';
