import { describe, expect, it } from 'vitest';
import { pruneApiKeys } from '@/server/domains/auth';
import { apiKeyLimit } from '@/server/domains/auth/contract/api-keys';
import { findKeyActor } from '@/server/domains/auth/queries/find-key-actor';
import { makeApiKey } from '@/server/domains/auth/rules/api-key';
import { testFactory } from '@/test/factory';
import { fixedClock } from '@/test/fixed-clock';
import { beginSession, callWithin } from '@/test/session-caller';
import { testDb } from '@/test/test-db';

const dayMs = 86_400_000;
const wish = { keyName: 'Course repository', scopes: ['courses.read', 'media.read'], days: 90 } as const;

async function owner(factory = testFactory(), clock = fixedClock()) {
  const { id } = await factory.user({ role: 'instructor' });
  const actor = await beginSession(id, clock);
  return { id, clock, caller: callWithin(actor, clock).auth };
}

const asked = (given = wish) => ({ ...given, scopes: [...given.scopes] });

async function withKey(factory = testFactory()) {
  const person = await owner(factory);
  const { key, item } = await person.caller.addApiKey(asked());
  const enter = async (sent = key) => await findKeyActor(testDb(), sent, person.clock.now());
  return { ...person, key, item, enter };
}

describe('an API key', () => {
  it('is shown once, kept as a hash, told by mail and on record without its name or secret', async () => {
    const { id, key, item, caller } = await withKey();
    const row = await testDb().apiKey.findUniqueOrThrow({ where: { id: item.id } });
    expect(row).toMatchObject({ userId: id, prefix: key.slice(0, 12), scopes: [...wish.scopes] });
    expect(JSON.stringify(row)).not.toContain(key.slice(12));
    const { items } = await caller.apiKeys();
    expect(items).toEqual([{ ...item, lastUsedOn: null }]);
    expect(JSON.stringify(items)).not.toContain(key.slice(12));
    const notices = await testDb().outboxEvent.findMany({ where: { name: 'auth/security.noticed' } });
    expect(notices.map(({ data }) => data)).toEqual([{ userId: id, notice: 'api_key_added' }]);
    const trail = await testDb().auditEntry.findMany();
    expect(trail.map(({ action, subjectId, after }) => ({ action, subjectId, after }))).toEqual([
      { action: 'api_key.added', subjectId: item.id, after: { scopes: [...wish.scopes], days: 90 } },
    ]);
  });

  it('acts as its person within its scopes, and has the day of its use noted, no more', async () => {
    const { id, item, enter, clock, caller } = await withKey();
    clock.set(new Date('2026-05-12T23:10:00.000Z'));
    expect(await enter()).toEqual({
      kind: 'user',
      userId: id,
      role: 'instructor',
      apiKey: { id: item.id, scopes: [...wish.scopes] },
    });
    const [listed] = (await caller.apiKeys()).items;
    expect(listed?.lastUsedOn).toEqual(new Date('2026-05-12T00:00:00.000Z'));
  });

  it('tells a typo, an unknown, an ended and a revoked one apart, the last two only to who has all of it', async () => {
    const { key, enter, item, clock, caller } = await withKey();
    const typo = `${key.slice(0, 20)}${key[20] === 'a' ? 'b' : 'a'}${key.slice(21)}`;
    await expect(enter(typo)).rejects.toThrow('auth/api_key_malformed');
    await expect(enter('')).rejects.toThrow('auth/api_key_malformed');
    await expect(enter(makeApiKey().key)).rejects.toThrow('auth/api_key_unknown');
    clock.advance(90 * dayMs - 1);
    await enter();
    clock.advance(1);
    await expect(enter()).rejects.toThrow('auth/api_key_expired');
    expect((await caller.apiKeys()).items[0]?.isOver).toBe(true);
    await caller.revokeApiKey({ apiKeyId: item.id });
    await expect(enter()).rejects.toThrow('auth/api_key_revoked');
    expect((await caller.apiKeys()).items).toEqual([]);
    await expect(caller.revokeApiKey({ apiKeyId: item.id })).rejects.toThrow('auth/api_key_not_found');
    // Somebody with the same beginning, but another secret, learns nothing.
    const other = makeApiKey();
    const { prefix } = item;
    await testDb().apiKey.update({ where: { id: item.id }, data: { prefix: other.prefix } });
    await expect(enter(other.key)).rejects.toThrow('auth/api_key_unknown');
    await testDb().apiKey.update({ where: { id: item.id }, data: { prefix } });
  });

  it('stops at once with its person, and works again with them', async () => {
    const { id, enter } = await withKey();
    const set = async (suspendedAt: Date | null) =>
      await testDb().user.update({ where: { id }, data: { suspendedAt } });
    await set(new Date());
    await expect(enter()).rejects.toThrow('auth/suspended');
    await set(null);
    await enter();
    await testDb().user.update({ where: { id }, data: { erasedAt: new Date() } });
    await expect(enter()).rejects.toThrow('auth/api_key_unknown');
  });

  it('has the role its person has now, not the one they had', async () => {
    const { id, enter } = await withKey();
    await testDb().user.update({ where: { id }, data: { role: 'learner' } });
    expect(await enter()).toMatchObject({ role: 'learner' });
  });

  it('is nobody else’s to see or revoke', async () => {
    const factory = testFactory();
    const { item, enter } = await withKey(factory);
    const eve = await owner(factory);
    expect((await eve.caller.apiKeys()).items).toEqual([]);
    await expect(eve.caller.revokeApiKey({ apiKeyId: item.id })).rejects.toThrow('api_key_not_found');
    await enter();
  });

  it('is made after a fresh proof only, by the person themselves', async () => {
    const factory = testFactory();
    const { caller, clock } = await owner(factory);
    clock.advance(3_600_000);
    await expect(caller.addApiKey(asked())).rejects.toThrow('platform/proof_required');
    const [{ id: userId }, { id: adminId }] = [await factory.user(), await factory.user({ role: 'admin' })];
    const session = { id: crypto.randomUUID(), provenAt: fixedClock().now(), impersonatorId: adminId };
    const acting = callWithin({ kind: 'user', userId, role: 'learner', session }).auth;
    await expect(acting.addApiKey(asked())).rejects.toThrow('platform/not_while_impersonating');
    await expect(acting.apiKeys()).rejects.toThrow('platform/not_while_impersonating');
  });

  it('has no other life, no empty name and no scope twice, unknown or missing', async () => {
    const { caller } = await owner();
    for (const wrong of [
      { ...wish, days: 0 },
      { ...wish, days: 3_650 },
      { ...wish, keyName: ' ' },
      { ...wish, scopes: [] },
      { ...wish, scopes: ['courses.read', 'courses.read'] },
      { ...wish, scopes: ['people.read'] },
    ]) {
      const made: Promise<unknown> = Reflect.apply(caller.addApiKey, caller, [wrong]);
      await expect(made).rejects.toThrow('platform/invalid_input');
    }
  });

  it('is one of ten that work, also when many are made at once', async () => {
    const { id, caller, clock } = await owner();
    const tries = await Promise.allSettled(
      Array.from({ length: apiKeyLimit + 4 }, async () => await caller.addApiKey(asked())),
    );
    const refused = tries.filter((one) => one.status === 'rejected');
    expect(refused.map(({ reason }) => reason.message)).toEqual(Array(4).fill('auth/api_key_limit'));
    expect(await testDb().apiKey.count({ where: { userId: id } })).toBe(apiKeyLimit);
    clock.advance(90 * dayMs);
    const session = await beginSession(id, clock);
    await callWithin(session, clock).auth.addApiKey(asked());
  });

  it('is forgotten three months after its end, and not before', async () => {
    const factory = testFactory();
    const { clock, item, enter } = await withKey(factory);
    const later = await withKey(factory);
    await later.caller.revokeApiKey({ apiKeyId: later.item.id });
    clock.advance(91 * dayMs);
    expect(await pruneApiKeys(testDb(), clock, 10)).toBe(1);
    expect(await testDb().apiKey.count({ where: { id: item.id } })).toBe(1);
    clock.advance(90 * dayMs);
    expect(await pruneApiKeys(testDb(), clock, 10)).toBe(1);
    await expect(enter()).rejects.toThrow('auth/api_key_unknown');
  });
});
