import type { Prisma } from '@/prisma/generated/client';
import type { Conn, Tx } from '@/server/platform/db';
import { columnsOf } from '@/server/platform/db/columns';

/** What runs a statement: a transaction of the application, or the one of the seed. */
type Statements = Pick<Tx, '$executeRaw'>;

/** What a version keeps of a course's details. The only list of it: freezing, comparing and restoring go by it. */
const frozenDetails = {
  title: true,
  subtitle: true,
  descriptionMd: true,
  outcomes: true,
  requirements: true,
  audience: true,
  level: true,
  language: true,
  categoryId: true,
  tags: true,
  coverAssetId: true,
  coverAlt: true,
  isCoverDecorative: true,
  coverContrast: true,
  coverShadePercent: true,
  isSequential: true,
} as const satisfies Prisma.CourseVersionSelect & Prisma.CourseSelect;

/** What a version keeps of a section, besides its place. */
export const frozenSection = {
  title: true,
  releaseRule: true,
} as const satisfies Prisma.CourseVersionSectionSelect & Prisma.SectionSelect;

/** What a new version is called, and by whom and when it was made. */
export type NewVersion = {
  readonly id: string;
  readonly courseId: string;
  readonly kind: 'published' | 'kept';
  /** Null exactly when it is only kept. */
  readonly number: number | null;
  readonly note: string;
  readonly createdAt: Date;
  readonly createdById: string | null;
};

/** Writes the details and the sections of a course, as they are now, into a version; however many sections, two statements. */
export async function freezeDetails(tx: Statements, version: NewVersion): Promise<void> {
  const { id, courseId, kind, number, note, createdAt, createdById } = version;
  const details = columnsOf(frozenDetails);
  await tx.$executeRaw`
    INSERT INTO course_versions (id, course_id, kind, number, note, created_at, created_by, ${details})
    SELECT ${id}::uuid, id, ${kind}::course_version_kind, ${number}::integer, ${note}, ${createdAt}::timestamptz,
      ${createdById}::uuid, ${details}
    FROM courses WHERE id = ${courseId}::uuid`;
  const section = columnsOf(frozenSection);
  await tx.$executeRaw`
    INSERT INTO course_version_sections (course_version_id, section_id, ordinal, ${section})
    SELECT ${id}::uuid, id, row_number() OVER (ORDER BY position, id), ${section}
    FROM sections WHERE course_id = ${courseId}::uuid AND archived_at IS NULL`;
}

/** Makes a version the one that everybody sees. */
export async function setPublishedVersion(
  tx: Statements,
  courseId: string,
  versionId: string,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE courses SET published_version_id = ${versionId}::uuid WHERE id = ${courseId}::uuid`;
}

/** Returns the number that the next published version of a course gets. Only while the course is held. */
export async function nextVersionNumber(tx: Tx, courseId: string): Promise<number> {
  const { _max } = await tx.courseVersion.aggregate({ where: { courseId }, _max: { number: true } });
  return (_max.number ?? 0) + 1;
}

/** Writes the details of a version over those of its course and counts it as a save; the address stays. */
export async function restoreDetails(tx: Tx, versionId: string, at: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE courses SET (${columnsOf(frozenDetails)}) = ROW(${columnsOf(frozenDetails, 'frozen.')}),
      version = courses.version + 1, updated_at = ${at}::timestamptz
    FROM course_versions frozen
    WHERE frozen.id = ${versionId}::uuid AND courses.id = frozen.course_id`;
}

/** Puts back the sections of a version, each at its new place, and takes out all others of the course. */
export async function restoreSections(
  tx: Tx,
  place: { readonly courseId: string; readonly versionId: string; readonly at: Date },
  places: readonly { readonly id: string; readonly position: string }[],
): Promise<void> {
  const { courseId, versionId, at } = place;
  const ids = places.map(({ id }) => id);
  await tx.$executeRaw`
    UPDATE sections SET position = place.position, archived_at = NULL,
      (${columnsOf(frozenSection)}) = ROW(${columnsOf(frozenSection, 'frozen.')})
    FROM course_version_sections frozen
    JOIN unnest(${ids}::uuid[], ${places.map(({ position }) => position)}::text[]) AS place (id, position)
      ON place.id = frozen.section_id
    WHERE frozen.course_version_id = ${versionId}::uuid AND sections.id = frozen.section_id`;
  await tx.section.updateMany({
    where: { courseId, archivedAt: null, id: { notIn: ids } },
    data: { archivedAt: at },
  });
}

const readDetails = { ...frozenDetails, category: { select: { slug: true } } } as const;

/** Reads what of a course's details the next version would keep. */
export async function selectWorkingDetails(conn: Conn, courseId: string) {
  return await conn.course.findUniqueOrThrow({ where: { id: courseId }, select: readDetails });
}

/** Reads the details that a version of a course keeps, or null. */
export async function selectVersionDetails(conn: Conn, courseId: string, versionId: string) {
  return await conn.courseVersion.findFirst({ where: { id: versionId, courseId }, select: readDetails });
}

/** Reads the sections of versions, each version's in order. */
export async function selectVersionSections(conn: Conn, versionIds: readonly string[]) {
  return await conn.courseVersionSection.findMany({
    where: { courseVersionId: { in: [...versionIds] } },
    select: { courseVersionId: true, sectionId: true, ...frozenSection },
    orderBy: [{ courseVersionId: 'asc' }, { ordinal: 'asc' }],
    take: versionIds.length * 200,
  });
}

/** Reads which version of each course everybody sees; null for those that were never published. */
export async function selectPublishedVersions(conn: Conn, courseIds: readonly string[]) {
  return await conn.course.findMany({
    where: { id: { in: [...courseIds] } },
    select: { id: true, publishedVersionId: true },
    take: courseIds.length,
  });
}

/** Reads which versions have one of some files as their cover. */
export async function selectVersionCovers(conn: Conn, assetIds: readonly string[]) {
  return await conn.courseVersion.findMany({
    where: { coverAssetId: { in: [...assetIds] } },
    distinct: ['courseId', 'coverAssetId'],
    select: { courseId: true, coverAssetId: true },
    orderBy: { id: 'asc' },
    take: 500,
  });
}

const headFields = {
  id: true,
  courseId: true,
  kind: true,
  number: true,
  note: true,
  createdAt: true,
  createdById: true,
} as const;

/** Reads the versions of a course, the latest first, after one of them. */
export async function selectVersionHeads(
  conn: Conn,
  courseId: string,
  after: { readonly at: Date; readonly id: string } | null,
  limit: number,
) {
  const rest =
    after === null
      ? {}
      : { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }] };
  return await conn.courseVersion.findMany({
    where: { courseId, ...rest },
    select: headFields,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

/** Reads versions by id. */
export async function selectHeadsById(conn: Conn, ids: readonly string[]) {
  return await conn.courseVersion.findMany({
    where: { id: { in: [...ids] } },
    select: headFields,
    take: ids.length,
  });
}

/** Reads what is to be said of the version of a course that everybody sees. */
export async function selectPublishedHead(conn: Conn, courseId: string) {
  return await conn.courseVersion.findFirst({
    where: { publishedOf: { id: courseId } },
    select: headFields,
  });
}
