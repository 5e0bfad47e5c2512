import type { Tx } from '@/server/platform/db';

/** Waits for its turn among all who take a way in of this person away, until the transaction ends. */
export async function lockWaysIn(tx: Tx, userId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`ways-in ${userId}`}, 0))::text`;
}
