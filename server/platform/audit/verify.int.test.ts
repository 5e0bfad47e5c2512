import { beforeEach, describe, expect, it } from 'vitest';
import { keepAnchor, readAnchor } from '@/server/platform/audit/anchor';
import { hashEntry } from '@/server/platform/audit/entry';
import { type AuditedAct, recordAudit } from '@/server/platform/audit/record';
import { selectEntriesAfter } from '@/server/platform/audit/rows';
import { verifyChain } from '@/server/platform/audit/verify';
import { transact } from '@/server/platform/db';
import { newId } from '@/server/platform/ids';
import { fakeObjectStore } from '@/test/fake-ports';
import { fixedClock } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

const ctx = { actor: { kind: 'system', name: 'test' }, clock: fixedClock() } as const;

async function record(): Promise<void> {
  const act = {
    action: 'user.role_changed',
    subject: { type: 'user', id: newId() },
    before: { role: 'learner' },
    after: { role: 'instructor', courses: ['a', 'b'] },
  } satisfies AuditedAct;
  await transact(testDb(), async (tx) => await recordAudit(tx, ctx, act));
}

/** What somebody does who owns the database: the triggers do not run for them. */
async function tamper(...statements: readonly string[]): Promise<void> {
  await testDb().$transaction(async (tx) => {
    await tx.$executeRawUnsafe('SET LOCAL session_replication_role = replica');
    for (const statement of statements) await tx.$executeRawUnsafe(statement);
  });
}

/** Puts a row with the right hash for its number and the one before it where another one is. */
async function forge(seq: bigint): Promise<void> {
  const [previous, like] = await selectEntriesAfter(testDb(), seq - 2n, 2);
  if (previous === undefined || like === undefined) throw new Error('there is nothing to forge after');
  const { hash: _hash, before: _before, after: _after, ...rest } = like;
  const columns = { ...rest, seq, action: 'user.restored', previousHash: previous.hash };
  const hash = hashEntry({ ...columns, before: null, after: null });
  await testDb().auditEntry.create({ data: { ...columns, hash }, select: { seq: true } });
}

const damages = [
  ['an edited action', { seq: 4n, damage: 'changed' }, ["UPDATE audit_entries SET action='x' WHERE seq=4"]],
  [
    'an edited fact',
    { seq: 4n, damage: 'changed' },
    [`UPDATE audit_entries SET after='{"role":"admin"}' WHERE seq=4`],
  ],
  [
    'facts of another shape',
    { seq: 4n, damage: 'changed' },
    [`UPDATE audit_entries SET after='{"role":{"is":1.5}}' WHERE seq=4`],
  ],
  ['a removed row', { seq: 4n, damage: 'missing' }, ['DELETE FROM audit_entries WHERE seq=4']],
  ['the first row removed', { seq: 1n, damage: 'missing' }, ['DELETE FROM audit_entries WHERE seq=1']],
  [
    'a removed row whose gap was closed',
    { seq: 4n, damage: 'missing' },
    [
      'DELETE FROM audit_entries WHERE seq=4',
      'UPDATE audit_entries SET seq=seq+100 WHERE seq>4',
      'UPDATE audit_entries SET seq=seq-101 WHERE seq>100',
    ],
  ],
  [
    'two rows in each other’s place',
    { seq: 4n, damage: 'reordered' },
    [
      'UPDATE audit_entries SET seq=100 WHERE seq=4',
      'UPDATE audit_entries SET seq=4 WHERE seq=5',
      'UPDATE audit_entries SET seq=5 WHERE seq=100',
    ],
  ],
] as const;

describe('verification of the audit log', () => {
  beforeEach(async () => {
    for (let index = 0; index < 8; index += 1) await record();
  });

  it('finds a log sound that nobody touched, whatever the size of a batch', async () => {
    for (const batch of [1, 3, 4, 8, 9]) {
      expect(await verifyChain(testDb(), null, batch)).toEqual({ sound: 8, broken: null });
    }
  });

  it.each(damages)('names %s', async (_name, broken, statements) => {
    await tamper(...statements);
    const verdict = await verifyChain(testDb(), null, 3);
    expect(verdict).toEqual({ sound: Math.max(0, Number(broken.seq) - 1), broken });
  });

  it('names a row before the first, where the application could put none', async () => {
    const kept = new Error('the constraint stays');
    const looking = transact(testDb(), async (tx) => {
      await tx.$executeRawUnsafe('SET LOCAL session_replication_role = replica');
      await tx.$executeRawUnsafe('ALTER TABLE audit_entries DROP CONSTRAINT audit_entries_seq_positive');
      await tx.$executeRawUnsafe('UPDATE audit_entries SET seq=-1 WHERE seq=4');
      expect(await verifyChain(tx, null)).toEqual({ sound: 0, broken: { seq: -1n, damage: 'inserted' } });
      throw kept;
    });
    await expect(looking).rejects.toBe(kept);
  });

  it('names a row that was put between others, although its own hash is right', async () => {
    await tamper(
      'UPDATE audit_entries SET seq=seq+100 WHERE seq>=4',
      'UPDATE audit_entries SET seq=seq-99 WHERE seq>100',
    );
    await forge(4n);
    expect(await verifyChain(testDb(), null)).toMatchObject({ broken: { seq: 4n, damage: 'inserted' } });
  });

  it('names the row after one whose hash was computed anew', async () => {
    const [row] = await selectEntriesAfter(testDb(), 3n, 1);
    if (row === undefined) throw new Error('there is no row 4');
    const hash = hashEntry({ ...row, action: 'user.restored' });
    await tamper(`UPDATE audit_entries SET action='user.restored', hash='${hash}' WHERE seq=4`);
    expect(await verifyChain(testDb(), null)).toEqual({ sound: 4, broken: { seq: 5n, damage: 'inserted' } });
  });

  it('finds an end that was cut off, by the anchor outside', async () => {
    const store = fakeObjectStore();
    expect(await readAnchor(store)).toBeNull();
    expect(await keepAnchor(testDb(), store, fixedClock())).toBe('kept');
    expect(await keepAnchor(testDb(), store, fixedClock())).toBe('nothing_new');
    await tamper('DELETE FROM audit_entries WHERE seq>6');
    expect(await verifyChain(testDb(), null)).toEqual({ sound: 6, broken: null });
    const anchor = await readAnchor(store);
    expect(await verifyChain(testDb(), anchor)).toEqual({
      sound: 6,
      broken: { seq: 7n, damage: 'truncated' },
    });
    // What proves the damage is not replaced, also when the log has grown to the old length again.
    for (let index = 0; index < 4; index += 1) await record();
    expect(await keepAnchor(testDb(), store, fixedClock())).toBe('broken');
    expect(await readAnchor(store)).toEqual(anchor);
    expect(await verifyChain(testDb(), anchor)).toEqual({
      sound: 7,
      broken: { seq: 8n, damage: 'rewritten' },
    });
  });

  it('finds a log emptied of everything, by the anchor outside', async () => {
    const store = fakeObjectStore();
    await keepAnchor(testDb(), store, fixedClock());
    await tamper('DELETE FROM audit_entries');
    expect(await verifyChain(testDb(), await readAnchor(store))).toEqual({
      sound: 0,
      broken: { seq: 1n, damage: 'truncated' },
    });
  });
});
