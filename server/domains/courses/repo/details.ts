import type { Prisma } from '@/prisma/generated/client';
import type { CourseDetails, DetailFields, Visibility } from '@/server/domains/courses/contract';
import { atAddress } from '@/server/domains/courses/repo/staff';
import type { Conn, Tx } from '@/server/platform/db';

const detailFields = {
  id: true,
  slug: true,
  status: true,
  version: true,
  title: true,
  subtitle: true,
  descriptionMd: true,
  outcomes: true,
  requirements: true,
  audience: true,
  level: true,
  language: true,
  tags: true,
  category: { select: { slug: true } },
  addresses: { select: { slug: true }, orderBy: { slug: 'asc' }, take: 100 },
} satisfies Prisma.CourseSelect;

/** Reads the details of a course by its address, or a former one, if it is within a scope. */
export async function selectDetails(conn: Conn, slug: string, scope: Prisma.CourseWhereInput) {
  return await conn.course.findFirst({ where: { AND: [atAddress(slug), scope] }, select: detailFields });
}

/** Reads the details of a course by its id. */
export async function selectDetailsById(conn: Conn, id: string) {
  return await conn.course.findUniqueOrThrow({ where: { id }, select: detailFields });
}

/** Reads the id of a category by its address. */
export async function selectCategoryId(conn: Conn, slug: string): Promise<string | null> {
  const row = await conn.category.findUnique({ where: { slug }, select: { id: true } });
  return row?.id ?? null;
}

/** Returns which of these addresses belong to a course, now or once. */
export async function selectTakenSlugs(conn: Conn, slugs: readonly string[]): Promise<string[]> {
  const where = { slug: { in: [...slugs] } };
  const [present, former] = await Promise.all([
    conn.course.findMany({ where, select: { slug: true }, take: slugs.length }),
    conn.courseAddress.findMany({ where, select: { slug: true }, take: slugs.length }),
  ]);
  return [...present, ...former].map((row) => row.slug);
}

/** Returns which course has an address, now or once; null when none has. */
export async function selectOwnerOfSlug(conn: Conn, slug: string): Promise<string | null> {
  const present = await conn.course.findUnique({ where: { slug }, select: { id: true } });
  const former = await conn.courseAddress.findUnique({ where: { slug }, select: { courseId: true } });
  return present?.id ?? former?.courseId ?? null;
}

/** What a new course begins with. */
export type NewCourse = Pick<DetailFields, 'title' | 'slug' | 'level' | 'language'> & {
  readonly id: string;
  readonly categoryId: string;
  readonly ownerId: string;
  readonly at: Date;
};

/** Writes a draft with its owner. Fails by constraint when a course has the address. */
export async function insertCourse(tx: Tx, { ownerId, at, ...row }: NewCourse): Promise<void> {
  await tx.course.create({
    data: {
      ...row,
      ...{ subtitle: '', descriptionMd: '', createdAt: at, updatedAt: at },
      staff: { create: { userId: ownerId, role: 'owner' } },
    },
    select: { id: true },
  });
}

/** Claims addresses for a course for ever; false when another course has or had one of them. */
export async function claimAddresses(tx: Tx, courseId: string, slugs: readonly string[]): Promise<boolean> {
  const data = [...slugs].sort().map((slug) => ({ slug, courseId }));
  await tx.courseAddress.createMany({ data, skipDuplicates: true });
  return (await tx.courseAddress.count({ where: { slug: { in: [...slugs] }, courseId } })) === slugs.length;
}

/** Writes the details over one version and makes it the next; false when that version is not the present one. */
export async function updateDetails(
  tx: Tx,
  place: { readonly courseId: string; readonly version: number },
  { category: _slug, ...details }: DetailFields,
  facts: { readonly categoryId: string; readonly at: Date },
): Promise<boolean> {
  const { count } = await tx.course.updateMany({
    where: { id: place.courseId, version: place.version },
    data: { ...details, categoryId: facts.categoryId, updatedAt: facts.at, version: place.version + 1 },
  });
  return count === 1;
}

/** Reads the state of a course. */
export async function selectStatus(conn: Conn, id: string) {
  return await conn.course.findUniqueOrThrow({
    where: { id },
    select: { status: true, publishedAt: true, publishedVersionId: true },
  });
}

/** Writes the state of a course. */
export async function updateStatus(
  tx: Tx,
  id: string,
  data: { readonly status: CourseDetails['status']; readonly publishedAt: Date | null },
): Promise<void> {
  await tx.course.update({ where: { id }, data, select: { id: true } });
}

/** Returns the present address of the course that had this one before, with its state. */
export async function selectByFormerSlug(conn: Conn, slug: string) {
  const row = await conn.courseAddress.findUnique({
    where: { slug },
    select: { course: { select: { slug: true, status: true, visibility: true } } },
  });
  return row?.course ?? null;
}

/** Writes who can find a course; returns what it was before. */
export async function updateVisibility(tx: Tx, id: string, visibility: Visibility): Promise<Visibility> {
  await tx.$queryRaw`SELECT id FROM courses WHERE id = ${id}::uuid FOR UPDATE`;
  const before = await tx.course.findUniqueOrThrow({ where: { id }, select: { visibility: true } });
  await tx.course.update({ where: { id }, data: { visibility }, select: { id: true } });
  return before.visibility;
}
