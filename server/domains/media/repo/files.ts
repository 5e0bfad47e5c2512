import type { Conn, Tx } from '@/server/platform/db';

const fields = {
  ...{
    id: true,
    ownerId: true,
    name: true,
    kind: true,
    status: true,
    bytes: true,
    contentType: true,
    key: true,
  },
  ...{ durationMs: true, progressPercent: true, failure: true },
  _count: { select: { captions: true } },
} as const;

/** Reads files, in no particular order. */
export async function selectFiles(conn: Conn | Tx, ids: readonly string[]) {
  return await conn.asset.findMany({ where: { id: { in: [...ids] } }, select: fields, take: ids.length });
}

/** Reads files, none of which can be removed until the transaction ends. */
export async function selectFilesHeld(tx: Tx, ids: readonly string[]) {
  await tx.$queryRaw`SELECT id FROM assets WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR KEY SHARE`;
  return await selectFiles(tx, ids);
}
