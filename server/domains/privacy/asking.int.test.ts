import { text } from 'node:stream/consumers';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import {
  announceDueErasures,
  endExports,
  makeExport,
  openExport,
  withdrawalToken,
} from '@/server/domains/privacy';
import { personalAreas } from '@/server/domains/privacy/personal-areas';
import { env } from '@/server/platform/env';
import { callAsVisitor } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fakeObjectStore } from '@/test/fake-ports';
import { fixedClock, testNow } from '@/test/fixed-clock';
import { canary, plantPerson } from '@/test/planted-person';
import { beginSession, callWithin } from '@/test/session-caller';
import { testDb } from '@/test/test-db';

const dayMs = 86_400_000;
const afterDays = (days: number) => fixedClock(new Date(testNow.getTime() + days * dayMs));
const nothingKept = { keepCertificates: false, keepReviews: false };

async function somebody() {
  const factory = testFactory();
  const user = await factory.user();
  const actor = await beginSession(user.id);
  return { factory, user, actor, me: callWithin(actor) };
}

describe('the copy of everything about a person', () => {
  it('is one archive with a file for each area, their files, and a word to its reader', async () => {
    const { user } = await plantPerson(testFactory());
    await testDb().user.update({ where: { id: user.id }, data: { suspendedAt: null } });
    const me = callWithin(await beginSession(user.id));
    const objectStore = fakeObjectStore();
    await objectStore.put(`public/avatars/${canary}.webp`, 'a picture', { contentType: 'image/webp' });
    await objectStore.put(`private/certificates/${canary}.pdf`, 'a certificate', { contentType: 'x' });
    const { id: exportId } = await me.privacy.requestExport();
    const ctx = { db: testDb(), clock: fixedClock(), objectStore };
    expect(await makeExport(ctx, { exportId })).toBe('made');
    expect(await makeExport(ctx, { exportId })).toBe('not_wanted');

    const bytes = objectStore.objects.get(`private/exports/${exportId}.zip`) ?? Buffer.alloc(0);
    const files = Object.entries(unzipSync(bytes)).map(([name, data]) => [name, strFromU8(data)] as const);
    const named = new Map(files);
    for (const { name } of personalAreas) {
      expect(Array.isArray(JSON.parse(named.get(`data/${name}.json`) ?? '')), name).toBe(true);
    }
    expect(named.get('README.txt')).toContain('Everything Lyceum has about you');
    expect(JSON.parse(named.get('data/account.json') ?? '')).toMatchObject([{ email: user.email }]);
    expect(JSON.parse(named.get('data/attempts.json') ?? '')[0].answers[0].chosen).toHaveLength(1);
    expect(named.get(`files/picture/${canary}.webp`)).toBe('a picture');
    expect([...named.keys()].some((name) => /^files\/certificates\/.+\.pdf$/.test(name))).toBe(true);
    const all = files.map(([, content]) => content).join('');
    for (const secret of ['passwordHash', 'tokenHash', 'sealedSecret', 'codeHash', 'isCorrect', '$argon2']) {
      expect(all).not.toContain(secret);
    }
  });

  it('is made one at a time, also when ten ask at once', async () => {
    const { me } = await somebody();
    const asked = await Promise.allSettled(
      Array.from({ length: 10 }, async () => await me.privacy.requestExport()),
    );
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(me.privacy.requestExport()).rejects.toThrow('privacy/export_open');
  });

  it('is for its owner, for seven days, and then its file is gone', async () => {
    const { factory, actor, me } = await somebody();
    const objectStore = fakeObjectStore();
    const { id: exportId } = await me.privacy.requestExport();
    await expect(me.privacy.fetchExport({ exportId })).rejects.toThrow('privacy/export_not_found');
    await makeExport({ db: testDb(), clock: fixedClock(), objectStore }, { exportId });
    expect(await me.privacy.fetchExport({ exportId })).toEqual({ path: `/api/exports/${exportId}` });
    const other = callWithin(await beginSession((await factory.user()).id));
    await expect(other.privacy.fetchExport({ exportId })).rejects.toThrow('privacy/export_not_found');

    const ctx = { db: testDb(), actor, objectStore };
    const { body } = await openExport({ ...ctx, clock: afterDays(6) }, { exportId });
    expect((await text(body)).length).toBeGreaterThan(100);
    await expect(openExport({ ...ctx, clock: afterDays(7) }, { exportId })).rejects.toThrow(
      'export_not_found',
    );
    expect(await endExports({ ...ctx, clock: afterDays(6) }, 10)).toBe(0);
    expect(await endExports({ ...ctx, clock: afterDays(7) }, 10)).toBe(1);
    expect(objectStore.objects.size).toBe(0);
    expect((await me.privacy.state()).export?.state).toBe('expired');
  });

  it('leaves no file behind when its person is gone before it is made', async () => {
    const { id } = await testFactory().user();
    const me = callWithin(await beginSession(id));
    const { id: exportId } = await me.privacy.requestExport();
    const objectStore = fakeObjectStore();
    const put: typeof objectStore.put = async (...given) => {
      await testDb().dataExport.delete({ where: { id: exportId } });
      await objectStore.put(...given);
    };
    const ctx = { db: testDb(), clock: fixedClock(), objectStore: { ...objectStore, put } };
    expect(await makeExport(ctx, { exportId })).toBe('not_wanted');
    expect(objectStore.objects.size).toBe(0);
  });

  it('that never came may be asked for again', async () => {
    const { me } = await somebody();
    await me.privacy.requestExport();
    await endExports({ db: testDb(), clock: afterDays(1.1), objectStore: fakeObjectStore() }, 10);
    expect((await me.privacy.state()).export?.state).toBe('failed');
    expect((await me.privacy.requestExport()).state).toBe('open');
  });

  it('wants a recent proof, from the person themselves', async () => {
    const { actor } = await somebody();
    const anHourOn = fixedClock(new Date(testNow.getTime() + 3_600_000));
    await expect(callWithin(actor, anHourOn).privacy.requestExport()).rejects.toThrow(
      'platform/proof_required',
    );
    if (actor.session === undefined) throw new Error('a session');
    const asOther = { ...actor, session: { ...actor.session, impersonatorId: actor.userId } };
    for (const call of [
      callWithin(asOther).privacy.requestExport(),
      callWithin(asOther).privacy.requestErasure({ confirmation: '', ...nothingKept }),
      callWithin(asOther).privacy.withdrawErasure(),
    ]) {
      await expect(call).rejects.toThrow('platform/not_while_impersonating');
    }
  });
});

