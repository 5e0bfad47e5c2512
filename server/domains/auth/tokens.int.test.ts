import { describe, expect, it } from 'vitest';
import { testPassword, testPasswordHash } from '@/prisma/factories/people';
import { tokenFor, tokenLifeMs } from '@/server/domains/auth';
import { issueToken } from '@/server/domains/auth/commands/issue-token';
import { openSession } from '@/server/domains/auth/commands/open-session';
import { signInByPassword, signInByVerification } from '@/server/domains/auth/commands/sign-in';
import { findActor, type SessionClaim } from '@/server/domains/auth/queries/find-actor';
import type { TokenPurpose } from '@/server/domains/auth/rules/tokens';
import { transact } from '@/server/platform/db';
import { callAsVisitor } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fakeRedis } from '@/test/fake-ports';
import { fixedClock } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';
import { testEnv } from '@/test/test-env';

const secret = testEnv.AUTH_SECRET;
const newPassword = 'another long password';

async function mailed(userId: string, purpose: TokenPurpose): Promise<string> {
  const at = fixedClock().now();
  const registration = { passwordHash: testPasswordHash, personName: 'Ada' };
  const request =
    purpose === 'verify_email' ? { userId, purpose, registration, at } : { userId, purpose, at };
  const id = await transact(testDb(), async (tx) => await issueToken(tx, secret, request));
  return tokenFor(secret, purpose, id);
}

function context(clock = fixedClock()) {
  return { db: testDb(), clock, actor: null, secret, redis: fakeRedis() };
}

async function register(given: { email: string; name: string; password: string }): Promise<string> {
  await callAsVisitor().auth.register(given);
  return await lastLink();
}

/** What the cookie of a session that begins now would claim. */
async function claimOf(userId: string, sessionVersion = 1): Promise<SessionClaim> {
  const at = fixedClock().now();
  const sessionId = await openSession(testDb(), { userId, method: 'password', at });
  return { userId, sessionId, sessionVersion };
}

const actorOf = async (claim: SessionClaim) => await findActor(testDb(), claim, fixedClock().now());

/** The link that was mailed last. */
async function lastLink(): Promise<string> {
  const row = await testDb().verificationToken.findFirstOrThrow({ orderBy: { id: 'desc' } });
  return tokenFor(secret, row.purpose, row.id);
}

