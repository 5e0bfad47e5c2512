import { parseArgs } from 'node:util';
import type { SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { Client, DatabaseError } from 'pg';
import { editedError, failedError, lockedError, rejectedError, unreachableError } from './migration-error';
import { withSchemaEngine } from './schema-engine';
import { type MigrationFile, readMigrations, toMigrationList } from './schema-files';

/** Any constant will do, as long as every process that migrates takes the same one. */
const advisoryLockKey = 5_237_180_114;
const lockTimeoutSeconds = 60;
const connectTimeoutMs = 10_000;
const lockNotAvailable = '55P03';
const noFilters = { externalTables: [], externalEnums: [] };

/** What `migrate` may be told. */
export interface MigrateOptions {
  /** Called for each migration that was applied, in order, after the engine has recorded it. */
  readonly onApplied?: (name: string) => void;
  /** The migrations to apply; those of the repository when absent. */
  readonly migrations?: readonly MigrationFile[];
}

/** Holds the lock on a connection of its own, so that it falls with the process whatever happens. */
async function withMigrationLock<T>(databaseUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: connectTimeoutMs });
  // Without a listener, a server that goes away while the engine works would end the process.
  client.on('error', () => undefined);
  await client.connect().catch((cause: unknown) => {
    throw unreachableError(databaseUrl, cause);
  });
  try {
    await client.query(`SET lock_timeout = '${lockTimeoutSeconds}s'`);
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLockKey]).catch((cause: unknown) => {
      const isTimeout = cause instanceof DatabaseError && cause.code === lockNotAvailable;
      throw isTimeout ? lockedError(lockTimeoutSeconds, cause) : cause;
    });
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Throws the error that names the migration PostgreSQL refused; its history row is the one left open. */
async function explain(client: Client, migrations: readonly MigrationFile[], cause: unknown): Promise<never> {
  if (!(cause instanceof DatabaseError)) throw cause;
  const { rows } = await client.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL',
  );
  const open = migrations.find(({ name }) => rows.some((row) => row.name === name));
  throw open ? rejectedError(open.name, open.sql, cause) : cause;
}

async function applyPending(
  engine: SchemaEngine,
  migrations: readonly MigrationFile[],
): Promise<readonly string[]> {
  const input = { migrationsList: toMigrationList(migrations), filters: noFilters };
  const found = await engine.diagnoseMigrationHistory({ ...input, optInToShadowDatabase: false });
  const [failed] = found.failedMigrationNames;
  if (failed !== undefined) throw failedError(failed);
  const [edited] = found.editedMigrationNames;
  if (edited !== undefined) throw editedError(edited);
  const { appliedMigrationNames } = await engine.applyMigrations(input);
  return appliedMigrationNames;
}

/**
 * Brings the database at `databaseUrl` to the newest migration; when it already is, nothing is written.
 *
 * Two callers at once wait for each other, and the second finds nothing to do. A migration runs as one transaction
 * (unless it is the single statement that may not), so a refused one leaves nothing but its mark in the history.
 * The history is Prisma's own (`_prisma_migrations`): `prisma migrate deploy` can go on where this stopped, and the
 * other way round. A database that is ahead (an older release beside a newer one) is left alone.
 *
 * @returns the names of the migrations that were applied
 * @throws MigrationError when the database cannot be reached, or its history does not allow to go on
 */
export async function migrate(databaseUrl: string, options: MigrateOptions = {}): Promise<readonly string[]> {
  const migrations = options.migrations ?? (await readMigrations());
  return withMigrationLock(databaseUrl, async (client) => {
    const applied = await withSchemaEngine(databaseUrl, (engine) => applyPending(engine, migrations)).catch(
      (cause: unknown) => explain(client, migrations, cause),
    );
    for (const name of applied) options.onApplied?.(name);
    return applied;
  });
}

/**
 * Marks the failed migration `name` as rolled back, so that the next `migrate` runs it again.
 *
 * @throws Error of the engine, when `name` has not failed
 */
export async function markRolledBack(databaseUrl: string, name: string): Promise<void> {
  await withMigrationLock(databaseUrl, () =>
    withSchemaEngine(databaseUrl, (engine) => engine.markMigrationRolledBack({ migrationName: name })),
  );
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { 'rolled-back': { type: 'string' } } });
  const databaseUrl = process.env['DATABASE_URL'];
  if (!databaseUrl)
    throw new Error('DATABASE_URL is not set. (`npm start` migrates the embedded database by itself.)');
  if (values['rolled-back'] !== undefined) await markRolledBack(databaseUrl, values['rolled-back']);
  const applied = await migrate(databaseUrl, { onApplied: (name) => console.info(`applied ${name}`) });
  if (applied.length === 0) console.info('The database is up to date.');
}

if (process.argv[1] === import.meta.filename) {
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
