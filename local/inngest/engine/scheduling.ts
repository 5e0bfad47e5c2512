import { evaluateKey, evaluateNumber, holds } from '../expressions';
import type { Log } from '../log';
import { requireDuration } from '../protocol/durations';
import { digest, newId } from '../protocol/ids';
import type { EventPayload, FunctionConfig } from '../protocol/messages';
import { queueDiscovery } from '../store/calls';
import type { Queries } from '../store/database';
import { insertRun, singletonHolders } from '../store/runs';
import { deleteTimer, lockTimer, moveTimer, setTimer } from '../store/timers';
import { answerInvokers, cancelRun } from './completion';
import { concurrencyKeys, passesRateLimit, throttledStart } from './limits';

/** An event on its way into a function; `id` is the executor's own id for it. */
export interface Occurrence {
  id: string;
  event: EventPayload;
}

/** A run to start: one event, or several of a batch. */
interface Start {
  origin: string;
  occurrences: readonly [Occurrence, ...Occurrence[]];
  replayOf?: string;
}

const PRIORITY_BOUNDS = { min: -600, max: 600 };

/** Starts runs, as far as a function's settings let them start. */
export class Scheduling {
  readonly #log: Log;

  /** Prepares scheduling; nothing happens yet. */
  constructor(log: Log) {
    this.#log = log;
  }

  /** Takes an event for a function: into its batch, its debounce, or a run; or drops it under a limit. */
  async accept(tx: Queries, config: FunctionConfig, occurrence: Occurrence): Promise<void> {
    if (config.batchEvents && holds(config.batchEvents.if, { event: occurrence.event })) {
      await this.#addToBatch(tx, config, occurrence);
      return;
    }
    if (!(await passesRateLimit(tx, config, occurrence.event))) {
      await this.#refuse(tx, config, occurrence, 'rate limited');
      return;
    }
    if (config.debounce) await this.#debounce(tx, config, occurrence);
    else await this.start(tx, config, { origin: occurrence.id, occurrences: [occurrence] });
  }

  async #refuse(tx: Queries, config: FunctionConfig, occurrence: Occurrence, why: string): Promise<void> {
    this.#log.info('event not run', { function: config.id, event: occurrence.id, why });
    await answerInvokers(tx, [occurrence.event], {
      error: { name: 'Error', message: `invoked function is ${why}` },
    });
  }

  /** Starts a run, unless the function already has one for this origin or a singleton stands in the way. */
  async start(tx: Queries, config: FunctionConfig, start: Start): Promise<string | null> {
    const [{ event }] = start.occurrences;
    const singletonKey = config.singleton ? digest(evaluateKey(config.singleton.key, event)) : null;
    if (config.singleton && singletonKey !== null) {
      // Two transactions must not both find the place free.
      await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`${config.id}|${singletonKey}`]);
      const holders = await singletonHolders(tx, config.id, singletonKey);
      if (holders.length > 0 && config.singleton.mode === 'skip') {
        await this.#refuse(tx, config, start.occurrences[0], 'already running as a singleton');
        return null;
      }
      for (const holder of holders) await cancelRun(tx, holder, 'replaced by a newer run of a singleton');
    }
    const run = {
      id: newId(),
      functionId: config.id,
      origin: start.origin,
      events: start.occurrences.map((occurrence) => occurrence.event),
      eventIds: start.occurrences.map((occurrence) => occurrence.id),
      concurrency: concurrencyKeys(config, event),
      singletonKey,
      priority: Math.round(evaluateNumber(config.priority?.run, event, PRIORITY_BOUNDS)),
      replayOf: start.replayOf ?? null,
    };
    if (!(await insertRun(tx, run))) return null;
    await queueDiscovery(tx, run, await throttledStart(tx, config, event));
    if (config.timeouts?.start) {
      const after = config.timeouts.start;
      await setTimer(tx, {
        key: run.id,
        runId: run.id,
        dueAt: new Date(Date.now() + requireDuration(after)),
        payload: { kind: 'start', after },
      });
    }
    return run.id;
  }

  async #debounce(tx: Queries, config: FunctionConfig, occurrence: Occurrence): Promise<void> {
    const { key, period, timeout } = config.debounce ?? { period: '0s' };
    const timerKey = `${config.id}|${digest(evaluateKey(key, occurrence.event))}`;
    const now = Date.now();
    const dueAt = now + requireDuration(period);
    const latestAt = timeout ? now + requireDuration(timeout) : Number.MAX_SAFE_INTEGER;
    const payload = {
      kind: 'debounce',
      functionId: config.id,
      eventId: occurrence.id,
      event: occurrence.event,
      latestAt,
    } as const;
    const waiting = await lockTimer(tx, 'debounce', timerKey);
    if (waiting?.payload.kind !== 'debounce') {
      await setTimer(tx, { key: timerKey, runId: null, dueAt: new Date(dueAt), payload });
      return;
    }
    const until = new Date(Math.min(dueAt, waiting.payload.latestAt));
    await moveTimer(tx, waiting.id, until, { ...payload, latestAt: waiting.payload.latestAt });
  }

  async #addToBatch(tx: Queries, config: FunctionConfig, occurrence: Occurrence): Promise<void> {
    const batch = config.batchEvents;
    if (!batch) return;
    const batchKey = `${config.id}|${digest(evaluateKey(batch.key, occurrence.event))}`;
    await tx.query(
      'INSERT INTO batch_item (batch_key, event_id, payload) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [batchKey, occurrence.id, JSON.stringify(occurrence.event)],
    );
    const [row] = await tx.query<{ size: number }>(
      'SELECT count(*)::int AS size FROM batch_item WHERE batch_key = $1',
      [batchKey],
    );
    if ((row?.size ?? 0) >= batch.maxSize) {
      await deleteTimer(tx, 'batch', batchKey);
      await this.flushBatch(tx, config, batchKey);
      return;
    }
    await setTimer(tx, {
      key: batchKey,
      runId: null,
      dueAt: new Date(Date.now() + requireDuration(batch.timeout)),
      payload: { kind: 'batch', functionId: config.id },
    });
  }

  /** Starts one run with every event a batch holds. */
  async flushBatch(tx: Queries, config: FunctionConfig, batchKey: string): Promise<void> {
    const rows = await tx.query<{ event_id: string; payload: EventPayload }>(
      `WITH taken AS (DELETE FROM batch_item WHERE batch_key = $1 RETURNING id, event_id, payload)
       SELECT event_id, payload FROM taken ORDER BY id`,
      [batchKey],
    );
    const [first, ...rest] = rows.map((row) => ({ id: row.event_id, event: row.payload }));
    if (first) await this.start(tx, config, { origin: `batch:${first.id}`, occurrences: [first, ...rest] });
  }
}
