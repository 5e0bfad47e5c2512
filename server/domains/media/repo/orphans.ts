import type { Prisma } from '@/prisma/generated/client';
import type { Conn, Tx } from '@/server/platform/db';

/** Reads files of erased people that are due to be looked at, longest due first. */
export async function selectOrphans(conn: Conn, now: Date, take: number) {
  return await conn.asset.findMany({
    where: { ownerId: null, orphanDueAt: { lte: now } },
    select: {
      ...{ id: true, key: true, folder: true, posterKey: true, streamKey: true },
      captions: { select: { key: true }, take: 50, orderBy: { locale: 'asc' } },
    },
    orderBy: [{ orphanDueAt: 'asc' }, { id: 'asc' }],
    take,
  });
}

/** Removes a file that belongs to nobody; the database refuses while a course or a lesson has it. */
export async function deleteOrphan(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.asset.deleteMany({ where: { id, ownerId: null } });
  return count === 1;
}

/** Notes what has become of a file that belongs to nobody. */
export async function updateOrphan(
  tx: Tx,
  id: string,
  data: Prisma.AssetUpdateManyMutationInput,
): Promise<void> {
  await tx.asset.updateMany({ where: { id, ownerId: null }, data });
}
