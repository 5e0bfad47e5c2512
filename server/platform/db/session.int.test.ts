import { Pool } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createDb, primaryPool } from '@/server/platform/db';
import { newId } from '@/server/platform/ids';
import { testDb } from '@/test/test-db';

const named = z.object({ name: z.string() });

/** A database whose own zone is not UTC, as somebody's server may have it. */
async function setZone(zone: string | null): Promise<void> {
  const { rows } = await primaryPool().query('SELECT current_database() AS name');
  const { name } = named.parse(rows[0]);
  const change = zone === null ? 'RESET timezone' : `SET timezone TO '${zone}'`;
  await primaryPool().query(`ALTER DATABASE "${name}" ${change}`);
}

beforeEach(async () => await setZone('Asia/Kolkata'));
afterEach(async () => await setZone(null));

describe('a session', () => {
  it('is in UTC whatever the database says, so that a time means the same in raw and typed queries', async () => {
    // Connections that are open keep their zone; those of a pool with the same settings begin with the new one.
    const pool = new Pool({ ...primaryPool().options, max: 1 });
    const db = createDb(pool);
    const at = new Date('2026-11-23T10:00:00.000Z');
    const id = newId();
    await db.outboxEvent.create({ data: { id, name: 'test/happened', data: {}, createdAt: at } });
    const epoch = await db.$queryRaw`
      SELECT extract(epoch FROM created_at)::float8 AS seconds, created_at = ${at} AS same
      FROM outbox_events WHERE id = ${id}::uuid`;
    expect(epoch).toEqual([{ seconds: at.getTime() / 1_000, same: true }]);
    await db.$disconnect();
    await pool.end();
    expect((await testDb().outboxEvent.findFirstOrThrow()).createdAt).toEqual(at);
  });
});
