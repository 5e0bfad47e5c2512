import { describe, expect, it } from 'vitest';
import { testPassword } from '@/prisma/factories/people';
import { register } from '@/server/domains/auth/commands/register';
import { requestReset } from '@/server/domains/auth/commands/reset-password';
import { signInByPassword } from '@/server/domains/auth/commands/sign-in';
import { ratePolicies } from '@/server/platform/ratelimit';
import { callAsVisitor, testContext } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { countingRedis } from '@/test/fake-ports';
import { type FixedClock, fixedClock, testNow } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';
import { testEnv } from '@/test/test-env';

const ada = { name: 'Ada', email: 'ada@lyceum.test', password: 'a long enough password' };

async function events(): Promise<{ name: string; data: unknown }[]> {
  return await testDb().outboxEvent.findMany({
    select: { name: true, data: true },
    orderBy: { id: 'asc' },
  });
}

describe('register', () => {
  it('makes an account that waits for its address, with a password, a token and the order for a mail', async () => {
    const answer = await callAsVisitor().auth.register({ ...ada, email: '  Ada@Lyceum.test ', locale: 'es' });
    expect(answer).toEqual({ status: 'mail_sent' });
    const user = await testDb().user.findUniqueOrThrow({
      where: { email: ada.email },
      include: { profile: true, credential: true, verificationTokens: true },
    });
    expect(user).toMatchObject({ name: 'Ada', role: 'learner', emailVerifiedAt: null });
    expect(user.profile?.locale).toBe('es');
    expect(user.credential?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(user.verificationTokens).toMatchObject([{ purpose: 'verify_email', usedAt: null }]);
    const tokenId = user.verificationTokens[0]?.id;
    expect(await events()).toEqual([
      { name: 'user/registered', data: { userId: user.id } },
      { name: 'auth/verification.requested', data: { userId: user.id, tokenId, returnTo: null } },
    ]);
  });

  it('tells the owner of a taken address, and nobody else, and changes nothing', async () => {
    const owner = await testFactory().user({ email: ada.email });
    const before = await testDb().credential.findUniqueOrThrow({ where: { userId: owner.id } });
    const answer = await callAsVisitor().auth.register(ada);
    expect(answer).toEqual({ status: 'mail_sent' });
    expect(await events()).toEqual([{ name: 'auth/registration.repeated', data: { userId: owner.id } }]);
    expect(await testDb().credential.findUniqueOrThrow({ where: { userId: owner.id } })).toEqual(before);
    expect(await testDb().user.count()).toBe(1);
    expect(await testDb().verificationToken.count()).toBe(0);
  });

  it('makes one account of ten registrations of one address at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, async () => await callAsVisitor().auth.register(ada)),
    );
    expect(answers).toEqual(Array(10).fill({ status: 'mail_sent' }));
    expect(await testDb().user.count()).toBe(1);
    expect(await testDb().credential.count()).toBe(1);
    const names = (await events()).map((event) => event.name);
    expect(names.filter((name) => name === 'user/registered')).toHaveLength(1);
    expect(names.filter((name) => name === 'auth/verification.requested')).toHaveLength(10);
  });

  it('refuses short and endless passwords', async () => {
    for (const password of ['short', 'x'.repeat(129)]) {
      await expect(callAsVisitor().auth.register({ ...ada, password })).rejects.toMatchObject({
        message: 'platform/invalid_input',
      });
    }
    expect(await testDb().user.count()).toBe(0);
  });
});

it('registers again while the address is unproven: another link, and nothing of the first is replaced', async () => {
  await callAsVisitor().auth.register(ada);
  const before = await testDb().user.findUniqueOrThrow({
    where: { email: ada.email },
    include: { credential: true },
  });
  await callAsVisitor().auth.register({ ...ada, name: 'Ada L.', password: 'quite another password' });
  const after = await testDb().user.findUniqueOrThrow({
    where: { email: ada.email },
    include: { credential: true },
  });
  expect(after).toEqual(before);
  const links = await testDb().verificationToken.findMany({ orderBy: { id: 'asc' } });
  expect(links.map((link) => link.personName)).toEqual(['Ada', 'Ada L.']);
  expect(links[0]?.passwordHash).toBe(before.credential?.passwordHash);
  expect(links[1]?.passwordHash).not.toBe(before.credential?.passwordHash);
});

