import { z } from 'zod';
import { nextTick, parseCron } from '../cron';
import type { Log } from '../log';
import { parseDuration } from '../protocol/durations';
import { newId } from '../protocol/ids';
import { isJsonObject } from '../protocol/json';
import { type EventPayload, functionConfig, SYSTEM_EVENT } from '../protocol/messages';
import type { Database, Queries } from '../store/database';
import { insertEvent, markProcessed, toPayload } from '../store/events';
import type { Registry } from '../store/registry';
import { lockRun } from '../store/runs';
import {
  dueTimers,
  replaceCronTimers,
  setTimer,
  type Timer,
  type TimerPayload,
  takeTimer,
} from '../store/timers';
import { cancelRun, finishStep } from './completion';
import type { Scheduling } from './scheduling';

const ROUND = 100;

const eventPayload = z.custom<EventPayload>(
  (value) => isJsonObject(value) && typeof value['name'] === 'string' && isJsonObject(value['data']),
);

type CronPayload = Extract<TimerPayload, { kind: 'cron' }>;

function cronTimer(
  payload: CronPayload,
  after: number,
): { key: string; dueAt: Date; payload: CronPayload } | null {
  const tick = nextTick(parseCron(payload.expression), after);
  if (tick === null) return null;
  const dueAt = new Date(tick + Math.floor(Math.random() * payload.jitterMs));
  return { key: `${payload.functionId}|${payload.expression}`, dueAt, payload };
}

/** Sets a timer for every schedule of the registered functions and drops those of others. */
export async function rescheduleCrons(tx: Queries, log: Log): Promise<void> {
  const rows = await tx.query<{ config: unknown }>('SELECT config FROM function WHERE archived_at IS NULL');
  const now = Date.now();
  const timers = rows.flatMap((row) => {
    const config = functionConfig.parse(row.config);
    return config.triggers.flatMap((trigger) => {
      if (!('cron' in trigger)) return [];
      const jitterMs = parseDuration(trigger.jitter ?? '') ?? 0;
      try {
        return (
          cronTimer({ kind: 'cron', functionId: config.id, expression: trigger.cron, jitterMs }, now) ?? []
        );
      } catch (error) {
        log.error('schedule ignored', { function: config.id, cron: trigger.cron, error });
        return [];
      }
    });
  });
  await replaceCronTimers(tx, timers);
}

/** Does what timers say when they are due. */
export class Timers {
  readonly #database: Database;
  readonly #registry: Registry;
  readonly #scheduling: Scheduling;
  readonly #log: Log;

  /** Prepares the timers of these functions. */
  constructor(database: Database, registry: Registry, scheduling: Scheduling, log: Log) {
    this.#database = database;
    this.#registry = registry;
    this.#scheduling = scheduling;
    this.#log = log;
  }

  /** Fires timers that are due, each in its own transaction. Returns whether more may be due. */
  async fire(): Promise<boolean> {
    const due = await dueTimers(this.#database, ROUND);
    for (const { id, runId } of due) {
      try {
        await this.#database.persist(async (tx) => {
          // The run first, as everywhere else, so that two transactions do not wait for each other.
          if (runId) await lockRun(tx, runId);
          const timer = await takeTimer(tx, id);
          if (timer) await this.#act(tx, timer);
        });
      } catch (error) {
        if (!this.#database.isHeld) throw error;
        this.#log.error('timer could not fire', { timer: id, error });
        await this.#database.persist((tx) => tx.query('DELETE FROM timer WHERE id = $1', [id]));
      }
    }
    return due.length === ROUND;
  }

  async #act(tx: Queries, timer: Timer): Promise<void> {
    const { payload, runId } = timer;
    switch (payload.kind) {
      case 'sleep':
        if (runId) await finishStep(tx, runId, payload.stepId, { data: null });
        return;
      case 'wait':
        if (runId) await this.#timeOut(tx, runId, payload);
        return;
      case 'start':
        await this.#cancelUnstarted(tx, runId, payload.after);
        return;
      case 'finish':
        if (runId) await cancelRun(tx, runId, `not finished within ${payload.after}`);
        return;
      case 'debounce': {
        const target = this.#registry.find(payload.functionId);
        if (!target) return;
        const occurrence = { id: payload.eventId, event: eventPayload.parse(payload.event) };
        await this.#scheduling.start(tx, target.config, {
          origin: payload.eventId,
          occurrences: [occurrence],
        });
        return;
      }
      case 'batch': {
        const target = this.#registry.find(payload.functionId);
        if (target) await this.#scheduling.flushBatch(tx, target.config, timer.key);
        return;
      }
      case 'cron':
        await this.#tick(tx, timer, payload);
        return;
    }
  }

  async #timeOut(
    tx: Queries,
    runId: string,
    payload: Extract<TimerPayload, { kind: 'wait' }>,
  ): Promise<void> {
    const error = {
      name: 'InngestInvokeTimeoutError',
      message: `Timed out waiting for invoked function ${payload.invoked} to complete`,
    };
    await finishStep(tx, runId, payload.stepId, payload.invoked === null ? { data: null } : { error });
  }

  async #cancelUnstarted(tx: Queries, runId: string | null, after: string): Promise<void> {
    const run = runId ? await lockRun(tx, runId) : null;
    if (run?.status === 'queued') await cancelRun(tx, run.id, `not started within ${after}`);
  }

  /** Runs a schedule once, however many of its ticks were missed, and sets the next tick from now. */
  async #tick(tx: Queries, timer: Timer, payload: CronPayload): Promise<void> {
    const target = this.#registry.find(payload.functionId);
    if (!target) return;
    const id = newId();
    const event = toPayload(
      { name: SYSTEM_EVENT.cron, data: { cron: payload.expression } },
      id,
      timer.dueAt.getTime(),
    );
    await insertEvent(tx, id, event);
    await markProcessed(tx, [id]);
    await this.#scheduling.start(tx, target.config, { origin: id, occurrences: [{ id, event }] });
    const next = cronTimer(payload, Date.now());
    if (next) await setTimer(tx, { ...next, runId: null });
  }
}
