import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { diffSchema } from './diff';
import { migrationsDir, readMigrations } from './schema-files';
import { withScratchDatabase } from './scratch-database';

const emptyMigration = '-- Nothing in prisma/schema asks for this migration: write its SQL by hand.\n';
const lockfile = `# Read by Prisma; keep it under version control.\nprovider = "postgresql"\n`;

function folderName(now: Date, name: string): string {
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 14);
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  if (slug === '') throw new Error('Name the migration: npm run db:new -- <what it does>');
  return `${stamp}_${slug}`;
}

/**
 * Writes a migration that leads from the present migrations to the schema, for a person to read and complete.
 *
 * @returns the path of its `migration.sql`
 */
export async function newMigration(name: string, now: Date): Promise<string> {
  const dir = join(migrationsDir, folderName(now, name));
  const migrations = await readMigrations();
  const sql = await withScratchDatabase((databaseUrl) => diffSchema(databaseUrl, migrations));
  const file = join(dir, 'migration.sql');
  await mkdir(dir, { recursive: true });
  await writeFile(file, sql === '' ? emptyMigration : `${sql}\n`);
  await writeFile(join(migrationsDir, 'migration_lock.toml'), lockfile);
  return file;
}

if (process.argv[1] === import.meta.filename) {
  const { positionals } = parseArgs({ allowPositionals: true });
  const file = await newMigration(positionals.join(' '), new Date());
  console.info(
    `Wrote ${relative(process.cwd(), file)}. Read it, add what Prisma cannot express, then run npm run db:check.`,
  );
}
