import type { Conn } from '@/server/platform/db';

const fields = {
  ...{ id: true, name: true, kind: true, key: true, contentType: true, bytes: true, fingerprint: true },
  captions: { select: { locale: true, key: true }, orderBy: { locale: 'asc' as const }, take: 50 },
} as const;

/** Reads files with where their bytes lie. */
export async function selectSources(conn: Conn, ids: readonly string[]) {
  return await conn.asset.findMany({ where: { id: { in: [...ids] } }, select: fields, take: ids.length });
}

/** Reads the files of somebody's library that have these bytes, or these ids. */
export async function selectOwnSources(
  conn: Conn,
  ownerId: string,
  { fingerprints, ids }: { readonly fingerprints: readonly string[]; readonly ids: readonly string[] },
) {
  return await conn.asset.findMany({
    where: { ownerId, OR: [{ fingerprint: { in: [...fingerprints] } }, { id: { in: [...ids] } }] },
    select: fields,
    take: fingerprints.length + ids.length,
  });
}
