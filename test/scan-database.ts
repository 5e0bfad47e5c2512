import { z } from 'zod';
import { testDb } from './test-db';

const tables = z.array(z.object({ name: z.string() }));
const hits = z.array(z.object({ count: z.bigint() }));

/** Looks for a word in every column of every table of every schema, as text and as bytes; returns where it is. */
export async function scanDatabase(word: string): Promise<{ found: string[]; scanned: number }> {
  const db = testDb();
  const all = tables.parse(
    await db.$queryRaw`
      SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
      WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const hex = Buffer.from(word).toString('hex');
  const found: string[] = [];
  for (const { name } of all) {
    // The text of a row has every column in it: json as it is, bytes in hexadecimal digits.
    const [row] = hits.parse(
      await db.$queryRawUnsafe(
        `SELECT count(*) AS count FROM ${name} AS t WHERE position($1 IN t::text) > 0 OR position($2 IN t::text) > 0`,
        word,
        hex,
      ),
    );
    if (row !== undefined && row.count > 0n) found.push(name);
  }
  return { found, scanned: all.length };
}
