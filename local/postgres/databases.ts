import { Client, escapeIdentifier } from 'pg';

/** The URL of another database on the same server, with the same credentials. */
function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.toString();
}

/**
 * Makes sure a database of that name exists and returns its URL; two callers at once get the same one.
 * With `template`, a new database starts as a copy of that one (which nobody may be connected to).
 */
export async function createDatabase(serverUrl: string, name: string, template?: string): Promise<string> {
  const source = template === undefined ? '' : ` TEMPLATE ${escapeIdentifier(template)} STRATEGY FILE_COPY`;
  await withClient(serverUrl, async (client) => {
    try {
      await client.query(`CREATE DATABASE ${escapeIdentifier(name)}${source}`);
    } catch (error) {
      if (!isDuplicateDatabase(error)) throw error;
    }
  });
  return databaseUrl(serverUrl, name);
}

/** Removes a database and disconnects whoever is still in it; nothing happens when there is none. */
export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await withClient(serverUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
  });
}

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** Of two concurrent creations the later one may see either the finished row or the index entry in the making. */
function isDuplicateDatabase(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '42P04' || error.code === '23505');
}
