import type { Prisma } from '@/prisma/generated/client';
import type { CourseLevel } from '@/server/domains/courses/contract';
import { frozenSection } from '@/server/domains/courses/repo/versions';
import type { Conn } from '@/server/platform/db';
import { plainWords } from '@/server/platform/like';

const categoryFields = {
  select: { slug: true, names: { select: { locale: true, name: true, description: true } } },
} as const;

/** What of a course its versions keep, as far as lists show it. */
const shownFields = {
  title: true,
  subtitle: true,
  level: true,
  language: true,
  coverAssetId: true,
  coverAlt: true,
  isCoverDecorative: true,
  coverShadePercent: true,
  category: categoryFields,
} as const;

/** What its own page shows besides. */
const pageFields = { descriptionMd: true, outcomes: true, requirements: true, audience: true } as const;

const courseFields = {
  id: true,
  slug: true,
  status: true,
  visibility: true,
  publishedAt: true,
  updatedAt: true,
  ...shownFields,
  staff: { select: { userId: true, role: true }, orderBy: [{ role: 'asc' }, { userId: 'asc' }] },
} satisfies Prisma.CourseSelect;

/** The same with the version that everybody sees, which stands in the place of the working copy. */
const seenFields = {
  ...courseFields,
  publishedVersion: { select: { createdAt: true, ...shownFields } },
} satisfies Prisma.CourseSelect;

/** Which published courses a list asks for. */
export type CourseFilter = {
  readonly query?: string | undefined;
  readonly category?: string | undefined;
  readonly level?: CourseLevel | undefined;
  readonly language?: string | undefined;
  readonly instructorId?: string | undefined;
};

/** Where a page of courses begins: after this one, newest first. */
export type CourseCursor = { readonly publishedAt: Date; readonly id: string };

/** What lists, searches and maps of the site show; a course with an address for those who know it stands in none. */
const listed = { status: 'published', visibility: 'public' } as const;

function whereOf(filter: CourseFilter, after: CourseCursor | null): Prisma.CourseWhereInput {
  const contains: Prisma.StringFilter = { contains: plainWords(filter.query ?? ''), mode: 'insensitive' };
  const seen: Prisma.CourseVersionWhereInput = {
    ...(filter.category === undefined ? {} : { category: { slug: filter.category } }),
    ...(filter.level === undefined ? {} : { level: filter.level }),
    ...(filter.language === undefined ? {} : { language: filter.language }),
    ...(filter.query === undefined || filter.query === ''
      ? {}
      : { OR: [{ title: contains }, { subtitle: contains }, { descriptionMd: contains }] }),
  };
  return {
    ...listed,
    publishedVersion: seen,
    ...(filter.instructorId === undefined
      ? {}
      : { staff: { some: { userId: filter.instructorId, role: { not: 'assistant' } } } }),
    ...(after === null
      ? {}
      : {
          OR: [
            { publishedAt: { lt: after.publishedAt } },
            { publishedAt: after.publishedAt, id: { lt: after.id } },
          ],
        }),
  };
}

/** Says whether the description of any course holds a text. */
export async function isTextInDescriptions(conn: Conn, text: string): Promise<boolean> {
  const found = await conn.course.findFirst({
    where: { descriptionMd: { contains: text } },
    select: { id: true },
  });
  return found !== null;
}

/** Reads which courses have one of some files as their cover, or will have it. */
export async function selectCovers(conn: Conn, assetIds: readonly string[]) {
  const among = { in: [...assetIds] };
  return await conn.course.findMany({
    where: { OR: [{ coverAssetId: among }, { nextCoverAssetId: among }] },
    select: { id: true, coverAssetId: true, nextCoverAssetId: true },
    orderBy: { id: 'asc' },
    take: 500,
  });
}

/** Reads the courses whose description holds one of some texts. */
export async function selectDescriptionsWithText(conn: Conn, texts: readonly string[]) {
  return await conn.course.findMany({
    where: { OR: texts.map((text) => ({ descriptionMd: { contains: plainWords(text) } })) },
    select: { id: true, descriptionMd: true },
    orderBy: { id: 'asc' },
    take: 500,
  });
}

/** Reads published courses, newest first. */
export async function selectPublishedCourses(
  conn: Conn,
  filter: CourseFilter,
  after: CourseCursor | null,
  limit: number,
) {
  return await conn.course.findMany({
    where: whereOf(filter, after),
    select: seenFields,
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

/** Reads courses by id, in any status. */
export async function selectCourses(conn: Conn, ids: readonly string[]) {
  return await conn.course.findMany({
    where: { id: { in: [...ids] } },
    select: seenFields,
    take: ids.length,
  });
}

/** Reads courses by their address, in any status. */
export async function selectCoursesBySlugs(conn: Conn, slugs: readonly string[]) {
  return await conn.course.findMany({
    where: { slug: { in: [...slugs] } },
    select: seenFields,
    take: slugs.length,
  });
}

/** Reads one course with everything its public page says. */
export async function selectCourseBySlug(conn: Conn, slug: string) {
  return await conn.course.findUnique({
    where: { slug },
    select: {
      ...courseFields,
      ...pageFields,
      publishedVersion: { select: { createdAt: true, ...shownFields, ...pageFields } },
    },
  });
}

/** Reads the courses a person is staff of, newest first, as staff sees them: the working copy. */
export async function selectCoursesOfStaff(conn: Conn, userId: string, limit: number) {
  return await conn.course.findMany({
    where: { staff: { some: { userId } } },
    select: courseFields,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

/** Reads the sections that are part of their courses, each course's in order. */
export async function selectSections(conn: Conn, courseIds: readonly string[]) {
  return await conn.section.findMany({
    where: { courseId: { in: [...courseIds] }, archivedAt: null },
    select: { id: true, courseId: true, ...frozenSection },
    orderBy: [{ courseId: 'asc' }, { position: 'asc' }],
    take: courseIds.length * 200,
  });
}

/** Reads every category in order. */
export async function selectCategories(conn: Conn) {
  return await conn.category.findMany({
    select: {
      slug: true,
      position: true,
      names: { select: { locale: true, name: true, description: true } },
    },
    orderBy: { position: 'asc' },
    take: 100,
  });
}

/** Reads who stands on the page of a published course as its teacher. */
export async function selectTeacherIds(conn: Conn, limit: number): Promise<string[]> {
  const rows = await conn.courseStaff.findMany({
    where: { role: { not: 'assistant' }, course: listed },
    distinct: ['userId'],
    select: { userId: true },
    orderBy: { userId: 'asc' },
    take: limit,
  });
  return rows.map((row) => row.userId);
}
