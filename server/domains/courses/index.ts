import type {
  CategoryView,
  CourseLevel,
  CoursePermission,
  Visibility,
} from '@/server/domains/courses/contract';
import {
  type CourseCursor,
  type CourseFilter,
  isTextInDescriptions,
  selectCategories,
  selectCourseBySlug,
  selectCourses,
  selectCoursesBySlugs,
  selectCoursesOfStaff,
  selectCovers,
  selectDescriptionsWithText,
  selectPublishedCourses,
  selectSections,
  selectTeacherIds,
} from '@/server/domains/courses/repo';
import { selectByFormerSlug } from '@/server/domains/courses/repo/details';
import { scopeOfCourses } from '@/server/domains/courses/repo/scope';
import { isInScope, selectInScope } from '@/server/domains/courses/repo/staff';
import {
  selectHeadsById,
  selectPublishedHead,
  selectPublishedVersions,
  selectVersionCovers,
} from '@/server/domains/courses/repo/versions';
import type { Actor } from '@/server/platform/actor';
import type { Conn } from '@/server/platform/db';

export { courseErrors } from '@/server/domains/courses/errors';
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
  readonly visibility: Visibility;
  readonly coverAssetId: string | null;
  readonly coverAlt: string;
  readonly isCoverDecorative: boolean;
  readonly coverShadePercent: number;
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
type CourseRow = Awaited<ReturnType<typeof selectCoursesOfStaff>>[number];

/** What everybody sees of a course: its published version. One that was never published is shown as it is. */
function asSeen<Row extends object, Seen extends object>({
  publishedVersion,
  ...row
}: Row & { publishedVersion: (Seen & { createdAt: Date }) | null }) {
  if (publishedVersion === null) return row;
  const { createdAt, ...seen } = publishedVersion;
  return { ...row, ...seen, updatedAt: createdAt };
}

function inLocale({ slug, names }: NamedCategory, locale: string): CategoryView {
  const name = names.find((one) => one.locale === locale) ?? names.find((one) => one.locale === 'en');
  return { slug, name: name?.name ?? slug, description: name?.description ?? '' };
}

function toFacts({ staff, category, ...row }: CourseRow, locale: string): CourseFacts {
  const teachers = staff.filter((one) => one.role !== 'assistant');
  return { ...row, category: inLocale(category, locale), instructorIds: teachers.map((one) => one.userId) };
}

/** Tells whether a page about the course can be opened by anybody who knows its address. */
export function isOpenToAnybody({ status, visibility }: Pick<CourseFacts, 'status' | 'visibility'>): boolean {
  return status === 'published' && visibility !== 'private';
}

/** Tells whether lists, searches and pages of people name the course. */
export function isListed({ status, visibility }: Pick<CourseFacts, 'status' | 'visibility'>): boolean {
  return status === 'published' && visibility === 'public';
}

/** Returns courses that lists show, newest first, at most `limit`. */
export async function listPublishedCourses(
  conn: Conn,
  request: { filter: CourseFilter; after: CourseCursor | null; limit: number; locale: string },
): Promise<CourseFacts[]> {
  const rows = await selectPublishedCourses(conn, request.filter, request.after, request.limit);
  return rows.map((row) => toFacts(asSeen(row), request.locale));
}

/** Returns courses in any status, by id. */
export async function findCourses(
  conn: Conn,
  ids: readonly string[],
  locale = 'en',
): Promise<ReadonlyMap<string, CourseFacts>> {
  const rows = await selectCourses(conn, [...new Set(ids)]);
  return new Map(rows.map((row) => [row.id, toFacts(asSeen(row), locale)]));
}

/** Returns the course of an address in any status, or null. */
export async function findCourseBySlug(
  conn: Conn,
  slug: string,
  locale = 'en',
): Promise<CoursePresentation | null> {
  const row = await selectCourseBySlug(conn, slug);
  if (row === null) return null;
  const { descriptionMd, outcomes, requirements, audience, ...rest } = asSeen(row);
  return { ...toFacts(rest, locale), descriptionMd, outcomes, requirements, audience };
}

/** Returns the present address of the course that had this one before and is open to anybody, or null. */
export async function findMovedCourse(conn: Conn, formerSlug: string): Promise<string | null> {
  const course = await selectByFormerSlug(conn, formerSlug);
  return course === null || !isOpenToAnybody(course) || course.slug === formerSlug ? null : course.slug;
}

/** Returns courses in any status, by their address; unknown ones are absent. */
export async function findCoursesBySlug(
  conn: Conn,
  slugs: readonly string[],
  locale = 'en',
): Promise<ReadonlyMap<string, CourseFacts>> {
  const rows = await selectCoursesBySlugs(conn, [...new Set(slugs)]);
  return new Map(rows.map((row) => [row.slug, toFacts(asSeen(row), locale)]));
}

/** Returns the courses whose staff this person belongs to, newest first, at most 100. An admin's list is their own as well. */
export async function listCoursesOfStaff(conn: Conn, userId: string, locale = 'en'): Promise<CourseFacts[]> {
  const rows = await selectCoursesOfStaff(conn, userId, 100);
  return rows.map((row) => toFacts(row, locale));
}

/** Returns who teaches a course that lists show, in the order of their ids, at most `limit`. */
export async function listTeacherIds(conn: Conn, limit: number): Promise<string[]> {
  return await selectTeacherIds(conn, limit);
}

