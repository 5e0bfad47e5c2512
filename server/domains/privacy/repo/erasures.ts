import type { Conn, Tx } from '@/server/platform/db';

const fields = {
  userId: true,
  requestedAt: true,
  dueAt: true,
  keepCertificates: true,
  keepReviews: true,
  completedAt: true,
} as const;

/** A wish to be forgotten as it is stored. */
export type ErasureRow = NonNullable<Awaited<ReturnType<typeof selectErasure>>>;

/** Claims the one wish of a person; returns false when there is one. */
export async function insertErasure(tx: Tx, row: Omit<ErasureRow, 'completedAt'>): Promise<boolean> {
  const { count } = await tx.erasure.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

/** Reads a person's wish. */
export async function selectErasure(conn: Conn, userId: string) {
  return await conn.erasure.findUnique({ where: { userId }, select: fields });
}

/** Removes a wish that is not due yet; returns false when there is no such. */
export async function deleteErasure(
  tx: Tx,
  wish: { readonly userId: string; readonly requestedAt?: Date },
  now: Date,
): Promise<boolean> {
  const { count } = await tx.erasure.deleteMany({
    where: { ...wish, completedAt: null, dueAt: { gt: now } },
  });
  return count === 1;
}

/** Reads whose time has come, the longest waiting first, at most `limit`. */
export async function selectDueErasures(conn: Conn, now: Date, limit: number): Promise<string[]> {
  const rows = await conn.erasure.findMany({
    where: { completedAt: null, dueAt: { lte: now } },
    select: { userId: true },
    orderBy: [{ dueAt: 'asc' }, { userId: 'asc' }],
    take: limit,
  });
  return rows.map((row) => row.userId);
}

/** Marks a wish as fulfilled; returns false when it was before. */
export async function completeErasure(tx: Tx, userId: string, at: Date): Promise<boolean> {
  const { count } = await tx.erasure.updateMany({
    where: { userId, completedAt: null },
    data: { completedAt: at },
  });
  return count === 1;
}
