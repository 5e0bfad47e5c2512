import { withClient } from './connection';
import { diffSchema } from './diff';
import { migrate } from './migrate';
import { findContractions } from './migration-rules';
import { type MigrationFile, readMigrations } from './schema-files';
import { withScratchDatabase } from './scratch-database';

/** Foreign keys whose columns no full index begins with, in any order; invalid and partial indexes do not count. */
const unindexedForeignKeys = `
  SELECT con.conrelid::regclass::text AS table_name, con.conname AS constraint_name
  FROM pg_constraint con
  WHERE con.contype = 'f'
    AND con.connamespace = 'public'::regnamespace
    AND NOT EXISTS (
      SELECT 1 FROM pg_index idx
      WHERE idx.indrelid = con.conrelid
        AND idx.indisvalid
        AND idx.indpred IS NULL
        AND (idx.indkey::int2[])[0:cardinality(con.conkey) - 1] @> con.conkey
    )
  ORDER BY 1, 2`;

interface ForeignKey {
  readonly table_name: string;
  readonly constraint_name: string;
}

/** Returns one line for each foreign key that a delete or join would have to search a whole table for. */
export async function findUnindexedForeignKeys(databaseUrl: string): Promise<readonly string[]> {
  const { rows } = await withClient(databaseUrl, (client) => client.query<ForeignKey>(unindexedForeignKeys));
  return rows.map(
    (row) =>
      `Foreign key ${row.constraint_name} of ${row.table_name} has no index that begins with its columns.`,
  );
}

function describeContractions(migrations: readonly MigrationFile[]): string[] {
  return migrations
    .flatMap(findContractions)
    .map(
      ({ migration, line, reason }) =>
        `Migration ${migration}, line ${line}: ${reason}. If no running release minds any more, say so: -- contract: <why>`,
    );
}

/**
 * Returns what is wrong with the migrations, one text for each finding; none when they are fit to deploy: they lead
 * exactly to the schema, every foreign key has an index, and no one breaks the release before it unannounced.
 */
export async function checkMigrations(): Promise<readonly string[]> {
  const migrations = await readMigrations();
  return withScratchDatabase(async (databaseUrl) => {
    const difference = await diffSchema(databaseUrl, migrations);
    const drift =
      difference === ''
        ? []
        : [`The schema asks for what no migration does:\n\n${difference}\n\nRun npm run db:new -- <name>.`];
    await migrate(databaseUrl, { migrations });
    return [...drift, ...(await findUnindexedForeignKeys(databaseUrl)), ...describeContractions(migrations)];
  });
}

if (process.argv[1] === import.meta.filename) {
  const findings = await checkMigrations();
  for (const finding of findings) console.error(finding);
  if (findings.length === 0) console.info('Schema and migrations agree.');
  else process.exitCode = 1;
}
