import type { Conn, Tx } from '@/server/platform/db';

const fields = {
  id: true,
  name: true,
  bytes: true,
  fingerprint: true,
  contentType: true,
  key: true,
  storeUploadId: true,
  createdAt: true,
} as const;

/** An upload that is not finished. */
export type UploadRow = NonNullable<Awaited<ReturnType<typeof selectUpload>>>;

/** An upload that begins. */
export type NewUpload = Omit<UploadRow, 'createdAt'> & { readonly ownerId: string; readonly createdAt: Date };

/** Reads somebody's open upload. */
export async function selectUpload(conn: Conn, ownerId: string, id: string) {
  return await conn.upload.findFirst({ where: { id, ownerId }, select: fields });
}

/** Reads somebody's open upload of a file. */
export async function selectUploadOf(conn: Conn | Tx, ownerId: string, fingerprint: string) {
  return await conn.upload.findFirst({ where: { ownerId, fingerprint }, select: fields });
}

/** Reads somebody's open uploads, latest first. */
export async function selectUploads(conn: Conn, ownerId: string, take: number) {
  return await conn.upload.findMany({
    where: { ownerId },
    select: fields,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
  });
}

/** Reads uploads that were begun before a time, or whose owner was erased, oldest first. */
export async function selectAbandoned(conn: Conn, before: Date, take: number) {
  return await conn.upload.findMany({
    where: { OR: [{ createdAt: { lt: before } }, { ownerId: null }] },
    select: fields,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take,
  });
}

/** Returns how many bytes somebody's library holds: those of its files, and those on their way. */
export async function sumLibrary(conn: Conn | Tx, ownerId: string): Promise<number> {
  const [assets, uploads] = [
    await conn.asset.aggregate({ where: { ownerId }, _sum: { bytes: true } }),
    await conn.upload.aggregate({ where: { ownerId }, _sum: { bytes: true } }),
  ];
  return (assets._sum.bytes ?? 0) + (uploads._sum.bytes ?? 0);
}

/** Returns how many uploads of somebody are open. */
export async function countUploads(conn: Conn | Tx, ownerId: string): Promise<number> {
  return await conn.upload.count({ where: { ownerId } });
}

/** Lets nobody else begin an upload for this person until the transaction ends. */
export async function lockLibrary(tx: Tx, ownerId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`library:${ownerId}`}, 0))::text`;
}

/** Notes a new upload; false when the owner has one of the same file. */
export async function insertUpload(conn: Conn | Tx, data: NewUpload): Promise<boolean> {
  const { count } = await conn.upload.createMany({ data: [data], skipDuplicates: true });
  return count === 1;
}

/** Removes an upload; false when it is gone already. */
export async function deleteUpload(conn: Conn | Tx, id: string): Promise<boolean> {
  const { count } = await conn.upload.deleteMany({ where: { id } });
  return count === 1;
}
