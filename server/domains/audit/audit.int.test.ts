import { describe, expect, it } from 'vitest';
import { type AuditedAct, recordAudit } from '@/server/platform/audit/record';
import { verifyChain } from '@/server/platform/audit/verify';
import { transact } from '@/server/platform/db';
import { newId } from '@/server/platform/ids';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fixedClock, testNow } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

type Person = { readonly id: string; readonly role: 'learner' | 'admin' };

async function actBy({ id: userId, role }: Person, act: AuditedAct, impersonatorId: string | null = null) {
  const session = { id: newId(), provenAt: testNow, impersonatorId };
  const actor = { kind: 'user', userId, role, session } as const;
  await transact(testDb(), async (tx) => await recordAudit(tx, { actor, clock: fixedClock() }, act));
}

async function school() {
  const factory = testFactory();
  const admin = { ...(await factory.user({ role: 'admin', name: 'Ada Admin' })), role: 'admin' } as const;
  const learner = { ...(await factory.user({ name: 'Lea Learner' })), role: 'learner' } as const;
  const subject = { type: 'user', id: learner.id } as const;
  await actBy(admin, {
    action: 'user.role_changed',
    subject,
    before: { role: 'learner' },
    after: { role: 'instructor' },
  });
  await actBy(learner, { action: 'profile.changed', subject }, admin.id);
  await actBy(learner, { action: 'consent.given', subject, after: { kind: 'terms' } });
  return { admin, learner };
}

describe('the viewer of the audit log', () => {
  it('shows who did what as whom, and what it was before, newest first', async () => {
    const { admin, learner } = await school();
    const { items, nextCursor } = await callAs(admin).audit.list({});
    expect(items.map(({ seq, action }) => [seq, action])).toEqual([
      ['3', 'consent.given'],
      ['2', 'profile.changed'],
      ['1', 'user.role_changed'],
    ]);
    expect(nextCursor).toBeNull();
    expect(items[1]).toMatchObject({
      actor: { id: admin.id, name: 'Ada Admin' },
      onBehalfOf: { id: learner.id, name: 'Lea Learner' },
    });
    expect(items[2]?.changes).toEqual([{ field: 'role', before: 'learner', after: 'instructor' }]);
  });

  it('narrows down by every filter, and to nothing when somebody is not there', async () => {
    const { admin, learner } = await school();
    const day = testNow.toISOString().slice(0, 10);
    const dayBefore = new Date(testNow.getTime() - 86_400_000).toISOString().slice(0, 10);
    const seqs = async (filters: Parameters<ReturnType<typeof callAs>['audit']['list']>[0]) =>
      (await callAs(admin).audit.list(filters)).items.map(({ seq }) => seq);
    expect(await seqs({ who: admin.id })).toEqual(['2', '1']);
    expect(await seqs({ who: ` ${learner.email.toUpperCase()} ` })).toEqual(['3']);
    expect(await seqs({ asWhom: learner.email })).toEqual(['2']);
    expect(await seqs({ action: 'consent.given' })).toEqual(['3']);
    expect(await seqs({ subjectType: 'course' })).toEqual([]);
    expect(await seqs({ subject: learner.email, subjectType: 'user' })).toEqual(['3', '2', '1']);
    expect(await seqs({ from: day, to: day })).toEqual(['3', '2', '1']);
    expect(await seqs({ to: dayBefore })).toEqual([]);
    expect(await seqs({ who: 'nobody@lyceum.test' })).toEqual([]);
    expect(await seqs({ who: 'no id at all' })).toEqual([]);
    expect(await seqs({ who: '', subject: '  ' })).toEqual(['3', '2', '1']);
  });

  it('takes days for those of the reader’s clock, also on the day it changes', async () => {
    const admin = { ...(await testFactory().user({ role: 'admin' })), role: 'admin' } as const;
    for (const at of ['03-28T22:30', '03-28T23:30', '03-29T21:30', '03-29T22:30']) {
      const act = { action: 'audit.exported', subject: { type: 'audit', id: 'log' } } as const;
      const actor = { kind: 'user', userId: admin.id, role: admin.role } as const;
      const clock = fixedClock(new Date(`2026-${at}:00Z`));
      await transact(testDb(), async (tx) => await recordAudit(tx, { actor, clock }, act));
    }
    const onThatDay = async (timeZone: string) => {
      await testDb().profile.update({ where: { userId: admin.id }, data: { timeZone } });
      const { items } = await callAs(admin).audit.list({ from: '2026-03-29', to: '2026-03-29' });
      return items.map(({ seq }) => seq);
    };
    expect(await onThatDay('Europe/Madrid')).toEqual(['3', '2']);
    expect(await onThatDay('America/New_York')).toEqual(['4', '3']);
  });

  it('goes through its pages without gap or repetition, also while rows are added', async () => {
    const { admin, learner } = await school();
    const first = await callAs(admin).audit.list({ limit: 2 });
    await actBy(learner, { action: 'profile.changed', subject: { type: 'user', id: learner.id } });
    const second = await callAs(admin).audit.list({ limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ seq }) => seq)).toEqual(['3', '2', '1']);
    expect(second.nextCursor).toBeNull();
  });

  it('puts on record who took a file and of what, and the file holds no names', async () => {
    const { admin, learner } = await school();
    const file = await callAs(admin).audit.export({ format: 'csv', who: admin.id });
    expect(file).toMatchObject({ rows: 2, isComplete: true, contentType: 'text/csv; charset=utf-8' });
    expect(file.text).not.toContain('Learner');
    const json = await callAs(admin).audit.export({ format: 'json' });
    expect(json.rows).toBe(4);
    const { items } = await callAs(admin).audit.list({ action: 'audit.exported' });
    expect(items.map(({ actor }) => actor?.id)).toEqual([admin.id, admin.id]);
    expect(items[1]?.changes).toContainEqual({ field: 'filters', before: null, after: 'who' });
    expect(await verifyChain(testDb(), null)).toEqual({ sound: 5, broken: null });
    await expect(callAs(learner).audit.list({})).rejects.toThrow('platform/forbidden');
  });
});
