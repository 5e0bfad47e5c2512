import { Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import { createDb, type Db, isDatabaseUnavailable, isUnstorableText } from '@/server/platform/db';
import { testDb } from '@/test/test-db';

async function failuresOf(db: Db): Promise<unknown[]> {
  const calls = [
    async () => await db.user.findFirst(),
    async () => await db.$queryRaw`SELECT 1`,
    async () => await db.$transaction(async (tx) => await tx.user.count()),
  ];
  return await Promise.all(
    calls.map(
      async (call) =>
        await call().then(
          () => 'it answered',
          (error: unknown) => error,
        ),
    ),
  );
}

describe('a database that cannot be asked', () => {
  it('is known as such when every connection is taken', async () => {
    const pool = new Pool({
      connectionString: process.env['DATABASE_URL'],
      max: 1,
      connectionTimeoutMillis: 1_500,
    });
    const taken = await pool.connect();
    const failures = await failuresOf(createDb(pool));
    taken.release();
    await pool.end();
    expect(failures.map(isDatabaseUnavailable)).toEqual([true, true, true]);
  });

  it('is known as such when nobody listens', async () => {
    const pool = new Pool({ connectionString: 'postgresql://127.0.0.1:9/nothing' });
    expect((await failuresOf(createDb(pool))).map(isDatabaseUnavailable)).toEqual([true, true, true]);
    await pool.end();
  });

  it('is another thing than a refused query or a defect', async () => {
    const refused = await testDb().$queryRaw`SELECT 1 / 0`.catch((error: unknown) => error);
    expect([refused, new Error('a defect'), undefined].map(isDatabaseUnavailable)).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('a text that cannot be kept', () => {
  it('is known by the answer of PostgreSQL', async () => {
    const name = 'a\u0000b';
    const failures = await Promise.all([
      testDb()
        .user.findFirst({ where: { name } })
        .catch((error: unknown) => error),
      testDb().$queryRaw`SELECT ${name}::text`.catch((error: unknown) => error),
      testDb().$queryRaw`SELECT ${'{"a":"\\u0000"}'}::jsonb`.catch((error: unknown) => error),
    ]);
    expect(failures.map(isUnstorableText)).toEqual([true, true, true]);
    expect(isUnstorableText(await testDb().$queryRaw`SELECT 1 / 0`.catch((error: unknown) => error))).toBe(
      false,
    );
  });
});
