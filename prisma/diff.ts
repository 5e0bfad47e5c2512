import { withSchemaEngine } from './schema-engine';
import { type MigrationFile, readSchema, toMigrationList } from './schema-files';

const nothingToDo = /^\s*-- This is an empty migration\.\s*$/;

/**
 * Returns the SQL that leads from the migrations to the schema, empty when they agree.
 *
 * What Prisma has no word for does not count as a difference: CHECK and EXCLUDE constraints, partial and expression
 * indexes, extensions, functions, triggers, views. Plain columns and indexes do (docs/database.md).
 *
 * @param databaseUrl of a server on which a shadow database may be created
 */
export async function diffSchema(databaseUrl: string, migrations: readonly MigrationFile[]): Promise<string> {
  const schema = await readSchema();
  const { stdout } = await withSchemaEngine(databaseUrl, (engine) =>
    engine.diff({
      from: { tag: 'migrations', ...toMigrationList(migrations) },
      to: { tag: 'schemaDatamodel', ...schema },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  const sql = stdout ?? '';
  return nothingToDo.test(sql) ? '' : sql.trim();
}
