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

type NewUpload = Omit<UploadRow, 'createdAt'> & { readonly ownerId: string; readonly createdAt: Date };

/** Reads somebody's open upload. */
export async function selectUpload(conn: Conn, ownerId: string, id: string) {
  return await conn.upload.findFirst({ where: { id, ownerId }, select: fields });
}

/** Reads somebody's open upload of a file. */
export async function selectUploadOf(conn: Conn, ownerId: string, fingerprint: string) {
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

/** Notes a new upload; false when the owner has one of the same file. */
export async function insertUpload(conn: Conn, data: NewUpload): Promise<boolean> {
  const { count } = await conn.upload.createMany({ data: [data], skipDuplicates: true });
  return count === 1;
}

/** Removes an upload; false when it is gone already. */
export async function deleteUpload(conn: Conn | Tx, id: string): Promise<boolean> {
  const { count } = await conn.upload.deleteMany({ where: { id } });
  return count === 1;
}
