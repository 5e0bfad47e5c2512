import { encode } from 'next-auth/jwt';
import { Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { testPassword } from '@/prisma/factories/people';
import { openSession, sessionSeconds } from '@/server/domains/auth/commands/open-session';
import { cookieName } from '@/server/domains/auth/cookies';
import type { ReturningBrowser } from '@/server/domains/auth/providers/returning';
import { actorOfSession, authOptions } from '@/server/domains/auth/session';
import type { RedisPort } from '@/server/platform/adapters/redis';
import { createDb, type Db } from '@/server/platform/db';
import { ratePolicies } from '@/server/platform/ratelimit';
import { t } from '@/server/trpc/init';
import { appRouter } from '@/server/trpc/root';
import { callAs, callAsVisitor, testContext } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { countingRedis, fakeRedis } from '@/test/fake-ports';
import { fixedClock } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';
import { testEnv } from '@/test/test-env';

const secret = testEnv.AUTH_SECRET;

async function cookie(claims: Record<string, unknown>, options: { secret?: string; maxAge?: number } = {}) {
  return await encode({ token: claims, secret: options.secret ?? secret, maxAge: options.maxAge ?? 3_600 });
}

const actorOf = async (session: string | undefined, clock = fixedClock()) =>
  await actorOfSession(testDb(), session, clock.now());

async function signedIn(factory = testFactory()) {
  const user = await factory.user();
  const at = fixedClock().now();
  const sid = await openSession(testDb(), { userId: user.id, method: 'password', at });
  return { user, sid, claims: { sub: user.id, sv: 1, sid } };
}

describe('session cookie', () => {
  it('stands for its person with the role they have now', async () => {
    const { user, sid, claims } = await signedIn();
    const session = await cookie(claims);
    expect(await actorOf(session)).toEqual({
      kind: 'user',
      userId: user.id,
      role: 'learner',
      session: { id: sid, provenAt: fixedClock().now(), impersonatorId: null },
    });
    await testDb().user.update({ where: { id: user.id }, data: { role: 'instructor' } });
    expect(await actorOf(session)).toMatchObject({ role: 'instructor' });
  });

  it('stands for nobody from the moment its session is ended, its time is over or its person is suspended', async () => {
    const { user, sid, claims } = await signedIn();
    const session = await cookie(claims);
    const late = fixedClock();
    late.advance(sessionSeconds * 1_000);
    expect(await actorOf(session, late)).toBeNull();
    await testDb().user.update({ where: { id: user.id }, data: { suspendedAt: new Date() } });
    expect(await actorOf(session)).toBeNull();
    await testDb().user.update({ where: { id: user.id }, data: { suspendedAt: null } });
    expect(await actorOf(session)).not.toBeNull();
    await testDb().session.update({ where: { id: sid }, data: { revokedAt: new Date() } });
    expect(await actorOf(session)).toBeNull();
  });

  it('is worth nothing with the session of somebody else', async () => {
    const factory = testFactory();
    const [mine, theirs] = [await signedIn(factory), await signedIn(factory)];
    expect(await actorOf(await cookie({ ...mine.claims, sid: theirs.sid }))).toBeNull();
  });

  it('stands for nobody when it is missing, forged, expired, ended, incomplete or its person is gone', async () => {
    const { user, sid, claims } = await signedIn();
    const good = await cookie(claims);
    const bad = [
      undefined,
      '',
      'nonsense',
      good.slice(0, -2),
      await cookie(claims, { secret: 'another secret, also of some length' }),
      await cookie(claims, { maxAge: -60 }),
      await cookie({ ...claims, sv: 2 }),
      await cookie({ sub: user.id, sid }),
      await cookie({ sub: user.id, sv: 1 }),
      await cookie({ sv: 1, sid }),
    ];
    for (const one of bad) expect(await actorOf(one)).toBeNull();
    await testDb().user.delete({ where: { id: user.id } });
    expect(await actorOf(good)).toBeNull();
  });

  it('has a plain name without TLS only', () => {
    expect(cookieName('session')).toBe('lyceum.session');
  });
});

const answers = z.object({ id: z.string(), sessionVersion: z.number() }).nullable();

const nobodyReturns: ReturningBrowser = {
  headers: async () => new Headers(),
  keepOffer: async () => undefined,
};

function waysIn(ports: { redis?: RedisPort; db?: Db } = {}) {
  const ctx = { db: testDb(), redis: countingRedis(), ...ports, clock: fixedClock(), actor: null, secret };
  const options = authOptions(() => ctx, nobodyReturns);
  const provider = z.object({
    options: z.object({ authorize: z.custom<(...parts: unknown[]) => Promise<unknown>>() }),
  });
  const [password, verification] = options.providers
    .slice(0, 2)
    .map((one) => provider.parse(one).options.authorize);
  const from = (address: string) => ({ headers: { 'x-forwarded-for': `203.0.113.9, ${address}` } });
  const signIn = async (given: unknown, address = '192.0.2.7') =>
    answers.parse(await password?.(given, from(address)));
  const confirm = async (given: unknown) => answers.parse(await verification?.(given, from('192.0.2.7')));
  return { options, signIn, confirm };
}

describe('sign-in', () => {
  it('takes any spelling of the address, and says nothing but no to everything that does not fit', async () => {
    const { id, email } = await testFactory().user();
    const { signIn } = waysIn();
    const given = { email: ` ${email.toUpperCase()}`, password: testPassword };
    expect(await signIn(given)).toEqual({ id, sessionVersion: 1 });
    expect(await signIn({ email, password: 'wrong' })).toBeNull();
    expect(await signIn({ email: 'not an address', password: 'wrong' })).toBeNull();
    // A bad wish where to go is dropped; it is no reason to keep anybody out.
    expect(await signIn({ ...given, returnTo: '//evil.test' })).toEqual({ id, sessionVersion: 1 });
  });

  it('lets an address guess so often, whatever account it guesses at', async () => {
    const { signIn } = waysIn();
    for (let guess = 0; guess < ratePolicies.signIn.limit; guess += 1) {
      expect(await signIn({ email: `person${guess}@lyceum.test`, password: 'wrong' })).toBeNull();
    }
    const next = signIn({ email: 'next@lyceum.test', password: 'wrong' });
    await expect(next).rejects.toThrow('platform/rate_limited');
  });

  it('shares what an address may do with the procedures it could guess at as well, and accounts add nothing to it', async () => {
    const redis = countingRedis();
    const { signIn } = waysIn({ redis });
    const user = await testFactory().user();
    const asks = [null, { kind: 'user', userId: user.id, role: user.role } as const].map((actor) =>
      t.createCallerFactory(appRouter)({ ...testContext(actor), redis, address: '192.0.2.7' }),
    );
    const guess = { token: 'a'.repeat(43), password: 'a wide calm lake' };
    for (let count = 0; count < ratePolicies.signIn.limit; count += 1) {
      const way = count % 3;
      const tried =
        way === 2 ? signIn({ email: 'a@lyceum.test', password: 'x' }) : asks[way]?.auth.resetPassword(guess);
      await Promise.resolve(tried).catch((error: unknown) =>
        expect(String(error)).not.toContain('rate_limited'),
      );
    }
    await expect(signIn({ email: 'b@lyceum.test', password: 'x' })).rejects.toThrow('platform/rate_limited');
    for (const ask of asks) {
      await expect(ask.auth.resetPassword(guess)).rejects.toThrow('platform/rate_limited');
    }
    expect(await signIn({ email: 'b@lyceum.test', password: 'x' }, '192.0.2.8')).toBeNull();
  });

  it('keeps a guessing address from one account, and nobody else from it', async () => {
    const { id, email } = await testFactory().user();
    const { signIn } = waysIn();
    for (let guess = 0; guess <= ratePolicies.wrongPassword.limit; guess += 1) {
      expect(await signIn({ email, password: 'wrong' })).toBeNull();
    }
    await expect(signIn({ email, password: testPassword })).rejects.toThrow('platform/rate_limited');
    const elsewhere = await signIn({ email, password: testPassword }, '192.0.2.8');
    expect(elsewhere).toEqual({ id, sessionVersion: 1 });
  });

  it('lets the right password in from a new address, however many guess from everywhere', async () => {
    const { id, email } = await testFactory().user();
    const { signIn } = waysIn();
    const guessers = ratePolicies.wrongPasswordAnywhere.limit / ratePolicies.wrongPassword.limit;
    for (let host = 0; host < guessers; host += 1) {
      for (let guess = 0; guess < ratePolicies.wrongPassword.limit; guess += 1) {
        await signIn({ email, password: 'wrong' }, `198.51.100.${host}`);
      }
    }
    // From now on one wrong password is enough to make its address wait.
    expect(await signIn({ email, password: 'wrong' }, '192.0.2.8')).toBeNull();
    await expect(signIn({ email, password: testPassword }, '192.0.2.8')).rejects.toThrow(
      'platform/rate_limited',
    );
    expect(await signIn({ email, password: testPassword }, '192.0.2.9')).toEqual({ id, sessionVersion: 1 });
  });

  it('counts no right password', async () => {
    const { email } = await testFactory().user();
    const asked: string[] = [];
    const redis: RedisPort = {
      ...fakeRedis(),
      countInWindow: async (key, { limit }) => {
        asked.push(key);
        return { ok: true, limit, remaining: 1, resetAt: new Date(0) };
      },
    };
    await waysIn({ redis }).signIn({ email, password: testPassword });
    expect(asked).toEqual(['signIn:address:192.0.2.7']);
  });

  it('hands out codes of ours and nothing internal, by either way in', async () => {
    const { email } = await testFactory().user({ emailVerifiedAt: null });
    const given = { email, password: testPassword };
    await expect(waysIn().signIn(given)).rejects.toThrow(/^auth\/email_not_verified$/);
    const token = 'a token that nobody has mailed';
    await expect(waysIn().confirm({ token, password: testPassword })).rejects.toThrow(
      /^auth\/token_invalid$/,
    );
    const noRedis: RedisPort = {
      ...fakeRedis(),
      countInWindow: async () => await Promise.reject(new Error('redis.internal:6379 refused')),
    };
    const brokenRedis: RedisPort = {
      ...fakeRedis(),
      get: async () => await Promise.reject(new Error('WRONGTYPE of lyceum:signIn')),
    };
    const pool = new Pool({ connectionString: 'postgresql://nobody:secret@127.0.0.1:9/nowhere' });
    const noDatabase = createDb(pool);
    await expect(waysIn({ redis: noRedis }).signIn(given)).rejects.toThrow(/^platform\/unavailable$/);
    await expect(waysIn({ redis: brokenRedis }).signIn(given)).rejects.toThrow(/^platform\/internal$/);
    await expect(waysIn({ db: noDatabase }).signIn(given)).rejects.toThrow(
      /^platform\/(unavailable|internal)$/,
    );
    await pool.end();
  });

  it('logs where we log, not to the console', () => {
    expect(waysIn().options.logger).toMatchObject({
      error: expect.any(Function),
      warn: expect.any(Function),
    });
  });

  it('writes the generation of the session into its token and tells the browser nothing of it', async () => {
    const { options } = waysIn();
    const jwt = z.custom<(facts: unknown) => unknown>().parse(options.callbacks?.jwt);
    const { id } = await testFactory().user();
    const begun = await jwt({
      token: {},
      user: { id, sessionVersion: 3, method: 'password' },
    });
    const { id: sid } = await testDb().session.findFirstOrThrow({
      where: { userId: id, method: 'password' },
    });
    expect(begun).toEqual({ sub: id, sv: 3, sid });
    expect(await jwt({ token: begun })).toEqual(begun);
    const session = z.custom<(facts: unknown) => unknown>().parse(options.callbacks?.session);
    const given = { session: { expires: 'then', user: { email: 'a@lyceum.test' } } };
    expect(session(given)).toEqual({ expires: 'then' });
  });

  it('ends the session of who signs out, so that a copy of the cookie is refused', async () => {
    const { claims } = await signedIn();
    const signOut = z.custom<(facts: unknown) => Promise<void>>().parse(waysIn().options.events?.signOut);
    await signOut({ token: { sub: 'nobody' } });
    expect(await actorOf(await cookie(claims))).not.toBeNull();
    await signOut({ token: claims });
    expect(await actorOf(await cookie(claims))).toBeNull();
  });

  it.each([
    ['/en/courses', 'http://localhost:3000/en/courses'],
    ['http://localhost:3000/es', 'http://localhost:3000/es'],
    ['//evil.test', 'http://localhost:3000'],
    ['https://evil.test/', 'http://localhost:3000'],
    ['javascript:alert(1)', 'http://localhost:3000'],
    ['http://localhost:3000.evil.test/', 'http://localhost:3000'],
  ])('leads from %s to %s', async (url, target) => {
    const redirect = z.custom<(facts: unknown) => unknown>().parse(waysIn().options.callbacks?.redirect);
    expect(await redirect({ url, baseUrl: 'http://localhost:3000' })).toBe(target);
  });
});

describe('viewer', () => {
  it('is the person themselves, and null for visitors and for who is gone', async () => {
    const user = await testFactory().user({ emailVerifiedAt: null });
    const { id, name, email, role } = user;
    await testDb().profile.update({ where: { userId: id }, data: { timeZone: 'America/New_York' } });
    const expected = { id, name, email, role, isEmailVerified: false, picture: null, impersonation: null };
    expect(await callAs(user).auth.viewer()).toEqual({ ...expected, timeZone: 'America/New_York' });
    expect(await callAsVisitor().auth.viewer()).toBeNull();
    await testDb().user.delete({ where: { id } });
    expect(await callAs(user).auth.viewer()).toBeNull();
  });
});
