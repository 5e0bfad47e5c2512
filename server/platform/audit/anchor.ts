import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { ObjectNotFoundError, type ObjectStore } from '@/server/platform/adapters/object-store';
import { type ChainHead, selectHash, selectHead } from '@/server/platform/audit/rows';
import type { Clock } from '@/server/platform/clock';
import type { Conn } from '@/server/platform/db';

/** Where the newest anchor is kept; the buckets' own versions keep those before it. */
const latestKey = 'audit/anchor.json';

const stored = z.object({
  seq: z.string().regex(/^\d{1,18}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
});

/** What came of keeping an anchor; `broken` leaves the one there is, which proves the damage. */
export type AnchorOutcome = 'kept' | 'nothing_new' | 'broken';

/**
 * Reads the end of the log as it was kept outside the database, null when none was ever kept.
 *
 * @throws ZodError when what is stored there is no anchor.
 */
export async function readAnchor(objectStore: ObjectStore): Promise<ChainHead | null> {
  try {
    const { seq, hash } = stored.parse(JSON.parse(await text(await objectStore.get(latestKey))));
    return { seq: BigInt(seq), hash };
  } catch (error) {
    if (error instanceof ObjectNotFoundError) return null;
    throw error;
  }
}

/** Keeps the end of the log outside the database, unless the log no longer contains the end that was kept before. */
export async function keepAnchor(conn: Conn, objectStore: ObjectStore, clock: Clock): Promise<AnchorOutcome> {
  const [anchor, head] = await Promise.all([readAnchor(objectStore), selectHead(conn)]);
  if (anchor !== null && (await selectHash(conn, anchor.seq)) !== anchor.hash) return 'broken';
  if (head === null || head.seq === anchor?.seq) return 'nothing_new';
  const at = clock.now().toISOString();
  const body = JSON.stringify({ seq: head.seq.toString(), hash: head.hash, at });
  const options = { contentType: 'application/json', cacheControl: 'no-store' };
  // The copy of the day first: whoever replaces the newest one has to find and replace these as well.
  await objectStore.put(`audit/anchors/${at.slice(0, 10)}.json`, body, options);
  await objectStore.put(latestKey, body, options);
  return 'kept';
}
