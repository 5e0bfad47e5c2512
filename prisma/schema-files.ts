import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MigrationList, SchemasContainer } from '@prisma/schema-engine-wasm/schema_engine_bg';

/** Folder of the schema, one file per domain. */
const schemaDir = join(import.meta.dirname, 'schema');

/** Folder of the migrations, in Prisma's own format. */
export const migrationsDir = join(import.meta.dirname, 'migrations');

/** One migration as it lies on disk. */
export interface MigrationFile {
  readonly name: string;
  readonly sql: string;
}

/** Returns every schema file with its content, sorted by path. */
export async function readSchema(dir: string = schemaDir): Promise<SchemasContainer> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.prisma')).sort();
  const files = await Promise.all(
    names.map(async (name) => ({ path: join(dir, name), content: await readFile(join(dir, name), 'utf8') })),
  );
  return { files };
}

/** Returns every migration, oldest first; a migrations folder that does not exist has none. */
export async function readMigrations(dir: string = migrationsDir): Promise<MigrationFile[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names
      .sort()
      .map(async (name) => ({ name, sql: await readFile(join(dir, name, 'migration.sql'), 'utf8') })),
  );
}

/** Returns the migrations in the shape the schema engine takes. */
export function toMigrationList(
  migrations: readonly MigrationFile[],
  baseDir: string = migrationsDir,
): MigrationList {
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}

/** Returns a short hash that changes exactly when one of the texts does. */
export function fingerprint(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length}:`).update(text);
  return hash.digest('hex').slice(0, 16);
}