describe('confirming an address', () => {
  const password = testPassword;

  it('proves the address and signs in, once', async () => {
    const user = await testFactory().user({ emailVerifiedAt: null });
    const token = await mailed(user.id, 'verify_email');
    expect(await signInByVerification(context(), { token, password })).toEqual({
      userId: user.id,
      sessionVersion: 2,
    });
    const stored = await testDb().user.findUniqueOrThrow({ where: { id: user.id } });
    expect(stored.emailVerifiedAt).toEqual(fixedClock().now());
    await expect(signInByVerification(context(), { token, password })).rejects.toThrow('auth/token_used');
  });

  it.each(['one link', 'a link each'])('lets one of ten at once in, by %s', async (links) => {
    const user = await testFactory().user({ emailVerifiedAt: null });
    const shared = await mailed(user.id, 'verify_email');
    const tokens: string[] = [];
    for (let number = 0; number < 10; number += 1) {
      tokens.push(links === 'one link' ? shared : await mailed(user.id, 'verify_email'));
    }
    const attempts = await Promise.allSettled(
      tokens.map(async (token) => await signInByVerification(context(), { token, password })),
    );
    const refusals = attempts.filter((attempt) => attempt.status === 'rejected');
    expect(refusals.map(({ reason }) => reason.message)).toEqual(Array(9).fill('auth/token_used'));
  });

  it('refuses what is forged, expired, or was mailed for something else', async () => {
    const user = await testFactory().user({ emailVerifiedAt: null });
    const token = await mailed(user.id, 'verify_email');
    const [id = ''] = token.split('.');
    const forged = [
      tokenFor('another secret, also of some length', 'verify_email', id),
      `${id}.`,
      `${token}.more`,
      `${token}x`,
      tokenFor(secret, 'verify_email', user.id),
      await mailed(user.id, 'reset_password'),
    ];
    for (const wrong of forged) {
      await expect(signInByVerification(context(), { token: wrong, password })).rejects.toThrow(
        'auth/token_invalid',
      );
    }
    const late = fixedClock();
    late.advance(tokenLifeMs.verify_email);
    await expect(signInByVerification(context(late), { token, password })).rejects.toThrow(
      'auth/token_expired',
    );
    const stored = await testDb().user.findUniqueOrThrow({ where: { id: user.id } });
    expect(stored.emailVerifiedAt).toBeNull();
  });

  it('ends every other link that was mailed before, also one that was on its way', async () => {
    const user = await testFactory().user({ emailVerifiedAt: null });
    const [first, second, reset] = [
      await mailed(user.id, 'verify_email'),
      await mailed(user.id, 'verify_email'),
      await mailed(user.id, 'reset_password'),
    ];
    await signInByVerification(context(), { token: first, password });
    await expect(signInByVerification(context(), { token: second, password })).rejects.toThrow(
      'auth/token_used',
    );
    await expect(callAsVisitor().auth.resetPassword({ token: reset, password: newPassword })).rejects.toThrow(
      'auth/token_used',
    );
    const late = await mailed(user.id, 'verify_email');
    await expect(signInByVerification(context(), { token: late, password })).rejects.toThrow(
      'auth/token_used',
    );
    const kept = await testDb().verificationToken.findMany({ where: { usedAt: { not: null } } });
    expect(kept.map(({ passwordHash, personName }) => passwordHash ?? personName)).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('an address that a stranger registers first', () => {
  const email = 'victim@lyceum.test';
  const mallory = { email, name: 'Mallory', password: 'password of the stranger' };
  const victim = { email, name: 'Victoria', password: 'password of the victim' };

  it('does not let the stranger in, and mails the link again', async () => {
    await register(mallory);
    await expect(signInByPassword(context(), mallory)).rejects.toThrow('auth/email_not_verified');
    expect(await signInByPassword(context(), { email, password: 'not the password' })).toBeNull();
    expect(await testDb().outboxEvent.count({ where: { name: 'auth/verification.requested' } })).toBe(2);
  });

  it("is not confirmed by the stranger's link in the hands of its owner", async () => {
    const link = await register(mallory);
    expect(await signInByVerification(context(), { token: link, password: victim.password })).toBeNull();
    await expect(signInByPassword(context(), mallory)).rejects.toThrow('auth/email_not_verified');
  });

  it('belongs to its owner, with their own name and password, once they confirm their own link', async () => {
    const strangersLink = await register(mallory);
    const link = await register(victim);
    await expect(signInByPassword(context(), mallory)).rejects.toThrow('auth/email_not_verified');
    const again = await lastLink();
    const signedIn = await signInByVerification(context(), { token: link, password: victim.password });
    expect(signedIn).toMatchObject({ sessionVersion: 2 });
    expect(await testDb().user.findMany()).toMatchObject([{ email, name: 'Victoria' }]);
    expect(await signInByPassword(context(), mallory)).toBeNull();
    expect(await signInByPassword(context(), victim)).toEqual(signedIn);
    for (const token of [strangersLink, again]) {
      await expect(signInByVerification(context(), { token, password: mallory.password })).rejects.toThrow(
        'auth/token_used',
      );
    }
    expect(await actorOf(await claimOf(signedIn?.userId ?? ''))).toBeNull();
  });
});

describe('choosing a new password', () => {
  it('changes the password, ends sessions and every other open link, and proves the mailbox', async () => {
    const user = await testFactory().user({ emailVerifiedAt: null });
    const claim = await claimOf(user.id);
    expect(await actorOf(claim)).not.toBeNull();
    const [token, otherReset, openVerification] = [
      await mailed(user.id, 'reset_password'),
      await mailed(user.id, 'reset_password'),
      await mailed(user.id, 'verify_email'),
    ];
    const caller = callAsVisitor().auth;
    expect(await caller.resetPassword({ token, password: newPassword })).toEqual({ email: user.email });

    expect(await actorOf(claim)).toBeNull();
    const given = { email: user.email };
    expect(await signInByPassword(context(), { ...given, password: testPassword })).toBeNull();
    const signedIn = await signInByPassword(context(), { ...given, password: newPassword });
    expect(signedIn).toEqual({ userId: user.id, sessionVersion: 2 });
    expect(await actorOf({ ...claim, sessionVersion: 2 })).toBeNull();
    const begunSince = await claimOf(user.id, 2);
    expect(await actorOf(begunSince)).toMatchObject({ userId: user.id });
    for (const used of [token, otherReset]) {
      await expect(caller.resetPassword({ token: used, password: testPassword })).rejects.toThrow(
        'auth/token_used',
      );
    }
    const late = { token: openVerification, password: testPassword };
    await expect(signInByVerification(context(), late)).rejects.toThrow('auth/token_used');
    const stored = await testDb().user.findUniqueOrThrow({ where: { id: user.id } });
    expect(stored.emailVerifiedAt).not.toBeNull();
    expect(await testDb().outboxEvent.findMany()).toMatchObject([
      { name: 'auth/password.changed', data: { userId: user.id } },
    ]);
  });

  it('ends the sessions of a person who had no password', async () => {
    const user = await testFactory().user();
    await testDb().credential.delete({ where: { userId: user.id } });
    const claim = await claimOf(user.id);
    expect(await actorOf(claim)).not.toBeNull();
    const token = await mailed(user.id, 'reset_password');
    await callAsVisitor().auth.resetPassword({ token, password: newPassword });
    expect(await actorOf(claim)).toBeNull();
  });

  it('changes nothing by an expired link or the link of another mail', async () => {
    const user = await testFactory().user();
    const before = await testDb().credential.findUniqueOrThrow({ where: { userId: user.id } });
    const token = await mailed(user.id, 'reset_password');
    const late = fixedClock();
    late.advance(tokenLifeMs.reset_password);
    const password = newPassword;
    await expect(callAsVisitor(late).auth.resetPassword({ token, password })).rejects.toThrow(
      'auth/token_expired',
    );
    const other = await mailed(user.id, 'verify_email');
    await expect(callAsVisitor().auth.resetPassword({ token: other, password })).rejects.toThrow(
      'auth/token_invalid',
    );
    expect(await testDb().credential.findUniqueOrThrow({ where: { userId: user.id } })).toEqual(before);
    expect(await testDb().outboxEvent.count()).toBe(0);
  });
});

describe('signing in by password', () => {
  it('lets in who knows it, and nobody else', async () => {
    const user = await testFactory().user();
    const email = user.email;
    expect(await signInByPassword(context(), { email, password: testPassword })).toEqual({
      userId: user.id,
      sessionVersion: 1,
    });
    expect(await signInByPassword(context(), { email, password: `${testPassword} ` })).toBeNull();
    expect(
      await signInByPassword(context(), { email: 'nobody@lyceum.test', password: testPassword }),
    ).toBeNull();
  });
});
