import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import { DatabaseError, Pool, type QueryArrayConfig, type QueryArrayResult } from 'pg';
import { execute, withDatabase } from './connection';

const charOid = 18;
const bpcharOid = 1042;

/**
 * A pool that announces the one-letter columns of `pg_catalog` as `bpchar`, and remembers which they were.
 *
 * The adapter refuses their own type, `"char"` (prisma/orm#27403).
 */
class CatalogPool extends Pool {
  readonly #letterColumns = new WeakMap<object, ReadonlySet<number>>();

  constructor(databaseUrl: string) {
    // One session, because the engine takes and expects session state: its advisory lock, its search path.
    super({ connectionString: databaseUrl, max: 1 });
    this.on('error', () => undefined);
    Object.defineProperty(this, 'query', {
      value: (config: QueryArrayConfig) => this.#queryRelabelled(config),
    });
  }

  async #queryRelabelled(config: QueryArrayConfig): Promise<QueryArrayResult> {
    const result = await super.query(config);
    const letters = new Set<number>();
    for (const [index, field] of result.fields.entries()) {
      if (field.dataTypeID !== charOid) continue;
      field.dataTypeID = bpcharOid;
      letters.add(index);
    }
    this.#letterColumns.set(result.rows, letters);
    return result;
  }

  /** Tells which columns of the result with these `rows` hold one letter. */
  letterColumnsOf(rows: object): ReadonlySet<number> {
    return this.#letterColumns.get(rows) ?? new Set();
  }

  /** Runs a script as one message, so that PostgreSQL and not a search for semicolons finds its statements. */
  async runScript(script: string): Promise<void> {
    const client = await this.connect();
    try {
      await client.query(script);
    } finally {
      client.release();
    }
  }
}

/** Gives the schema engine connections on which it can read any schema and run any script of PostgreSQL 18. */
export class EngineAdapterFactory implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = 'postgres';
  readonly adapterName = '@prisma/adapter-pg';
  /** What PostgreSQL said about the last script it refused; the engine passes on only a part of it. */
  scriptError: DatabaseError | undefined;
  readonly #databaseUrl: string;
  readonly #cleanups: (() => Promise<void>)[] = [];

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl;
  }

  /** Opens a pool on the database itself. */
  connect(): Promise<SqlDriverAdapter> {
    return this.#open(this.#databaseUrl);
  }

  /**
   * Opens a pool on an empty database that lives until `close`.
   *
   * `PrismaPg` built from a connection string would hand out the main database, because `pg` lets the string win.
   */
  async connectToShadowDb(): Promise<SqlDriverAdapter> {
    const name = `lyceum_shadow_${randomUUID()}`;
    await execute(this.#databaseUrl, `CREATE DATABASE "${name}"`);
    this.#cleanups.push(() => execute(this.#databaseUrl, `DROP DATABASE "${name}" WITH (FORCE)`));
    return this.#open(withDatabase(this.#databaseUrl, name));
  }

  /** Ends every connection and drops the shadow databases. */
  async close(): Promise<void> {
    for (const cleanup of this.#cleanups.splice(0).reverse()) await cleanup();
  }

  async #open(databaseUrl: string): Promise<SqlDriverAdapter> {
    const pool = new CatalogPool(databaseUrl);
    // The engine frees its adapters without disposing them; an open pool would keep its advisory lock for ten seconds.
    this.#cleanups.push(() => pool.end());
    const adapter = await new PrismaPg(pool).connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      // PostgreSQL 18 lists a one-letter constraint for every NOT NULL column, and as text it stops the engine (prisma/orm#29635).
      for (const index of pool.letterColumnsOf(result.rows))
        result.columnTypes[index] = ColumnTypeEnum.Character;
      return result;
    };
    adapter.executeScript = (script) => pool.runScript(script).catch((cause: unknown) => this.#refuse(cause));
    return adapter;
  }

  #refuse(cause: unknown): never {
    if (!(cause instanceof DatabaseError)) throw cause;
    this.scriptError = cause;
    const { code = '', severity = 'ERROR', message, detail, column, hint } = cause;
    throw new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint });
  }
}
