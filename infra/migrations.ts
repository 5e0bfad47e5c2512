/// <reference path="../.sst/platform/config.d.ts" />

import { join } from 'node:path';
import packageJson from '../package.json';
import { fingerprint, readMigrations } from '../prisma/schema-files';
import { type Database, databaseTrust } from './database';

const engine = '@prisma/schema-engine-wasm';

/**
 * Brings the database to the newest migration as a step of the deploy, whenever the migrations changed. A migration that
 * PostgreSQL refuses fails the deploy; what waits for the returned step is not touched then.
 */
export async function migrateDatabase(vpc: sst.aws.Vpc, database: Database) {
  const migrations = await readMigrations(join($cli.paths.root, 'prisma/migrations'));
  const migrator = new sst.aws.Function('Migrator', {
    description: 'Applies database migrations',
    handler: 'infra/migrate.handler',
    runtime: 'nodejs24.x',
    timeout: '15 minutes',
    memory: '512 MB',
    vpc,
    copyFiles: [{ from: 'prisma/migrations' }],
    // Linked by hand from a file beside it, so it cannot be bundled.
    nodejs: { install: { [engine]: packageJson.devDependencies[engine] } },
    environment: { DATABASE_URL: database.url, ...databaseTrust },
  });
  return new aws.lambda.Invocation('Migration', {
    functionName: migrator.name,
    input: '{}',
    triggers: { database: database.id, migrations: fingerprint(migrations.map(({ sql }) => sql)) },
  });
}
