import { setMaxListeners } from 'node:events';
import pg from 'pg';
import { reconnectDelay } from '../backoff';
import type { Log } from '../log';
import { SCHEMA_SQL } from './schema';

/** Guards the schema against a second executor; any fixed number does. */
const LOCK_KEY = 4_937_021_188;
/** A killed predecessor's session lingers until the server notices; a living one keeps the lock. */
const LOCK_PATIENCE_MS = 10_000;

/** Runs statements, inside or outside a transaction. */
export interface Queries {
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** Thrown when another executor already works on the same database. */
export class AlreadyRunningError extends Error {
  override name = 'AlreadyRunningError';
}

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);

/** Tells whether an error means the server was out of reach or gave up, so that the same work may succeed later. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // 08 connection, 57P shutdown, 53 resources, 40 deadlock or serialisation; pg reports a lost socket by message only.
  if (error instanceof pg.DatabaseError) return /^(08|57P|53|40)/.test(code);
  return (
    UNREACHABLE.has(code) ||
    /connection (terminated|error|timeout)|timeout (exceeded|expired)/i.test(error.message)
  );
}

function queries(client: pg.Pool | pg.PoolClient): Queries {
  return {
    query: async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(text, [...values])).rows,
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}

/**
 * A session may be lost in the same packet that hands it to whoever waits for it, before that one can listen: what
 * it does next fails with the loss. Without a listener of its own the loss would end the process.
 */
function surviveLoss(client: pg.PoolClient): void {
  client.on('error', () => undefined);
}

/**
 * The executor's connection to PostgreSQL. It holds an advisory lock on a session of its own for as long as it
 * works, and comes back by itself, with backoff, when the server goes away.
 */
export class Database implements Queries {
  readonly #pool: pg.Pool;
  readonly #url: string;
  readonly #log: Log;
  readonly #closing = new AbortController();
  #lock: pg.Client | null = null;

  /** Prepares a connection; nothing is contacted before {@link Database.acquire}. */
  constructor(url: string, log: Log) {
    this.#url = url;
    this.#log = log;
    // Every answer that waits for the server listens, and there may be as many as calls under way.
    setMaxListeners(0, this.#closing.signal);
    this.#pool = new pg.Pool({
      connectionString: url,
      max: 8,
      connectionTimeoutMillis: 10_000,
      options: '-c search_path=inngest_local',
    });
    this.#pool.on('error', (error) => this.#log.warn('database connection lost', { error }));
    this.#pool.on('connect', surviveLoss);
  }

  /** Whether the lock is held, so that work may be taken up. */
  get isHeld(): boolean {
    return this.#lock !== null;
  }

  /**
   * Returns once the server is reached, the schema is there and the lock is held; waits as long as it takes.
   * @throws AlreadyRunningError when another executor holds the lock.
   */
  async acquire(): Promise<void> {
    const since = Date.now();
    for (let failures = 0; !this.#lock && !this.#closing.signal.aborted; failures++) {
      const client = new pg.Client({ connectionString: this.#url, keepAlive: true });
      try {
        client.on('error', () => this.#release(client));
        client.on('end', () => this.#release(client));
        await client.connect();
        const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [
          LOCK_KEY,
        ]);
        if (rows[0]?.held) {
          await client.query(`BEGIN; ${SCHEMA_SQL}; COMMIT`);
          this.#lock = client;
          return;
        }
        await client.end();
        if (Date.now() - since > LOCK_PATIENCE_MS) {
          throw new AlreadyRunningError('another executor is already running on this database');
        }
      } catch (error) {
        await client.end().catch(() => undefined);
        if (error instanceof AlreadyRunningError || !isTransient(error)) throw error;
        if (failures % 20 === 0) this.#log.warn('waiting for the database', { error });
      }
      await pause(reconnectDelay(failures), this.#closing.signal);
    }
  }

  #release(client: pg.Client): void {
    if (this.#lock === client) {
      this.#lock = null;
      this.#log.warn('database session lost');
    }
  }

  /** Runs one statement on its own. */
  async query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return queries(this.#pool).query<Row>(text, values);
  }

  /** Runs `work` in one transaction; everything it wrote is gone when it throws. */
  async transaction<T>(work: (tx: Queries) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const result = await work(queries(client));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: unknown) => {
        broken = failure instanceof Error ? failure : new Error(String(failure));
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** Runs `work`, and again with backoff while the server is out of reach or refuses for a reason that passes. */
  async #retrying<T>(work: () => Promise<T>): Promise<T> {
    for (let failures = 0; ; failures++) {
      try {
        return await work();
      } catch (error) {
        if (this.#closing.signal.aborted || !isTransient(error)) throw error;
        await pause(reconnectDelay(failures), this.#closing.signal);
      }
    }
  }

  /**
   * Runs `work` in a transaction until it is committed, however long the server is away. `work` must tolerate that a
   * previous try was committed although its answer was lost.
   */
  persist<T>(work: (tx: Queries) => Promise<T>): Promise<T> {
    return this.#retrying(() => this.transaction(work));
  }

  /** Reads, however long the server is away. */
  read<T>(work: (db: Queries) => Promise<T>): Promise<T> {
    return this.#retrying(() => work(this));
  }

  /** Gives up the lock and every connection; work that waits for the server fails. */
  async close(): Promise<void> {
    this.#closing.abort();
    const lock = this.#lock;
    this.#lock = null;
    await lock?.end().catch(() => undefined);
    await this.#pool.end().catch(() => undefined);
  }
}
