import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { testPassword } from '@/prisma/factories/people';
import { shutOut } from '@/server/domains/auth';
import { proveAgain } from '@/server/domains/auth/commands/prove-again';
import {
  admit,
  secondFactorLifeMs,
  secondFactorTries,
  signInBySecondFactor,
} from '@/server/domains/auth/commands/second-factor-sign-in';
import { findActor } from '@/server/domains/auth/queries/find-actor';
import { relyingPartyOf } from '@/server/domains/auth/rules/relying-party';
import type { Clock } from '@/server/platform/clock';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { ratePolicies } from '@/server/platform/ratelimit';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { countingRedis, fakeRedis } from '@/test/fake-ports';
import { fixedClock } from '@/test/fixed-clock';
import { beginSession, callWithin } from '@/test/session-caller';
import { testDb } from '@/test/test-db';
import { testEnv } from '@/test/test-env';

const address = '192.0.2.7';
const context = (clock: Clock = fixedClock(), redis = fakeRedis()) => ({
  db: testDb(),
  clock,
  actor: null,
  secret: testEnv.AUTH_SECRET,
  redis,
});

const codeAt = (secret: string, at: Date) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });

/** A person with an app, at a time when its next code is still to come. */
async function withApp(factory = testFactory()) {
  const { id, email } = await factory.user();
  const clock = fixedClock();
  const actor = await beginSession(id, clock);
  const caller = callWithin(actor, clock).auth;
  const { secret } = await caller.offerSecondFactor();
  const { codes } = await caller.confirmSecondFactor({ code: codeAt(secret, clock.now()) });
  clock.advance(30_000);
  return { id, email, actor, caller, clock, secret, codes };
}

/** The token of a sign-in that waits for its second factor. */
async function challengeOf(userId: string, clock: Clock, sessionVersion = 1): Promise<string> {
  const refusal = await admit(context(clock), { userId, sessionVersion, method: 'password' }).catch(
    (error: unknown) => error,
  );
  if (!(refusal instanceof AppError)) throw new Error('somebody came in without a second factor');
  expect(refusal.code).toBe('auth/second_factor_required');
  return String(refusal.details['challenge']);
}

const trailOf = async () =>
  (await testDb().auditEntry.findMany({ orderBy: { seq: 'asc' } })).map(({ action }) => action);
const noticesOf = async () =>
  (await testDb().outboxEvent.findMany({ where: { name: 'auth/security.noticed' } })).map(({ data }) => data);

describe('turning the second factor on and off', () => {
  it('takes a code of the app that was offered last, and gives ten recovery codes', async () => {
    const { id } = await testFactory().user();
    const clock = fixedClock();
    const caller = callWithin(await beginSession(id, clock), clock).auth;
    await expect(caller.confirmSecondFactor({ code: '123456' })).rejects.toThrow('auth/second_factor_off');
    const earlier = await caller.offerSecondFactor();
    const { secret, qr } = await caller.offerSecondFactor();
    expect(qr.path).toMatch(/^M\d+ \d+h1v1h-1z/);
    const old = codeAt(earlier.secret, clock.now());
    await expect(caller.confirmSecondFactor({ code: old })).rejects.toThrow('auth/code_wrong');
    expect(await caller.secondFactor()).toEqual({
      since: null,
      codesLeft: 0,
      provenBy: 'password',
      hasPassword: true,
      hasPasskey: false,
    });
    const { codes } = await caller.confirmSecondFactor({ code: codeAt(secret, clock.now()) });
    expect(codes).toHaveLength(10);
    expect(await caller.secondFactor()).toEqual({
      since: clock.now(),
      codesLeft: 10,
      provenBy: 'code',
      hasPassword: true,
      hasPasskey: false,
    });
    await expect(caller.offerSecondFactor()).rejects.toThrow('auth/second_factor_on');
    expect(await trailOf()).toEqual(['second_factor.added']);
    expect(await noticesOf()).toEqual([{ userId: id, notice: 'second_factor_added' }]);
  });

  it('keeps neither secret nor codes as they are', async () => {
    const { secret, codes } = await withApp();
    const kept = JSON.stringify([
      await testDb().totpFactor.findMany({ select: { sealedSecret: true } }),
      await testDb().recoveryCode.findMany(),
      await testDb().outboxEvent.findMany(),
      (await testDb().auditEntry.findMany()).map(({ before, after }) => ({ before, after })),
    ]);
    for (const plain of [secret, ...codes]) expect(kept).not.toContain(plain);
  });

  it('asks for a proof that is not older than ten minutes, and for the person themselves', async () => {
    const factory = testFactory();
    const { id } = await factory.user();
    const clock = fixedClock();
    const actor = await beginSession(id, clock);
    clock.advance(10 * 60_000 + 1);
    await expect(callWithin(actor, clock).auth.offerSecondFactor()).rejects.toThrow(
      'platform/proof_required',
    );
    await expect(callAs({ id, role: 'learner' }).auth.offerSecondFactor()).rejects.toThrow(
      'platform/proof_required',
    );
    const admin = await factory.user({ role: 'admin' });
    const { session } = actor;
    if (session === undefined) throw new Error('no session');
    const acting = { ...actor, session: { ...session, provenAt: clock.now(), impersonatorId: admin.id } };
    await expect(callWithin(acting, clock).auth.offerSecondFactor()).rejects.toThrow(
      'platform/not_while_impersonating',
    );
  });

  it('turns off with all of its codes', async () => {
    const { id, caller, codes, clock } = await withApp();
    expect(await caller.removeSecondFactor()).toEqual({ isOn: false });
    await expect(caller.removeSecondFactor()).rejects.toThrow('auth/second_factor_off');
    await expect(caller.renewRecoveryCodes()).rejects.toThrow('auth/second_factor_off');
    expect(await testDb().recoveryCode.count()).toBe(0);
    expect(codes).toHaveLength(10);
    const proven = { userId: id, sessionVersion: 1, method: 'password' as const };
    expect(await admit(context(clock), proven)).toEqual(proven);
  });
});

