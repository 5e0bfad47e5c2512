import { describe, expect, it } from 'vitest';
import { acceptTerms } from '@/server/domains/privacy';
import { newId } from '@/server/platform/ids';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fixedClock, testNow } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

const system = () => ({ db: testDb(), clock: fixedClock() });

describe('what people agree to', () => {
  it('is on record once for an account, however often and at once it is told', async () => {
    const { id: userId } = await testFactory().user();
    const person = { id: userId, role: 'learner' } as const;
    await Promise.all(
      Array.from({ length: 10 }, async () => await acceptTerms(system(), { userId, at: testNow })),
    );
    const { items, wantsMarketingMail } = await callAs(person).privacy.consents();
    expect(items.map(({ kind }) => kind).sort()).toEqual(['privacy', 'terms']);
    expect(items.every(({ givenAt }) => givenAt.getTime() === testNow.getTime())).toBe(true);
    expect(wantsMarketingMail).toBe(false);
    const rows = await testDb().auditEntry.findMany({ select: { action: true, subjectId: true } });
    expect(rows).toEqual(Array.from({ length: 2 }, () => ({ action: 'consent.given', subjectId: userId })));
  });

  it('is asked anew when the text is another', async () => {
    const { id: userId } = await testFactory().user();
    const earlier = new Date(testNow.getTime() - 1_000);
    const data = { id: newId(), userId, kind: 'terms', version: '2020-01', givenAt: earlier };
    await testDb().consent.create({ data });
    await acceptTerms(system(), { userId, at: testNow });
    const { items } = await callAs({ id: userId, role: 'learner' }).privacy.consents();
    expect(items.filter(({ kind }) => kind === 'terms')).toHaveLength(2);
  });

  it('leaves alone who is not there or has been erased', async () => {
    const { id: userId } = await testFactory().user({ erasedAt: testNow });
    await acceptTerms(system(), { userId, at: testNow });
    await acceptTerms(system(), { userId: newId(), at: testNow });
    expect(await testDb().consent.count()).toBe(0);
  });

  it('is given and withdrawn once, also when ten ask at once, and what was stays on record', async () => {
    const factory = testFactory();
    const { id } = await factory.user();
    const other = { id: (await factory.user()).id, role: 'learner' } as const;
    const me = callAs({ id, role: 'learner' });
    const set = async (isWanted: boolean) =>
      await Promise.all(Array.from({ length: 10 }, async () => await me.privacy.setMarketing({ isWanted })));
    await set(true);
    expect(await me.privacy.consents()).toMatchObject({
      wantsMarketingMail: true,
      items: [{ withdrawnAt: null }],
    });
    await set(false);
    const { items, wantsMarketingMail } = await me.privacy.consents();
    expect([items.length, items[0]?.withdrawnAt, wantsMarketingMail]).toEqual([1, testNow, false]);
    expect((await callAs(other).privacy.consents()).items).toEqual([]);
    const actions = await testDb().auditEntry.findMany({ select: { action: true }, orderBy: { seq: 'asc' } });
    expect(actions.map(({ action }) => action)).toEqual(['consent.given', 'consent.withdrawn']);
  });
});
