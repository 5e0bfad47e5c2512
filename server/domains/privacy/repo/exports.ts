import type { Conn, Tx } from '@/server/platform/db';

const fields = {
  id: true,
  userId: true,
  requestedAt: true,
  readyAt: true,
  failedAt: true,
  expiresAt: true,
  key: true,
  bytes: true,
} as const;

/** Claims the one copy that may be in the making for a person; returns false while another one is. */
export async function insertExport(
  tx: Tx,
  row: { id: string; userId: string; requestedAt: Date },
): Promise<boolean> {
  const { count } = await tx.dataExport.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

/** Reads one copy. */
export async function selectExport(conn: Conn, id: string) {
  return await conn.dataExport.findUnique({ where: { id }, select: fields });
}

/** Reads the latest copy of a person. */
export async function selectLatestExport(conn: Conn, userId: string) {
  return await conn.dataExport.findFirst({
    where: { userId },
    select: fields,
    orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
  });
}

/** Notes where a copy in the making will lie, before its bytes are there: so that no file is ever forgotten. */
export async function updateExportKey(conn: Conn, id: string, key: string): Promise<boolean> {
  const { count } = await conn.dataExport.updateMany({ where: { id, readyAt: null }, data: { key } });
  return count === 1;
}

/** Marks a copy as ready; returns false when it was before, or is gone. */
export async function markExportReady(
  tx: Tx,
  id: string,
  facts: { readyAt: Date; expiresAt: Date; bytes: number },
): Promise<boolean> {
  const { count } = await tx.dataExport.updateMany({
    where: { id, readyAt: null, failedAt: null },
    data: facts,
  });
  return count === 1;
}

/** Marks copies that were asked for before a time and never came as failed; returns how many. */
export async function failExportsBefore(conn: Conn, before: Date, at: Date): Promise<number> {
  const { count } = await conn.dataExport.updateMany({
    where: { readyAt: null, failedAt: null, requestedAt: { lt: before } },
    data: { failedAt: at },
  });
  return count;
}

/** Marks one copy as failed unless it is ready. */
export async function markExportFailed(conn: Conn, id: string, at: Date): Promise<void> {
  await conn.dataExport.updateMany({ where: { id, readyAt: null, failedAt: null }, data: { failedAt: at } });
}

/** Reads copies whose file is there and nobody may fetch any more, at most `limit`. */
export async function selectSpentExports(conn: Conn, now: Date, limit: number) {
  return await conn.dataExport.findMany({
    where: { key: { not: null }, OR: [{ expiresAt: { lte: now } }, { failedAt: { not: null } }] },
    select: fields,
    orderBy: { id: 'asc' },
    take: limit,
  });
}

/** Notes that the file of a copy is gone. */
export async function clearExportKey(conn: Conn, id: string): Promise<void> {
  await conn.dataExport.updateMany({ where: { id }, data: { key: null } });
}

/** Returns the keys of all files with copies of a person. */
export async function selectExportKeys(conn: Conn, userId: string): Promise<string[]> {
  const rows = await conn.dataExport.findMany({
    where: { userId, key: { not: null } },
    select: { key: true },
    orderBy: { id: 'asc' },
    take: 1_000,
  });
  return rows.flatMap(({ key }) => (key === null ? [] : [key]));
}

/** Removes the record of a person's copies. */
export async function deleteExports(tx: Tx, userId: string): Promise<void> {
  await tx.dataExport.deleteMany({ where: { userId } });
}