describe('signing in with a second factor', () => {
  it('takes the present code, once, and keeps how the sign-in began', async () => {
    const { id, clock, secret } = await withApp();
    const code = codeAt(secret, clock.now());
    const token = await challengeOf(id, clock);
    expect(await signInBySecondFactor(context(clock), { token, code })).toEqual({
      userId: id,
      sessionVersion: 1,
      method: 'password',
    });
    const again = signInBySecondFactor(context(clock), { token, code });
    await expect(again).rejects.toThrow('auth/sign_in_again');
    const token2 = await challengeOf(id, clock);
    const replayed = signInBySecondFactor(context(clock), { token: token2, code });
    await expect(replayed).rejects.toThrow('auth/code_wrong');
  });

  it('lets one of ten in who give the same code at once', async () => {
    const { id, clock, secret } = await withApp();
    const code = codeAt(secret, clock.now());
    const tokens = await Promise.all(Array.from({ length: 10 }, async () => await challengeOf(id, clock)));
    const tries = await Promise.allSettled(
      tokens.map(async (token) => await signInBySecondFactor(context(clock), { token, code })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('takes a recovery code once, also from ten at once, and tells its owner', async () => {
    const { id, clock, codes } = await withApp();
    const redis = countingRedis();
    const code = ` ${codes[3]?.toUpperCase()} `;
    const tokens = await Promise.all(Array.from({ length: 10 }, async () => await challengeOf(id, clock)));
    const tries = await Promise.allSettled(
      tokens.map(async (token) => await signInBySecondFactor(context(clock, redis), { token, code })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await testDb().recoveryCode.count({ where: { usedAt: null } })).toBe(9);
    expect(await noticesOf()).toContainEqual({ userId: id, notice: 'recovery_code_used' });
    expect(await trailOf()).toEqual(expect.arrayContaining(['second_factor.added', 'recovery_code.used']));
  });

  it('ends after so many wrong codes, and tells the owner that somebody knows their password', async () => {
    const { id, clock, secret } = await withApp();
    const ctx = context(clock, countingRedis());
    const token = await challengeOf(id, clock);
    for (let wrong = 1; wrong < secondFactorTries; wrong += 1) {
      const guess = signInBySecondFactor(ctx, { token, code: '000000' });
      await expect(guess).rejects.toThrow('auth/code_wrong');
    }
    expect(await trailOf()).not.toContain('second_factor.refused');
    const last = signInBySecondFactor(ctx, { token, code: '000000' });
    await expect(last).rejects.toThrow('auth/sign_in_again');
    const code = codeAt(secret, clock.now());
    await expect(signInBySecondFactor(ctx, { token, code })).rejects.toThrow('auth/sign_in_again');
    expect(await noticesOf()).toContainEqual({ userId: id, notice: 'second_factor_refused' });
    expect(await trailOf()).toContain('second_factor.refused');
  });

  it('takes a bounded number of wrong codes over all sign-ins, until the password is another one', async () => {
    const { id, clock, secret } = await withApp();
    const ctx = context(clock, countingRedis());
    // One try a sign-in, so that no challenge is ever used up.
    for (let wrong = 0; wrong < ratePolicies.wrongCode.limit; wrong += 1) {
      const token = await challengeOf(id, clock);
      const guess = signInBySecondFactor(ctx, { token, code: '000000' });
      await expect(guess).rejects.toThrow('auth/code_wrong');
    }
    const token = await challengeOf(id, clock);
    const code = codeAt(secret, clock.now());
    await expect(signInBySecondFactor(ctx, { token, code })).rejects.toThrow('platform/rate_limited');
    const told = (await noticesOf()).filter((notice) => JSON.stringify(notice).includes('refused'));
    expect(told.length).toBe(4);
    const renewed = await challengeOf(id, clock, 2);
    expect((await signInBySecondFactor(ctx, { token: renewed, code })).userId).toBe(id);
  });

  it('does not survive a suspension', async () => {
    const { id, clock, secret } = await withApp();
    const token = await challengeOf(id, clock);
    await transact(testDb(), async (tx) => await shutOut(tx, id, clock.now()));
    const code = codeAt(secret, clock.now());
    await expect(signInBySecondFactor(context(clock), { token, code })).rejects.toThrow('auth/sign_in_again');
  });

  it('is over after five minutes, and takes no token that we did not make', async () => {
    const { id, clock, secret } = await withApp();
    const token = await challengeOf(id, clock);
    clock.advance(secondFactorLifeMs);
    const code = codeAt(secret, clock.now());
    await expect(signInBySecondFactor(context(clock), { token, code })).rejects.toThrow('auth/sign_in_again');
    const forged = signInBySecondFactor(context(clock), { token: `${token}x`, code });
    await expect(forged).rejects.toThrow('auth/sign_in_again');
  });
});

describe('a renewed proof', () => {
  const prover = (actor: Awaited<ReturnType<typeof beginSession>>, clock: Clock, redis = fakeRedis()) => ({
    ...context(clock, redis),
    actor,
    address,
    site: relyingPartyOf(testEnv.APP_URL),
  });

  it('is the password, and moves the session to a new id: a cookie copied before is refused', async () => {
    const { id } = await testFactory().user();
    const clock = fixedClock();
    const actor = await beginSession(id, clock);
    clock.advance(3_600_000);
    await expect(proveAgain(prover(actor, clock), { password: 'wrong' })).rejects.toThrow(
      'auth/current_password_wrong',
    );
    await expect(proveAgain(prover(actor, clock), {})).rejects.toThrow('auth/current_password_wrong');
    const renewed = await proveAgain(prover(actor, clock), { password: testPassword });
    const now = clock.now();
    const claim = { userId: id, sessionVersion: 1 };
    const old = await findActor(testDb(), { ...claim, sessionId: actor.session?.id ?? '' }, now);
    const fresh = await findActor(testDb(), { ...claim, sessionId: renewed.sessionId }, now);
    expect(old).toBeNull();
    expect(fresh?.session?.provenAt).toEqual(now);
    const rows = await testDb().session.findMany({ orderBy: { provenAt: 'asc' } });
    expect(rows[1]).toMatchObject({ createdAt: rows[0]?.createdAt, expiresAt: rows[0]?.expiresAt });
    // The session that was left cannot be renewed a second time.
    await expect(proveAgain(prover(actor, clock), { password: testPassword })).rejects.toThrow(
      'platform/unauthenticated',
    );
  });

  it('is a code where the account has a second factor, and then no password', async () => {
    const { actor, clock, secret } = await withApp();
    await expect(proveAgain(prover(actor, clock), { password: testPassword })).rejects.toThrow(
      'auth/code_wrong',
    );
    const renewed = await proveAgain(prover(actor, clock), { code: codeAt(secret, clock.now()) });
    expect(renewed.userId).toBe(actor.userId);
  });

  it('counts wrong ones as sign-in does', async () => {
    const { id } = await testFactory().user();
    const clock = fixedClock();
    const actor = await beginSession(id, clock);
    const redis = countingRedis();
    for (let wrong = 0; wrong <= ratePolicies.wrongPassword.limit; wrong += 1) {
      await proveAgain(prover(actor, clock, redis), { password: 'wrong' }).catch(() => null);
    }
    await expect(proveAgain(prover(actor, clock, redis), { password: testPassword })).rejects.toThrow(
      'platform/rate_limited',
    );
  });
});
