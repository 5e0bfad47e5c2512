import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { notInCopies, personalAreas } from '@/server/domains/privacy/personal-areas';
import { testDb } from '@/test/test-db';

const reference = z.object({
  table_name: z.string(),
  target: z.string().nullable(),
  column_name: z.string(),
});

/** Columns that can name a person although no constraint says so. */
const personal =
  /^(user|actor|owner|author|learner|instructor|impersonator|on_behalf_of|invited_by|created_by)_id$/;

/** Tables of things, not of people: a chain of references through them ends here. */
const things = ['assets', 'course_staff', 'course_versions', 'certificates'];

async function references() {
  return z.array(reference).parse(
    await testDb().$queryRaw`
      SELECT c.table_name::text, c.column_name::text, target.relname::text AS target
      FROM information_schema.columns c
      JOIN information_schema.tables t USING (table_schema, table_name)
      LEFT JOIN pg_attribute a ON a.attrelid = format('%I.%I', c.table_schema, c.table_name)::regclass
        AND a.attname = c.column_name
      LEFT JOIN pg_constraint k ON k.contype = 'f' AND k.conrelid = a.attrelid AND a.attnum = ANY (k.conkey)
      LEFT JOIN pg_class target ON target.oid = k.confrelid
      WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'`,
  );
}

/** Every table with rows that belong to a person, directly or through rows that do. */
async function personalTables(): Promise<Set<string>> {
  const all = await references();
  const found = new Set(['users']);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const { table_name, column_name, target } of all) {
      const isOwned = target !== null && found.has(target) && !things.includes(target);
      if (isOwned || personal.test(column_name)) found.add(table_name);
    }
  }
  return found;
}

describe('the copy of a person’s data', () => {
  it('has every table with rows of people, or says why not', async () => {
    const covered = new Set([...personalAreas.flatMap(({ tables }) => tables), ...Object.keys(notInCopies)]);
    const missing = [...(await personalTables())].filter((table) => !covered.has(table));
    expect(missing).toEqual([]);
  });

  it('finds the tables it is meant to find', async () => {
    const found = await personalTables();
    for (const table of ['answers', 'lesson_progress', 'audit_entries', 'idempotency_records', 'sessions']) {
      expect(found).toContain(table);
    }
    expect(found).not.toContain('courses');
  });

  it('names each file once', () => {
    const names = personalAreas.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
