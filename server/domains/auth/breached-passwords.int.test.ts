import { describe, expect, it } from 'vitest';
import { testPassword } from '@/prisma/factories/people';
import { tokenFor } from '@/server/domains/auth';
import { issueToken } from '@/server/domains/auth/commands/issue-token';
import type { TokenPurpose } from '@/server/domains/auth/rules/tokens';
import type { Actor } from '@/server/platform/actor';
import { createBreachedPasswords } from '@/server/platform/adapters/breached-passwords';
import { transact } from '@/server/platform/db';
import { t } from '@/server/trpc/init';
import { appRouter } from '@/server/trpc/root';
import { testContext } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fixedClock } from '@/test/fixed-clock';
import { beginSession } from '@/test/session-caller';
import { testDb } from '@/test/test-db';
import { testEnv } from '@/test/test-env';

const stolen = 'seven stolen grey umbrellas';
const createCaller = t.createCallerFactory(appRouter);

/** Calls with a port that knows one password, and notes what it was asked. */
function callKnowing(actor: Actor | null, asked: string[] = []) {
  const isBreached = async (password: string) => {
    asked.push(password);
    return password === stolen;
  };
  return createCaller({ ...testContext(actor), breachedPasswords: { isBreached } });
}

async function linkFor(userId: string, purpose: Exclude<TokenPurpose, 'verify_email'>): Promise<string> {
  const at = fixedClock().now();
  const id = await transact(
    testDb(),
    async (tx) => await issueToken(tx, testEnv.AUTH_SECRET, { userId, purpose, at }),
  );
  return tokenFor(testEnv.AUTH_SECRET, purpose, id);
}

const refused = { message: 'auth/password_breached' };

describe('a stolen password', () => {
  it('makes no account', async () => {
    const given = { name: 'Ada', email: 'ada@lyceum.test', password: stolen };
    await expect(callKnowing(null).auth.register(given)).rejects.toMatchObject(refused);
    expect(await testDb().user.count()).toBe(0);
    await callKnowing(null).auth.register({ ...given, password: 'a wide calm lake' });
    expect(await testDb().user.count()).toBe(1);
  });

  it('is not taken by a mailed link, which stays good for another', async () => {
    const user = await testFactory().user();
    const token = await linkFor(user.id, 'reset_password');
    const { auth } = callKnowing(null);
    await expect(auth.resetPassword({ token, password: stolen })).rejects.toMatchObject(refused);
    await auth.resetPassword({ token, password: 'a wide calm lake' });
  });

  it('is not taken with an invitation', async () => {
    const user = await testFactory().user({ emailVerifiedAt: null });
    const token = await linkFor(user.id, 'invitation');
    const given = { token, name: 'Ada', password: stolen };
    await expect(callKnowing(null).auth.acceptInvitation(given)).rejects.toMatchObject(refused);
  });

  it('is not changed to, and sessions go on', async () => {
    const user = await testFactory().user();
    const { auth } = callKnowing(await beginSession(user.id));
    const given = { currentPassword: testPassword, password: stolen };
    await expect(auth.changePassword(given)).rejects.toMatchObject(refused);
    expect((await auth.sessions()).items).toHaveLength(1);
  });

  it('is asked about only once nothing else speaks against it', async () => {
    const asked: string[] = [];
    const { auth } = callKnowing(null, asked);
    const given = { name: 'Ada', email: 'ada@lyceum.test', password: 'password123' };
    await expect(auth.register(given)).rejects.toMatchObject({ message: 'auth/password_common' });
    expect(asked).toEqual([]);
  });

  it('is taken when nobody can be asked', async () => {
    const failures: unknown[] = [];
    const breachedPasswords = createBreachedPasswords({
      url: 'http://127.0.0.1:9',
      onFailure: (error) => failures.push(error),
    });
    const { auth } = createCaller({ ...testContext(null), breachedPasswords });
    await auth.register({ name: 'Ada', email: 'ada@lyceum.test', password: stolen });
    expect(failures).toHaveLength(1);
    expect(await testDb().user.count()).toBe(1);
  });
});