/** A context whose Redis counts, for calls that share it. */
function counted(clock = fixedClock()) {
  return { ...testContext(null, clock), redis: countingRedis(), secret: testEnv.AUTH_SECRET };
}

describe('mail to one address', () => {
  const { limit } = ratePolicies.mail;
  const input = { ...ada, locale: 'en' as const };

  it('ends with its budget, in silence, for registrations and for proven owners alike', async () => {
    const ctx = counted();
    await testFactory().user({ email: ada.email });
    for (let call = 0; call < limit + 3; call += 1) {
      expect(await register(ctx, input)).toEqual({ status: 'mail_sent' });
    }
    expect(await testDb().outboxEvent.count()).toBe(limit);
    await register(ctx, { ...input, email: 'grace@lyceum.test' });
    expect(await testDb().user.count({ where: { email: 'grace@lyceum.test' } })).toBe(1);
  });

  it('ends with its budget for resets, which a stranger cannot use up by registering', async () => {
    const ctx = counted();
    const { email } = await testFactory().user();
    for (let call = 0; call < limit + 3; call += 1) await register(ctx, { ...input, email });
    for (let call = 0; call < limit + 3; call += 1) {
      expect(await requestReset(ctx, { email })).toEqual({ status: 'mail_sent' });
    }
    expect(await testDb().outboxEvent.count({ where: { name: 'auth/reset.requested' } })).toBe(limit);
  });

  it('ends with its budget for who signs in unproven', async () => {
    const ctx = counted();
    const { email } = await testFactory().user({ emailVerifiedAt: null });
    for (let call = 0; call < limit + 3; call += 1) {
      await expect(signInByPassword(ctx, { email, password: testPassword })).rejects.toThrow(
        'auth/email_not_verified',
      );
    }
    expect(await testDb().verificationToken.count()).toBe(limit);
  });
});

describe('answers about an address', () => {
  it('are the same for known and unknown ones when a password is forgotten', async () => {
    const user = await testFactory().user();
    const known = await callAsVisitor().auth.requestReset({ email: user.email.toUpperCase() });
    expect(await callAsVisitor().auth.requestReset({ email: 'nobody@lyceum.test' })).toEqual(known);
    expect(await events()).toMatchObject([{ name: 'auth/reset.requested', data: { userId: user.id } }]);
  });

  it('leave at a fixed pace, whatever was found', async () => {
    const factory = testFactory();
    const proven = await factory.user();
    const waiting = await factory.user({ emailVerifiedAt: null });
    for (const email of [proven.email, waiting.email, 'nobody@lyceum.test']) {
      for (const call of [
        async (clock: FixedClock) => await callAsVisitor(clock).auth.requestReset({ email }),
        async (clock: FixedClock) => await callAsVisitor(clock).auth.register({ ...ada, email }),
      ]) {
        const clock = fixedClock();
        await call(clock);
        expect(clock.now().getTime() - testNow.getTime()).toBeGreaterThanOrEqual(250);
        expect(clock.now().getTime() - testNow.getTime()).toBeLessThan(300);
      }
    }
  });
});

it('keeps no password and no token in an event', async () => {
  await callAsVisitor().auth.register({ ...ada, password: testPassword });
  const rows = JSON.stringify(await events());
  const token = await testDb().verificationToken.findFirstOrThrow();
  expect(rows).not.toContain(testPassword);
  expect(rows).not.toContain(token.tokenHash);
  expect(rows).not.toContain(ada.email);
});
