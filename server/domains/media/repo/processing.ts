import type { AssetFailure, Prisma } from '@/prisma/generated/client';
import type { AssetKind } from '@/server/domains/media/contract';
import type { Conn, Tx } from '@/server/platform/db';

/** A file at work: of this id, and still with the bytes that the work was begun on. */
export type AtWork = { readonly assetId: string; readonly folder: string };

const pending = ({ assetId, folder }: AtWork) => ({ id: assetId, folder, status: 'pending' as const });

/** Reads a file that is to be made ready; null when it is gone, replaced or done. */
export async function selectPending(conn: Conn, at: AtWork) {
  return await conn.asset.findFirst({
    where: pending(at),
    select: { key: true, kind: true, contentType: true, ownerId: true, isReplacement: true },
  });
}

/** Says whether there is a file whose bytes lie in this folder; the folder of one that is gone is never used again. */
export async function isFolderTaken(conn: Conn, folder: string): Promise<boolean> {
  return (await conn.asset.findFirst({ where: { folder }, select: { id: true } })) !== null;
}

/** Notes how far the work on a file is; false when it is over. Never goes back. */
export async function updateProgress(conn: Conn, at: AtWork, percent: number): Promise<boolean> {
  const { count } = await conn.asset.updateMany({
    where: { ...pending(at), progressPercent: { lt: percent } },
    data: { progressPercent: percent },
  });
  return count === 1;
}

/** Ends the work on a file; false when it was over already. */
export async function finishPending(
  tx: Tx | Conn,
  at: AtWork,
  data: Prisma.AssetUpdateManyMutationInput,
): Promise<boolean> {
  const { count } = await tx.asset.updateMany({ where: pending(at), data });
  return count === 1;
}

/** Ends the work on a file in failure, if it is of one of these kinds; false when it is not, or was over already. */
export async function failPending(
  conn: Conn,
  at: AtWork,
  kinds: readonly AssetKind[],
  failure: AssetFailure,
): Promise<boolean> {
  const { count } = await conn.asset.updateMany({
    where: { ...pending(at), kind: { in: [...kinds] } },
    data: { status: 'failed', failure },
  });
  return count === 1;
}

/** Notes the variants of a picture; those that are noted already stay. */
export async function insertVariants(
  tx: Tx,
  rows: readonly Prisma.PictureVariantCreateManyInput[],
): Promise<void> {
  await tx.pictureVariant.createMany({ data: [...rows], skipDuplicates: true });
}

/** Sends a failed file of somebody to work again; returns the folder of its bytes, null when there is none. */
export async function restartFailed(tx: Tx, ownerId: string, id: string): Promise<string | null> {
  const { count } = await tx.asset.updateMany({
    where: { id, ownerId, status: 'failed', folder: { not: null } },
    data: { status: 'pending', failure: null, progressPercent: 0 },
  });
  if (count === 0) return null;
  const row = await tx.asset.findUnique({ where: { id }, select: { folder: true } });
  return row?.folder ?? null;
}

/** Reads how the work on somebody's latest files goes, in the order of their ids. */
export async function selectStates(conn: Conn, ownerId: string, take: number) {
  return await conn.asset.findMany({
    where: { ownerId },
    select: { id: true, status: true, progressPercent: true, posterKey: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
  });
}
