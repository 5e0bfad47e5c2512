import { holds } from '../expressions';
import type { Log } from '../log';
import { parseMoment } from '../protocol/durations';
import { isJsonObject } from '../protocol/json';
import { type EventPayload, type FunctionConfig, SYSTEM_EVENT } from '../protocol/messages';
import type { Database, Queries } from '../store/database';
import { markProcessed, type StoredEvent } from '../store/events';
import type { Registry } from '../store/registry';
import { activeRuns } from '../store/runs';
import { answerInvokers, cancelRun, finishStep } from './completion';
import type { Scheduling } from './scheduling';

/** The trigger names an event answers to: its own and every `prefix/*` or `prefix.*` of it. */
export function triggerPatterns(name: string): string[] {
  const patterns = [name];
  for (const separator of ['/', '.']) {
    const parts = name.split(separator);
    for (let end = 1; end < parts.length; end++) {
      patterns.push(`${parts.slice(0, end).join(separator)}${separator}*`);
    }
  }
  return [...new Set(patterns)];
}

/** Brings an event to everything that waits for it: running functions, cancellations, new runs. */
export class Matching {
  readonly #database: Database;
  readonly #registry: Registry;
  readonly #scheduling: Scheduling;
  readonly #log: Log;

  /** Prepares matching against these functions. */
  constructor(database: Database, registry: Registry, scheduling: Scheduling, log: Log) {
    this.#database = database;
    this.#registry = registry;
    this.#scheduling = scheduling;
    this.#log = log;
  }

  /** Processes events in their order, each once and all or nothing. */
  async process(events: readonly StoredEvent[]): Promise<void> {
    try {
      await this.#database.persist((tx) => this.#processAll(tx, events));
    } catch (error) {
      if (!this.#database.isHeld) throw error;
      await this.#processApart(events, error);
    }
  }

  async #processAll(tx: Queries, events: readonly StoredEvent[]): Promise<void> {
    const fresh = await markProcessed(
      tx,
      events.map((event) => event.id),
    );
    const waits = await readWaits(tx, events);
    for (const event of events) {
      if (!fresh.has(event.id)) continue;
      await this.#cancel(tx, event);
      await resume(
        tx,
        event,
        waits.filter((wait) => wait.name === event.payload.name),
      );
      await this.#start(tx, event);
    }
  }

  /** One event that cannot be processed must not hold up the others: it is left out, with a line in the log. */
  async #processApart(events: readonly StoredEvent[], error: unknown): Promise<void> {
    const [first] = events;
    if (first && events.length === 1) {
      this.#log.error('event could not be processed', { event: first.id, name: first.payload.name, error });
      await this.#database.persist((tx) => markProcessed(tx, [first.id]));
      return;
    }
    for (const event of events) await this.process([event]);
  }

  async #cancel(tx: Queries, event: StoredEvent): Promise<void> {
    for (const config of this.#registry.cancelledBy(event.payload.name)) {
      const rules = (config.cancel ?? []).filter((rule) => rule.event === event.payload.name);
      for (const run of await activeRuns(tx, config.id)) {
        const [trigger] = run.events;
        const isMeant = rules.some((rule) => {
          const until = rule.timeout ? parseMoment(rule.timeout, run.createdAt.getTime()) : null;
          if (until !== null && event.receivedAt.getTime() > until) return false;
          return trigger !== undefined && holds(rule.if, { event: trigger, async: event.payload });
        });
        if (isMeant) await cancelRun(tx, run.id, `cancelled by event ${event.payload.name}`);
      }
    }
  }

  async #start(tx: Queries, event: StoredEvent): Promise<void> {
    const occurrence = { id: event.id, event: event.payload };
    if (event.payload.name === SYSTEM_EVENT.invoked) {
      await this.#invoke(tx, event);
      return;
    }
    const started = new Set<string>();
    for (const pattern of triggerPatterns(event.payload.name)) {
      for (const config of this.#registry.triggeredBy(pattern)) {
        if (started.has(config.id) || !isTriggered(config, pattern, event.payload)) continue;
        started.add(config.id);
        await this.#scheduling.accept(tx, config, occurrence);
      }
    }
  }

  async #invoke(tx: Queries, event: StoredEvent): Promise<void> {
    const marks = event.payload.data['_inngest'];
    const functionId = isJsonObject(marks) && typeof marks['fn_id'] === 'string' ? marks['fn_id'] : '';
    const target = this.#registry.find(functionId);
    if (target) {
      await this.#scheduling.accept(tx, target.config, { id: event.id, event: event.payload });
      return;
    }
    const message = `could not find function with ID: ${functionId}`;
    await answerInvokers(tx, [event.payload], { error: { name: 'Error', message } });
  }
}

interface Wait {
  run_id: string;
  step_id: string;
  name: string;
  expression: string | null;
  events: EventPayload[];
}

function readWaits(tx: Queries, events: readonly StoredEvent[]): Promise<Wait[]> {
  return tx.query<Wait & Record<string, unknown>>(
    `SELECT wait.run_id, wait.step_id, wait.name, wait.expression, run.events
     FROM wait JOIN run ON run.id = wait.run_id WHERE wait.kind = 'event' AND wait.name = ANY ($1)
     ORDER BY wait.run_id, wait.step_id`,
    [[...new Set(events.map((event) => event.payload.name))]],
  );
}

async function resume(tx: Queries, event: StoredEvent, waits: readonly Wait[]): Promise<void> {
  for (const wait of waits) {
    const [trigger] = wait.events;
    if (!trigger || !holds(wait.expression, { event: trigger, async: event.payload })) continue;
    await finishStep(tx, wait.run_id, wait.step_id, { data: event.payload });
  }
}

function isTriggered(config: FunctionConfig, pattern: string, event: EventPayload): boolean {
  return config.triggers.some(
    (trigger) => 'event' in trigger && trigger.event === pattern && holds(trigger.expression, { event }),
  );
}
