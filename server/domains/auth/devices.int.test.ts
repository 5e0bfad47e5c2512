import { describe, expect, it } from 'vitest';
import { testPassword } from '@/prisma/factories/people';
import { openSession } from '@/server/domains/auth/commands/open-session';
import { findActor } from '@/server/domains/auth/queries/find-actor';
import type { UserActor } from '@/server/platform/actor';
import { transact } from '@/server/platform/db';
import { withRequestContext } from '@/server/platform/request-context';
import { t } from '@/server/trpc/init';
import { appRouter } from '@/server/trpc/root';
import { testContext } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { countingRedis } from '@/test/fake-ports';
import { fixedClock } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

const createCaller = t.createCallerFactory(appRouter);
const newPassword = 'a wide calm lake';
const at = fixedClock().now();

async function begin(userId: string, device = ''): Promise<UserActor> {
  const facts = { requestId: 'test-request', route: 'auth', device, network: '192.0.2.0/24' };
  const sessionId = await withRequestContext(
    facts,
    async () => await openSession(testDb(), { userId, method: 'password', at }),
  );
  const actor = await findActor(testDb(), { userId, sessionId, sessionVersion: 1 }, at);
  if (actor === null) throw new Error('a session that was just begun does not hold');
  return actor;
}

const callerOf = (actor: UserActor, redis = countingRedis()) =>
  createCaller({ ...testContext(actor), redis }).auth;

async function isIn({ userId, session }: UserActor, sessionVersion = 1): Promise<boolean> {
  return (await findActor(testDb(), { userId, sessionId: session?.id ?? '', sessionVersion }, at)) !== null;
}

describe('devices', () => {
  it('are listed for their owner only, and say which one asks', async () => {
    const factory = testFactory();
    const [ada, eve] = [await factory.user(), await factory.user()];
    const phone = await begin(ada.id, 'Firefox on Android');
    await begin(ada.id, 'Chrome on Windows');
    await begin(eve.id);
    const { items } = await callerOf(phone).sessions();
    expect(items.map(({ device, isCurrent }) => [device, isCurrent]).sort()).toEqual([
      ['Chrome on Windows', false],
      ['Firefox on Android', true],
    ]);
    expect(items[0]).toMatchObject({ network: '192.0.2.0/24', method: 'password' });
  });

  it('are refused from the moment they are ended, by their owner only', async () => {
    const factory = testFactory();
    const [ada, eve] = [await factory.user(), await factory.user()];
    const [phone, desk, hers] = [await begin(ada.id), await begin(ada.id), await begin(eve.id)];
    const sessionId = desk.session?.id ?? '';
    await expect(callerOf(hers).endSession({ sessionId })).rejects.toThrow('auth/session_not_found');
    expect(await isIn(desk)).toBe(true);
    expect(await callerOf(phone).endSession({ sessionId })).toEqual({ ended: 1 });
    expect([await isIn(desk), await isIn(phone), await isIn(hers)]).toEqual([false, true, true]);
    await expect(callerOf(phone).endSession({ sessionId })).rejects.toThrow('auth/session_not_found');
    const trail = await testDb().auditEntry.findMany({
      select: { action: true, actorId: true, subjectId: true },
    });
    expect(trail).toEqual([{ action: 'session.revoked', actorId: ada.id, subjectId: sessionId }]);
  });

  it('are all ended but the one that asks', async () => {
    const { id } = await testFactory().user();
    const [phone, ...others] = [await begin(id), await begin(id), await begin(id)];
    expect(await callerOf(phone).endOtherSessions()).toEqual({ ended: 2 });
    expect(await callerOf(phone).endOtherSessions()).toEqual({ ended: 0 });
    expect(await isIn(phone)).toBe(true);
    for (const other of others) expect(await isIn(other)).toBe(false);
    expect(await testDb().auditEntry.count({ where: { action: 'sessions.revoked' } })).toBe(1);
  });

  it('are nobody else’s business, also of who acts as their owner', async () => {
    const factory = testFactory();
    const [owner, support] = [await factory.user(), await factory.user({ role: 'support' })];
    const start = { userId: owner.id, method: 'impersonation', at, impersonatorId: support.id } as const;
    const sessionId = await transact(testDb(), async (tx) => await openSession(tx, start));
    const acting = await findActor(testDb(), { userId: owner.id, sessionId, sessionVersion: 1 }, at);
    if (acting === null) throw new Error('the session does not hold');
    await expect(callerOf(acting).sessions()).rejects.toThrow('platform/not_while_impersonating');
    const { items } = await callerOf(await begin(owner.id)).sessions();
    expect(items).toHaveLength(1);
  });
});

describe('changing the password', () => {
  const given = { currentPassword: testPassword, password: newPassword };

  it('ends every session, also copies of the cookie that asks, tells the owner and is on record', async () => {
    const { id, email } = await testFactory().user();
    const [phone, desk] = [await begin(id), await begin(id)];
    expect(await callerOf(phone).changePassword(given)).toEqual({ email });
    expect([await isIn(phone), await isIn(desk), await isIn(phone, 2)]).toEqual([false, false, false]);
    const names = await testDb().outboxEvent.findMany({ select: { name: true } });
    expect(names).toEqual([{ name: 'auth/password.changed' }]);
    expect(await testDb().auditEntry.findMany({ select: { action: true } })).toEqual([
      { action: 'password.changed' },
    ]);
  });

  it('takes the present password, and guesses at it are counted', async () => {
    const { id } = await testFactory().user();
    const phone = await begin(id);
    const redis = countingRedis();
    const wrong = { ...given, currentPassword: 'not the password' };
    for (let guess = 0; guess <= 10; guess += 1) {
      await expect(callerOf(phone, redis).changePassword(wrong)).rejects.toThrow(
        'auth/current_password_wrong',
      );
    }
    await expect(callerOf(phone, redis).changePassword(given)).rejects.toThrow('platform/rate_limited');
    expect(await isIn(phone)).toBe(true);
  });

  it('refuses a password that is easily guessed, and changes nothing', async () => {
    const { id, name } = await testFactory().user({ name: 'Grace Hopper' });
    const phone = await begin(id);
    const weak = callerOf(phone).changePassword({ ...given, password: name.replace(' ', '') });
    await expect(weak).rejects.toThrow('auth/password_own_words');
    expect(await isIn(phone)).toBe(true);
  });
});
