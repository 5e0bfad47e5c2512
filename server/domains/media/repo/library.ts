import type { Prisma } from '@/prisma/generated/client';
import type { AssetKind } from '@/server/domains/media/contract';
import type { Conn, Tx } from '@/server/platform/db';
import { plainWords } from '@/server/platform/like';

const fields = {
  id: true,
  name: true,
  kind: true,
  status: true,
  key: true,
  contentType: true,
  bytes: true,
  width: true,
  height: true,
  durationMs: true,
  posterKey: true,
  streamKey: true,
  thumbnailsKey: true,
  posterChoices: true,
  pageCount: true,
  pagePictures: true,
  loudnessLufs: true,
  peaks: true,
  progressPercent: true,
  failure: true,
  alt: true,
  folder: true,
  createdAt: true,
} as const;

/** A small variant of a picture. */
const smallest = {
  where: { contentType: 'image/webp' },
  select: { key: true },
  orderBy: { width: 'asc' as const },
  take: 1,
};

/** The captions of a video or a recording. */
const captions = {
  select: { locale: true, label: true, key: true },
  orderBy: { locale: 'asc' as const },
  take: 50,
};

/** A file as its owner sees it. */
export type LibraryRow = Awaited<ReturnType<typeof selectLibrary>>[number];

/** A file of somebody's library, without its variants. */
export type LibraryAsset = NonNullable<Awaited<ReturnType<typeof selectOwn>>>;

/** What narrows a library down. */
export type LibraryFilter = { readonly text?: string | undefined; readonly kind?: AssetKind | undefined };

/** Where a page of a library begins: after the file of this time and id. */
export type LibraryCursor = { readonly at: Date; readonly id: string };

function matching(ownerId: string, { text, kind }: LibraryFilter): Prisma.AssetWhereInput {
  const named = text === undefined ? [] : [plainWords(text)];
  return {
    ownerId,
    ...(kind === undefined ? {} : { kind }),
    AND: named.map((contains) => ({
      OR: [
        { name: { contains, mode: 'insensitive' as const } },
        { alt: { contains, mode: 'insensitive' as const } },
      ],
    })),
  };
}

/** Reads somebody's files, newest first. */
export async function selectLibrary(
  conn: Conn,
  ownerId: string,
  filter: LibraryFilter,
  after: LibraryCursor | null,
  take: number,
) {
  const beyond =
    after === null
      ? {}
      : { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }] };
  return await conn.asset.findMany({
    where: { AND: [matching(ownerId, filter), beyond] },
    select: { ...fields, variants: smallest, captions },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
  });
}

/** Reads one of somebody's files as {@link selectLibrary} reads all of them. */
export async function selectLibraryFile(conn: Conn, ownerId: string, id: string) {
  return await conn.asset.findFirst({
    where: { id, ownerId },
    select: { ...fields, variants: smallest, captions },
  });
}

/** Reads one of somebody's files. */
export async function selectOwn(conn: Conn | Tx, ownerId: string, id: string) {
  return await conn.asset.findFirst({
    where: { id, ownerId },
    select: { ...fields, captions },
  });
}

/** Reads one of somebody's files, which stays as it is until the transaction ends. */
export async function selectOwnLocked(tx: Tx, ownerId: string, id: string) {
  await tx.$queryRaw`SELECT id FROM assets WHERE id = ${id}::uuid AND owner_id = ${ownerId}::uuid FOR UPDATE`;
  return await selectOwn(tx, ownerId, id);
}

/** Reads somebody's file of these bytes. */
export async function selectSame(conn: Conn | Tx, ownerId: string, fingerprint: string) {
  return await conn.asset.findFirst({ where: { ownerId, fingerprint }, select: { id: true, name: true } });
}

/** Takes a file into the library; false when its owner has it already. */
export async function insertAsset(tx: Tx, data: Prisma.AssetCreateManyInput): Promise<boolean> {
  const { count } = await tx.asset.createMany({ data: [data], skipDuplicates: true });
  return count === 1;
}

/** Removes a file; false when it is gone. The database refuses while a course or a lesson has it. */
export async function deleteOwn(tx: Tx, ownerId: string, id: string): Promise<boolean> {
  const { count } = await tx.asset.deleteMany({ where: { id, ownerId } });
  return count === 1;
}

/** Sets what a picture shows, in words; false when there is no such picture of theirs. */
export async function updateAlt(conn: Conn, ownerId: string, id: string, alt: string): Promise<boolean> {
  const { count } = await conn.asset.updateMany({ where: { id, ownerId, kind: 'image' }, data: { alt } });
  return count === 1;
}

/** Reads somebody's file whose bytes lie in this folder. */
export async function selectByFolder(conn: Conn | Tx, ownerId: string, folder: string) {
  return await conn.asset.findFirst({ where: { ownerId, folder }, select: { id: true, name: true } });
}

/** Puts other bytes into a file; what was known of the old ones is forgotten. */
export async function updateBytes(
  tx: Tx,
  id: string,
  data: Prisma.AssetUpdateManyMutationInput,
): Promise<void> {
  const unknown = {
    ...{ width: null, height: null, durationMs: null, posterKey: null, streamKey: null },
    ...{
      thumbnailsKey: null,
      posterChoices: 0,
      pageCount: null,
      pagePictures: 0,
      loudnessLufs: null,
      peaks: null,
    },
  };
  await tx.pictureVariant.deleteMany({ where: { assetId: id } });
  await tx.asset.update({
    where: { id },
    data: { ...data, ...unknown, failure: null, progressPercent: 0, isReplacement: true },
    select: { id: true },
  });
}
