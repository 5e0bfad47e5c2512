import { genesisHash, hashEntry } from '@/server/platform/audit/entry';
import {
  type ChainHead,
  hasHash,
  type StoredEntry,
  selectEntriesAfter,
  selectHead,
} from '@/server/platform/audit/rows';
import type { Conn } from '@/server/platform/db';

/**
 * What is wrong with a row: its content was edited, it is gone, it stands in another place, it was put between others,
 * the end of the log was cut off, or the log was written anew since its anchor was kept.
 */
export type Damage = 'changed' | 'missing' | 'reordered' | 'inserted' | 'truncated' | 'rewritten';

/** The verdict on a log: how many rows from the first are sound, and the first that is not. */
export type ChainVerdict = {
  readonly sound: number;
  readonly broken: { readonly seq: bigint; readonly damage: Damage } | null;
};

/** The place before the first row. */
const beginning: ChainHead = { seq: 0n, hash: genesisHash };

/** Rows read at once. */
const defaultBatch = 1_000;

/** Returns the number under which the content of a row fits its hash, null when there is none: it was edited. */
function originalPlace(row: StoredEntry, last: bigint): bigint | null {
  // Rows that were removed before the others moved up had numbers beyond the last one there is now.
  const bound = last + 1_000n;
  for (let seq = 1n; seq <= bound; seq += 1n) {
    if (hashEntry({ ...row, seq }) === row.hash) return seq;
  }
  return null;
}

/** Says what happened where a row does not fit its hash; asked once, about the first such row. */
async function explain(conn: Conn, row: StoredEntry): Promise<ChainVerdict['broken']> {
  const last = await selectHead(conn);
  const place = originalPlace(row, last?.seq ?? row.seq);
  if (place === null) return { seq: row.seq, damage: 'changed' };
  if (place < row.seq) return { seq: place, damage: 'inserted' };
  const isPredecessorThere = await hasHash(conn, row.previousHash);
  return { seq: row.seq, damage: isPredecessorThere ? 'reordered' : 'missing' };
}

async function checkRow(conn: Conn, head: ChainHead, row: StoredEntry): Promise<ChainVerdict['broken']> {
  const expected = head.seq + 1n;
  if (row.seq > expected) return { seq: expected, damage: 'missing' };
  if (hashEntry(row) !== row.hash) return await explain(conn, row);
  // Sound in itself, but it names another one before it: one that was written by somebody who knew how.
  return row.previousHash === head.hash ? null : { seq: row.seq, damage: 'inserted' };
}

/** Says what is wrong with the row an anchor stands for, null when it is as it was. */
function checkAnchor(anchor: ChainHead | null, row: StoredEntry): ChainVerdict['broken'] {
  const isOther = anchor !== null && anchor.seq === row.seq && anchor.hash !== row.hash;
  return isOther ? { seq: row.seq, damage: 'rewritten' } : null;
}

/**
 * Walks the log from its first row and computes every hash anew.
 *
 * @param anchor an end of the chain kept outside the database; without one, a cut-off end leaves no trace.
 */
export async function verifyChain(
  conn: Conn,
  anchor: ChainHead | null,
  batch = defaultBatch,
): Promise<ChainVerdict> {
  let head = beginning;
  // Below 1 there is nothing of ours, but somebody may have put something there.
  let after = -(2n ** 62n);
  for (;;) {
    const rows = await selectEntriesAfter(conn, after, batch);
    for (const row of rows) {
      if (row.seq < 1n) return { sound: 0, broken: { seq: row.seq, damage: 'inserted' } };
      const broken = (await checkRow(conn, head, row)) ?? checkAnchor(anchor, row);
      if (broken !== null) return { sound: Number(head.seq), broken };
      head = row;
    }
    if (rows.length < batch) break;
    after = head.seq;
  }
  const isCut = anchor !== null && anchor.seq > head.seq;
  return {
    sound: Number(head.seq),
    broken: isCut ? { seq: head.seq + 1n, damage: 'truncated' } : null,
  };
}
