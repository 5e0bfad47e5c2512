import type { Tx } from '@/server/platform/db';
import { newId } from '@/server/platform/ids';

/** A row and its copy. */
export type Pair = { readonly from: string; readonly to: string };

/** A course that is made of another. */
export type CourseCopy = {
  readonly fromId: string;
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly ownerId: string;
  readonly at: Date;
};

/**
 * Writes a draft that says what another course says, and belongs to its owner alone. Whatever columns a course has are copied,
 * but for those that say what has become of it. False when a course has the id or the address.
 */
export async function insertCopy(
  tx: Tx,
  { fromId, id, slug, title, ownerId, at }: CourseCopy,
): Promise<boolean> {
  const own = JSON.stringify({
    ...{
      id,
      slug,
      title,
      status: 'draft',
      version: 1,
      published_at: null,
      published_version_id: null,
      next_cover_asset_id: null,
    },
    ...{ created_at: at, updated_at: at },
  });
  const made = await tx.$executeRaw`
    INSERT INTO courses SELECT copy.* FROM courses source
    CROSS JOIN LATERAL jsonb_populate_record(source, ${own}::jsonb) copy WHERE source.id = ${fromId}::uuid
    ON CONFLICT DO NOTHING`;
  if (made === 0) return false;
  await tx.courseStaff.create({
    data: { courseId: id, userId: ownerId, role: 'owner' },
    select: { userId: true },
  });
  return true;
}

/** Copies the sections that are part of a course into another; returns which has become which. */
export async function copySections(tx: Tx, fromId: string, toId: string): Promise<Pair[]> {
  const rows = await tx.section.findMany({
    where: { courseId: fromId, archivedAt: null },
    select: { id: true },
    orderBy: { position: 'asc' },
    take: 1_000,
  });
  const pairs = rows.map(({ id }) => ({ from: id, to: newId() }));
  await tx.$executeRaw`
    INSERT INTO sections SELECT copy.* FROM sections source
    JOIN unnest(${pairs.map(({ from }) => from)}::uuid[], ${pairs.map(({ to }) => to)}::uuid[]) AS pair(old, new)
      ON pair.old = source.id
    CROSS JOIN LATERAL jsonb_populate_record(
      source, jsonb_build_object('id', pair.new, 'course_id', ${toId}::uuid)) copy`;
  return pairs;
}
