import { expressionProblem } from '../expressions';
import { digest } from '../protocol/ids';
import { canonicalJson, parseJson } from '../protocol/json';
import { type FunctionConfig, functionConfig, type Registration } from '../protocol/messages';
import type { Database, Queries } from './database';

/** A function that can be run. */
export interface RegisteredFunction {
  config: FunctionConfig;
  /** Attempts a step has before it fails for good. */
  maxAttempts: number;
  /** Where calls go; `fnId` is already in its query. */
  url: string;
}

/** An app that registered. */
export interface RegisteredApp {
  url: string;
  name: string;
  framework: string;
  sdk: string;
  synced_at: Date;
}

const DEFAULT_RETRIES = 3;

function toFunction(config: FunctionConfig): RegisteredFunction | null {
  const step = Object.values(config.steps)[0];
  if (!step) return null;
  return {
    config,
    maxAttempts: (step.retries?.attempts ?? DEFAULT_RETRIES) + 1,
    url: step.runtime.url,
  };
}

/** Tells what is wrong with a function's expressions, or null. */
function configProblem(config: FunctionConfig): string | null {
  const concurrency = [config.concurrency ?? []].flat();
  const expressions = [
    ...config.triggers.map((trigger) => ('event' in trigger ? trigger.expression : null)),
    ...(config.cancel ?? []).map((cancel) => cancel.if),
    ...concurrency.map((option) => (typeof option === 'number' ? null : option.key)),
    config.idempotency,
    config.rateLimit?.key,
    config.throttle?.key,
    config.debounce?.key,
    config.batchEvents?.key,
    config.batchEvents?.if,
    config.singleton?.key,
    config.priority?.run,
  ];
  for (const expression of expressions) {
    const problem = expression ? expressionProblem(expression) : null;
    if (problem) return `${config.id}: "${expression}": ${problem}`;
  }
  return null;
}

/** Thrown when an app registers something that cannot be run. */
export class InvalidRegistrationError extends Error {
  override name = 'InvalidRegistrationError';
}

/** Remembers which functions exist; the database has the truth, memory has the copy that is matched against. */
export class Registry {
  readonly #database: Database;
  #functions = new Map<string, RegisteredFunction>();
  #byTrigger = new Map<string, FunctionConfig[]>();
  #byCancel = new Map<string, FunctionConfig[]>();

  /** Prepares an empty registry; {@link Registry.load} fills it. */
  constructor(database: Database) {
    this.#database = database;
  }

  /** Every function that is not archived. */
  get functions(): Iterable<RegisteredFunction> {
    return this.#functions.values();
  }

  /** Finds a function by its full id, or null. */
  find(id: string): RegisteredFunction | null {
    return this.#functions.get(id) ?? null;
  }

  /** Finds the functions with a trigger of exactly this name or wildcard. */
  triggeredBy(pattern: string): readonly FunctionConfig[] {
    return this.#byTrigger.get(pattern) ?? [];
  }

  /** Finds the functions whose runs an event of this name may cancel. */
  cancelledBy(eventName: string): readonly FunctionConfig[] {
    return this.#byCancel.get(eventName) ?? [];
  }

  /** Reads the functions from the database. */
  async load(): Promise<void> {
    const rows = await this.#database.query<{ config: unknown }>(
      'SELECT config FROM function WHERE archived_at IS NULL ORDER BY id',
    );
    this.#functions = new Map();
    this.#byTrigger = new Map();
    this.#byCancel = new Map();
    for (const row of rows) this.#remember(functionConfig.parse(row.config));
  }

  #remember(config: FunctionConfig): void {
    const registered = toFunction(config);
    if (!registered) return;
    this.#functions.set(config.id, registered);
    const triggers = config.triggers.flatMap((trigger) => ('event' in trigger ? [trigger.event] : []));
    for (const name of new Set(triggers)) {
      this.#byTrigger.set(name, [...(this.#byTrigger.get(name) ?? []), config]);
    }
    for (const name of new Set((config.cancel ?? []).map((cancel) => cancel.event))) {
      this.#byCancel.set(name, [...(this.#byCancel.get(name) ?? []), config]);
    }
  }

  /**
   * Replaces what is known of an app: functions it no longer has are archived. Returns whether anything changed.
   * `onChange` runs in the same transaction.
   * @throws InvalidRegistrationError when a function cannot be run as it is configured.
   */
  async register(body: Registration, onChange: (tx: Queries) => Promise<void>): Promise<boolean> {
    const url = appUrl(body.url);
    const problem = body.functions.map(configProblem).find((text) => text !== null);
    if (problem) throw new InvalidRegistrationError(problem);
    const checksum = digest(canonicalJson(parseJson(JSON.stringify(body.functions))));
    const name = body.appName ?? body.app_id ?? url;
    const changed = await this.#database.transaction(async (tx) => {
      const [known] = await tx.query<{ checksum: string }>(
        `SELECT checksum FROM app WHERE url = $1 AND $2 =
           (SELECT count(*) FROM function WHERE app_url = $1 AND archived_at IS NULL) FOR UPDATE`,
        [url, body.functions.length],
      );
      await tx.query(
        `INSERT INTO app (url, name, framework, sdk, checksum, synced_at) VALUES ($1, $2, $3, $4, $5, now())
         ON CONFLICT (url) DO UPDATE SET name = excluded.name, framework = excluded.framework,
           sdk = excluded.sdk, checksum = excluded.checksum, synced_at = now()`,
        [url, name, body.framework ?? '', body.sdk ?? '', checksum],
      );
      if (known?.checksum === checksum) return false;
      for (const config of body.functions) {
        await tx.query(
          `INSERT INTO function (id, app_url, config) VALUES ($1, $2, $3)
           ON CONFLICT (id) DO UPDATE SET app_url = excluded.app_url, config = excluded.config, archived_at = NULL`,
          [config.id, url, JSON.stringify(config)],
        );
      }
      // The same app may have moved to another address: what it no longer has there is gone as well.
      await tx.query(
        `UPDATE function SET archived_at = now(), app_url = $1
         WHERE app_url IN (SELECT url FROM app WHERE name = $2) AND archived_at IS NULL AND NOT id = ANY ($3)`,
        [url, name, body.functions.map((config) => config.id)],
      );
      await tx.query('DELETE FROM app WHERE name = $1 AND url <> $2', [name, url]);
      await onChange(tx);
      return true;
    });
    if (changed) await this.load();
    return changed;
  }

  /** Lists the apps that ever registered. */
  async apps(): Promise<RegisteredApp[]> {
    return this.#database.query<RegisteredApp & Record<string, unknown>>(
      'SELECT url, name, framework, sdk, synced_at FROM app ORDER BY url',
    );
  }
}

/** Reduces an endpoint's URL to the part that names the app, without query and fragment. */
function appUrl(url: string): string {
  const parsed = new URL(url);
  parsed.search = '';
  parsed.hash = '';
  return parsed.href;
}