/** Returns which courses have one of some files as their cover, now, soon or in a version. */
export async function findCoversWithAssets(
  conn: Conn,
  assetIds: readonly string[],
): Promise<{ assetId: string; courseId: string }[]> {
  if (assetIds.length === 0) return [];
  const [working, frozen] = await Promise.all([
    selectCovers(conn, assetIds),
    selectVersionCovers(conn, assetIds),
  ]);
  const found = new Map<string, { assetId: string; courseId: string }>();
  for (const { courseId, coverAssetId: assetId } of [
    ...working.flatMap(({ id: courseId, coverAssetId, nextCoverAssetId }) => [
      { courseId, coverAssetId },
      { courseId, coverAssetId: nextCoverAssetId },
    ]),
    ...frozen,
  ]) {
    if (assetId !== null && assetIds.includes(assetId))
      found.set(`${courseId}/${assetId}`, { assetId, courseId });
  }
  return [...found.values()];
}

/** Says whether the description of any course holds a text. */
export async function isTextInCourses(conn: Conn, text: string): Promise<boolean> {
  return await isTextInDescriptions(conn, text);
}

/** Returns the courses whose description holds one of some texts, with the description. */
export async function findDescriptionsWithText(
  conn: Conn,
  texts: readonly string[],
): Promise<{ courseId: string; descriptionMd: string }[]> {
  if (texts.length === 0) return [];
  const rows = await selectDescriptionsWithText(conn, texts);
  return rows.map(({ id, descriptionMd }) => ({ courseId: id, descriptionMd }));
}

/** Returns which of these courses an actor may do something in. */
export async function filterCourses(
  conn: Conn,
  actor: Actor,
  courseIds: readonly string[],
  permission: CoursePermission,
): Promise<ReadonlySet<string>> {
  return new Set(await selectInScope(conn, courseIds, scopeOfCourses(actor, permission)));
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
): Promise<{ id: string; courseId: string; title: string; releaseRule: unknown }[]> {
  return await selectSections(conn, courseIds);
}

/** Returns which version of each course everybody sees; courses that were never published are absent. */
export async function findPublishedVersions(
  conn: Conn,
  courseIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await selectPublishedVersions(conn, [...new Set(courseIds)]);
  return new Map(
    rows.flatMap(({ id, publishedVersionId }) =>
      publishedVersionId === null ? [] : [[id, publishedVersionId] as const],
    ),
  );
}

/** Returns what the author of the version that everybody sees tells learners about it, and since when; null when nothing. */
export async function findNews(conn: Conn, courseId: string): Promise<{ at: Date; note: string } | null> {
  const head = await selectPublishedHead(conn, courseId);
  return head === null || head.note === '' ? null : { at: head.createdAt, note: head.note };
}

/** Returns what is to be said of versions themselves, by id. */
export async function findVersionHeads(conn: Conn, ids: readonly string[]) {
  const rows = await selectHeadsById(conn, [...new Set(ids)]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Returns every category in order, named in the reader's language. */
export async function listCategories(conn: Conn, locale: string): Promise<CategoryView[]> {
  const rows = await selectCategories(conn);
  return rows.map((row) => inLocale(row, locale));
}

export {
  acceptInvitation,
  isInvited,
  noteAccepted,
} from '@/server/domains/courses/commands/accept-invitation';
export { announceCohorts } from '@/server/domains/courses/commands/change-cohort';
export { changeStatus } from '@/server/domains/courses/commands/change-status';
export { copyCourse } from '@/server/domains/courses/commands/copy-course';
export { beginCourse, findFreeSlug } from '@/server/domains/courses/commands/create-course';
export { pruneInvitations } from '@/server/domains/courses/commands/prune-invitations';
export { detailProblems, writeDetails } from '@/server/domains/courses/commands/save-details';
export {
  endSchedule,
  type FoundSchedule,
  findSchedule,
  publisherOf,
} from '@/server/domains/courses/commands/schedule-publishing';
export { showCover } from '@/server/domains/courses/commands/set-cover';
export { takeCover } from '@/server/domains/courses/commands/take-cover';
export { courseAreas, eraseStaff, listOwnedAlone } from '@/server/domains/courses/personal-data';
export {
  findPaces,
  listCohorts,
  listComingCohorts,
} from '@/server/domains/courses/queries/cohorts';
export { findCovers, studioCoverOf } from '@/server/domains/courses/queries/covers';
export { findOwnSlug } from '@/server/domains/courses/queries/find-own-slug';
export { versionDetails, workingDetails } from '@/server/domains/courses/queries/frozen-details';
export { detailsOf } from '@/server/domains/courses/queries/get-details';
export { findInvitation, findInvitationToMail } from '@/server/domains/courses/queries/invitations';
export { findCourseFor, requireCourse } from '@/server/domains/courses/queries/require-course';
export { findReviewRequest, listPublisherIds } from '@/server/domains/courses/queries/reviews';
export {
  deleteEmptyCohort,
  lockCohort,
  updatePace,
} from '@/server/domains/courses/repo/cohorts';
export {
  insertSection,
  listAllSections,
  lockCourse,
  type SectionRow,
  selectSectionsElsewhere,
  setSectionsArchived,
  updateSection,
  updateSectionRule,
  writeSectionRules,
} from '@/server/domains/courses/repo/sections';
export {
  freezeDetails,
  frozenSection,
  type NewVersion,
  nextVersionNumber,
  restoreDetails,
  restoreSections,
  selectVersionHeads as listVersionHeads,
  selectVersionSections as listVersionSections,
  setPublishedVersion,
} from '@/server/domains/courses/repo/versions';
export { toCohortView } from '@/server/domains/courses/rules/cohort-times';
export { wantedContrast } from '@/server/domains/courses/rules/cover-shade';
export { invitationToken } from '@/server/domains/courses/rules/invitation-link';
