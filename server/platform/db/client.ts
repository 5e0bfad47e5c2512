import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import { PrismaClient } from '@/prisma/generated/client';
import { primaryPool } from '@/server/platform/db/pool';
import type { Db, Tx } from '@/server/platform/db/types';
import type { EmittedEvent } from '@/server/platform/events';
import { singleton } from '@/server/platform/singleton';

/** Called after a transaction that emitted events has committed. It must not throw: the write is done. */
export type CommitHook = (events: readonly EmittedEvent[]) => void;

const hooks = new WeakMap<Db, CommitHook>();
const pending = new WeakMap<Tx, EmittedEvent[]>();

/** How long a transaction may wait for a connection, and may last, before it is rolled back. */
const transactionLimits = { maxWait: 5_000, timeout: 10_000 };

/**
 * Makes a client over a pool.
 *
 * @param onCommit what to do with the events of each committed transaction.
 */
export function createDb(pool: Pool, onCommit?: CommitHook): Db {
  const client = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: transactionLimits });
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: the brand exists for the compiler only; this is where it is given.
  const db = client as Db;
  if (onCommit !== undefined) hooks.set(db, onCommit);
  return db;
}

/** Returns a client for reads that belong to no request: cached queries, health, metrics. Its commits announce nothing. */
export function readDb(): Db {
  return singleton('db.read', () => createDb(primaryPool()));
}

/**
 * Runs `work` in one transaction: all of its writes and events happen, or none. Events are announced after commit only.
 *
 * @throws whatever `work` throws, after rolling back.
 */
export async function transact<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  const events: EmittedEvent[] = [];
  const result = await db.$transaction(async (client) => {
    // biome-ignore lint/nursery/noUnsafeTypeAssertion: the brand exists for the compiler only; this is where it is given.
    const tx = client as Tx;
    pending.set(tx, events);
    return await work(tx);
  });
  if (events.length > 0) hooks.get(db)?.(events);
  return result;
}

/** Notes an event for the hook of the transaction it was written in. Called by `emit()` only. */
export function noteEmitted(tx: Tx, event: EmittedEvent): void {
  pending.get(tx)?.push(event);
}