describe('asking to be forgotten', () => {
  it('takes the address, typed, and gives a week to think it over', async () => {
    const { user, me } = await somebody();
    const ask = async (confirmation: string) =>
      await me.privacy.requestErasure({ confirmation, ...nothingKept });
    await expect(ask('somebody@else.test')).rejects.toThrow('privacy/confirmation_wrong');
    const { dueAt } = await ask(` ${user.email.toUpperCase()} `);
    expect(dueAt).toEqual(afterDays(7).now());
    await expect(ask(user.email)).rejects.toThrow('privacy/erasure_asked');
    expect(await announceDueErasures({ db: testDb(), clock: afterDays(6.9) }, 10)).toBe(0);
    expect(await announceDueErasures({ db: testDb(), clock: afterDays(7) }, 10)).toBe(1);
  });

  it('is withdrawn by the person or by the link of its mail, until it is due', async () => {
    const { user, actor, me } = await somebody();
    const ask = async () => await me.privacy.requestErasure({ confirmation: user.email, ...nothingKept });
    const secret = env().AUTH_SECRET;
    const { requestedAt } = await ask();
    const token = withdrawalToken(secret, { userId: user.id, requestedAt });
    const ofEarlierWish = withdrawalToken(secret, { userId: user.id, requestedAt: new Date(0) });
    const byLink = async (given: string) =>
      await callAsVisitor().privacy.withdrawErasureByLink({ token: given });
    for (const wrong of ['x', `${token}x`, ofEarlierWish]) {
      await expect(byLink(wrong)).rejects.toThrow('privacy/erasure_not_found');
    }
    expect(await byLink(token)).toEqual({ status: 'withdrawn' });
    await expect(byLink(token)).rejects.toThrow('privacy/erasure_not_found');
    await ask();
    await expect(callWithin(actor, afterDays(7)).privacy.withdrawErasure()).rejects.toThrow(
      'erasure_under_way',
    );
    await me.privacy.withdrawErasure();
    expect((await me.privacy.state()).erasure).toBeNull();
  });

  it('is refused to the only owner of a course, with its name', async () => {
    const { factory, user, me } = await somebody();
    const { title } = await factory.course({ owner: user });
    const ask = me.privacy.requestErasure({ confirmation: user.email, ...nothingKept });
    await expect(ask).rejects.toMatchObject({ cause: { details: { course: title } } });
  });

  it('may be done for others by an admin, and by nobody else', async () => {
    const { factory, user, me } = await somebody();
    const admin = callWithin(await beginSession((await factory.user({ role: 'admin' })).id));
    const reason = 'asked_in_writing' as const;
    const input = { userId: user.id, confirmation: user.email, reason, ...nothingKept };
    await expect(me.privacy.eraseFor(input)).rejects.toThrow('platform/forbidden');
    const mistyped = { ...input, confirmation: 'somebody.else@lyceum.test' };
    await expect(admin.privacy.eraseFor(mistyped)).rejects.toThrow('privacy/confirmation_wrong');
    await admin.privacy.eraseFor(input);
    expect((await me.privacy.state()).erasure).not.toBeNull();
    const entry = await testDb().auditEntry.findFirstOrThrow({ where: { action: 'erasure.requested' } });
    expect(entry.subjectId).toBe(user.id);
    expect(entry.actorId).not.toBe(user.id);
    expect(entry.after).toMatchObject({ reason, keepReviews: false });
  });
});
