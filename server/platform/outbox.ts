import { z } from 'zod';
import type { Clock } from '@/server/platform/clock';
import type { Db } from '@/server/platform/db';

/** An event on its way out. `id` is what Inngest removes duplicates by; `ts` is when it became true, in epoch ms. */
export type PublishableEvent = {
  readonly id: string;
  readonly name: string;
  readonly data: Record<string, unknown>;
  readonly ts: number;
};

/** Hands events over and resolves only once they are safe on the other side. */
export type Publish = (events: readonly PublishableEvent[]) => Promise<void>;

/** What a relay needs to work. */
export type RelayOptions = { readonly db: Db; readonly clock: Clock; readonly publish: Publish };

/** The policy of the relay: how many at once and in one run, how long a claim lasts, and how long a refused event rests. */
export const relayPolicy = {
  batchSize: 100,
  maxBatches: 50,
  /** One by one, so many failures in a row mean that it is not the events that are refused. */
  giveUpAfter: 3,
  claimMs: 30_000,
  restMs: 2_000,
  maxRestMs: 300_000,
  keepDays: 7,
} as const;

const rowsSchema = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    data: z.record(z.string(), z.unknown()),
    created_at: z.date(),
    attempts: z.number(),
  }),
);

/**
 * Publishes what committed transactions left in the outbox, oldest first, until nothing is due or the policy's bound is
 * reached. Several relays may run at once: a claim by row lock keeps each event with one of them, and a claim whose
 * relay died lapses. An event may still arrive twice (a crash after the hand-over); its id tells.
 *
 * A batch that is refused is sent again one by one, so that an event nobody accepts holds up no other.
 *
 * @returns how many events were handed over.
 * @throws the publisher's last failure, after everything else is out and the refused events rest, each longer every time.
 */
export async function relayOutbox(options: RelayOptions): Promise<number> {
  let published = 0;
  let failure: Failure | null = null;
  for (let count = 0; count < relayPolicy.maxBatches; count += 1) {
    const batch = await claimBatch(options);
    const result = await publishBatch(options, batch);
    published += result.published;
    failure = result.failure ?? failure;
    if (batch.length < relayPolicy.batchSize || failure?.isOutage) break;
  }
  if (failure !== null) throw failure.error;
  return published;
}

type Failure = { readonly error: unknown; readonly isOutage: boolean };
type BatchResult = { readonly published: number; readonly failure: Failure | null };

type ClaimedRow = z.infer<typeof rowsSchema>[number];

async function claimBatch({ db, clock }: RelayOptions): Promise<ClaimedRow[]> {
  const now = clock.now();
  const until = new Date(now.getTime() + relayPolicy.claimMs);
  const rows = await db.$queryRaw`
    UPDATE outbox_events SET claimed_until = ${until}, attempts = attempts + 1
    WHERE id IN (
      SELECT id FROM outbox_events
      WHERE published_at IS NULL AND (claimed_until IS NULL OR claimed_until < ${now})
      ORDER BY created_at, id LIMIT ${relayPolicy.batchSize} FOR UPDATE SKIP LOCKED
    )
    RETURNING id::text, name, data, created_at, attempts`;
  return rowsSchema.parse(rows).sort(byTime);
}

/** RETURNING keeps no order. */
function byTime(a: ClaimedRow, b: ClaimedRow): number {
  return a.created_at.getTime() - b.created_at.getTime() || (a.id < b.id ? -1 : 1);
}

async function publishBatch(options: RelayOptions, batch: readonly ClaimedRow[]): Promise<BatchResult> {
  if (batch.length === 0) return { published: 0, failure: null };
  const error = await failureOf(options, batch);
  if (error === null) return { published: batch.length, failure: null };
  if (batch.length > 1) return await publishSingly(options, batch);
  await putBack(options, batch, error);
  return { published: 0, failure: { error, isOutage: false } };
}

async function publishSingly(options: RelayOptions, batch: readonly ClaimedRow[]): Promise<BatchResult> {
  let published = 0;
  let inARow = 0;
  let last: unknown = null;
  for (const [index, row] of batch.entries()) {
    const error = await failureOf(options, [row]);
    inARow = error === null ? 0 : inARow + 1;
    last = error ?? last;
    if (error === null) published += 1;
    else await putBack(options, [row], error);
    if (inARow === relayPolicy.giveUpAfter) {
      await putBack(options, batch.slice(index + 1), error);
      return { published, failure: { error, isOutage: true } };
    }
  }
  return { published, failure: last === null ? null : { error: last, isOutage: false } };
}

/** Hands events over and notes it; returns why they were refused, or null. */
async function failureOf(
  { db, clock, publish }: RelayOptions,
  rows: readonly ClaimedRow[],
): Promise<unknown> {
  try {
    await publish(
      rows.map((row) => ({ id: row.id, name: row.name, data: row.data, ts: row.created_at.getTime() })),
    );
  } catch (error) {
    return error ?? new Error('refused without a reason');
  }
  const ids = rows.map((row) => row.id);
  await db.outboxEvent.updateMany({ where: { id: { in: ids } }, data: { publishedAt: clock.now() } });
  return null;
}

/** Each event rests by its own tries, so that a new one does not wait as long as an old one beside it. */
async function putBack(
  { db, clock }: Pick<RelayOptions, 'db' | 'clock'>,
  rows: readonly ClaimedRow[],
  error: unknown,
): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map((row) => row.id);
  const lastError = error instanceof Error ? error.message.slice(0, 500) : 'unknown';
  await db.$executeRaw`
    UPDATE outbox_events SET
      last_error = ${lastError},
      claimed_until = ${clock.now()}::timestamptz
        + LEAST(${relayPolicy.restMs} * 2 ^ (LEAST(attempts, 11) - 1), ${relayPolicy.maxRestMs}) * interval '1 ms'
    WHERE id = ANY(${ids}::uuid[])`;
}

/** Removes events that were published more than the policy's days ago, at most `limit` of them; returns how many. */
export async function pruneOutbox(db: Db, clock: Clock, limit: number): Promise<number> {
  const before = new Date(clock.now().getTime() - relayPolicy.keepDays * 86_400_000);
  return await db.$executeRaw`
    DELETE FROM outbox_events WHERE id IN (
      SELECT id FROM outbox_events WHERE published_at < ${before} ORDER BY published_at LIMIT ${limit})`;
}

/** Returns the age of the oldest unpublished event in ms, or 0 when all is out. The alarm on stuck workflows reads it. */
export async function outboxLagMs(db: Db, clock: Clock): Promise<number> {
  const oldest = await db.outboxEvent.findFirst({
    where: { publishedAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { createdAt: true },
  });
  return oldest === null ? 0 : Math.max(0, clock.now().getTime() - oldest.createdAt.getTime());
}

/** Runs a relay after each commit, never two at once in a process; what arrives meanwhile is taken by one more round. */
export function createRelayKick(
  run: () => Promise<unknown>,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let isRunning = false;
  let isWanted = false;
  return async () => {
    isWanted = true;
    if (isRunning) return;
    isRunning = true;
    try {
      while (isWanted) {
        isWanted = false;
        await run();
      }
    } catch (error) {
      // The rows are still there: the sweep takes them.
      onError(error);
    } finally {
      isRunning = false;
    }
  };
}
