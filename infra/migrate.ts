import { join } from 'node:path';
import { migrate } from '../prisma/migrate';
import { readMigrations } from '../prisma/schema-files';

/**
 * Applies the migrations packed beside it, and answers with the names of those that were new.
 *
 * @throws MigrationError when PostgreSQL refused one; the deploy that called stops.
 */
export async function handler(): Promise<{ readonly applied: readonly string[] }> {
  // biome-ignore lint/style/noProcessEnv: a function on AWS is told its settings this way.
  const { DATABASE_URL: databaseUrl, LAMBDA_TASK_ROOT: root } = process.env;
  if (!databaseUrl || !root) throw new Error('DATABASE_URL and LAMBDA_TASK_ROOT must be set.');
  const migrations = await readMigrations(join(root, 'prisma/migrations'));
  if (migrations.length === 0) throw new Error('No migration was packed with this function.');
  return { applied: await migrate(databaseUrl, { migrations }) };
}
