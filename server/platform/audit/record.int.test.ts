import { describe, expect, it } from 'vitest';
import { genesisHash } from '@/server/platform/audit/entry';
import { recordAudit } from '@/server/platform/audit/record';
import { transact } from '@/server/platform/db';
import { newId } from '@/server/platform/ids';
import { fixedClock } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

const ctx = { actor: { kind: 'system', name: 'test' }, clock: fixedClock() } as const;
const subject = { type: 'user', id: newId() } as const;

async function record(): Promise<void> {
  await transact(testDb(), async (tx) => await recordAudit(tx, ctx, { action: 'user.suspended', subject }));
}

describe('the audit log', () => {
  it('is one chain without gaps, also when ten write at once', async () => {
    await Promise.all(Array.from({ length: 10 }, record));
    const rows = await testDb().auditEntry.findMany({ orderBy: { seq: 'asc' } });
    expect(rows.map(({ seq }) => Number(seq))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const previous = [genesisHash, ...rows.map(({ hash }) => hash)].slice(0, -1);
    expect(rows.map(({ previousHash }) => previousHash)).toEqual(previous);
  });

  it('has nothing of an act that did not happen', async () => {
    const failing = transact(testDb(), async (tx) => {
      await recordAudit(tx, ctx, { action: 'user.suspended', subject });
      throw new Error('the act fails');
    });
    await expect(failing).rejects.toThrow('the act fails');
    expect(await testDb().auditEntry.count()).toBe(0);
  });

  it('names both identities of who acts as somebody else', async () => {
    const [impersonatorId, userId] = [newId(), newId()];
    const session = { id: newId(), provenAt: fixedClock().now(), impersonatorId };
    const actor = { kind: 'user', userId, role: 'learner', session } as const;
    const act = { action: 'profile.changed', subject } as const;
    await transact(testDb(), async (tx) => await recordAudit(tx, { ...ctx, actor }, act));
    const [row] = await testDb().auditEntry.findMany();
    expect(row).toMatchObject({ actorId: impersonatorId, onBehalfOfId: userId });
  });

  it('cannot be changed or shortened by the application', async () => {
    await record();
    for (const statement of [
      "UPDATE audit_entries SET action = 'other'",
      'DELETE FROM audit_entries',
      'TRUNCATE audit_entries',
    ]) {
      await expect(testDb().$executeRawUnsafe(statement)).rejects.toThrow('append-only');
    }
  });
});
