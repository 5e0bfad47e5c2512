import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import {
  enterByIdentity,
  enterBySubject,
  identityOfferLifeMs,
  type ProvenIdentity,
  signUpByIdentity,
} from '@/server/domains/auth/commands/identity-sign-in';
import { signInByPassword } from '@/server/domains/auth/commands/sign-in';
import type { Clock } from '@/server/platform/clock';
import { callAsVisitor } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fakeRedis } from '@/test/fake-ports';
import { fixedClock } from '@/test/fixed-clock';
import { beginSession, callWithin } from '@/test/session-caller';
import { testDb } from '@/test/test-db';
import { testEnv } from '@/test/test-env';

const context = (clock: Clock = fixedClock()) => ({
  db: testDb(),
  clock,
  actor: null,
  secret: testEnv.AUTH_SECRET,
  redis: fakeRedis(),
});

const proven = (given: Partial<ProvenIdentity> = {}): ProvenIdentity => ({
  provider: 'google',
  subject: '1047',
  label: 'ada@elsewhere.test',
  email: 'ada@elsewhere.test',
  name: 'Ada Elsewhere',
  ...given,
});

async function offerOf(identity: ProvenIdentity, clock?: Clock): Promise<string> {
  const entry = await enterByIdentity(context(clock), identity, null);
  if ('entered' in entry) throw new Error('an unknown identity came in');
  return entry.offer;
}

/** Somebody who is signed in, with what they can call. */
async function somebody(factory = testFactory(), clock = fixedClock()) {
  const { id, email } = await factory.user();
  return { id, email, caller: callWithin(await beginSession(id, clock), clock).auth };
}

const identities = async () => await testDb().identity.findMany();
const trail = async () =>
  (await testDb().auditEntry.findMany({ orderBy: { seq: 'asc' } })).map(({ action }) => action);
const notices = async () =>
  (await testDb().outboxEvent.findMany({ where: { name: 'auth/security.noticed' } })).map(({ data }) => data);

describe('a sign-in elsewhere that is connected to nothing', () => {
  it('opens no account, not even that of its address, until who is signed in here connects it', async () => {
    const { id, email, caller } = await somebody();
    const identity = proven({ email, label: email });
    const token = await offerOf(identity);
    expect(await identities()).toEqual([]);
    expect(await callAsVisitor().auth.identityOffer({ token })).toMatchObject({
      email,
      isKnown: true,
      label: email,
    });
    await expect(signUpByIdentity(context(), { token, name: 'Thief', locale: 'en' })).rejects.toThrow(
      'auth/identity_known',
    );
    await caller.linkIdentity({ token });
    expect(await enterByIdentity(context(), identity, null)).toEqual({
      entered: { userId: id, sessionVersion: 1, method: 'oauth' },
    });
    expect((await caller.identities()).items).toMatchObject([{ provider: 'google', label: email }]);
    expect(await notices()).toEqual([{ userId: id, notice: 'identity_added' }]);
    expect(await trail()).toEqual(['identity.linked']);
  });

  it('opens a new account under its verified address, once, and keeps nothing of it in the offer', async () => {
    const identity = proven();
    const token = await offerOf(identity);
    const given = { token, name: 'Ada', locale: 'es' } as const;
    const { userId, method } = await signUpByIdentity(context(), given);
    expect(method).toBe('oauth');
    const user = await testDb().user.findUniqueOrThrow({
      where: { id: userId },
      include: { profile: true, credential: true },
    });
    expect(user).toMatchObject({
      email: 'ada@elsewhere.test',
      name: 'Ada',
      role: 'learner',
      credential: null,
    });
    expect(user.emailVerifiedAt).not.toBeNull();
    expect(user.profile?.locale).toBe('es');
    expect(await testDb().authChallenge.findMany()).toMatchObject([{ userId, data: {} }]);
    await expect(signUpByIdentity(context(), given)).rejects.toThrow('auth/identity_over');
    expect(await enterBySubject(context(), identity)).toMatchObject({ userId });
  });

  it('takes over a registration that nobody proved, without the password a stranger chose', async () => {
    const ctx = context();
    const stranger = { email: 'ada@elsewhere.test', password: 'a stranger knows this one' };
    await callAsVisitor().auth.register({ ...stranger, name: 'Stranger', locale: 'en' });
    const token = await offerOf(proven());
    expect((await callAsVisitor().auth.identityOffer({ token })).isKnown).toBe(false);
    await signUpByIdentity(context(), { token, name: 'Ada', locale: 'en' });
    expect(await signInByPassword(ctx, stranger)).toBeNull();
    const open = await testDb().verificationToken.count({ where: { usedAt: null } });
    expect(open).toBe(0);
  });

  it('does not inherit an invitation to the staff: only its own mail does', async () => {
    const { id, email } = await testFactory().user({ role: 'admin' });
    await testDb().user.update({ where: { id }, data: { emailVerifiedAt: null } });
    const token = await offerOf(proven({ email }));
    expect((await callAsVisitor().auth.identityOffer({ token })).isKnown).toBe(true);
    const taken = signUpByIdentity(context(), { token, name: 'Thief', locale: 'en' });
    await expect(taken).rejects.toThrow('auth/identity_known');
    expect(await identities()).toEqual([]);
  });

  it('makes one account of ten presses', async () => {
    const token = await offerOf(proven());
    const presses = Array.from({ length: 10 }, () =>
      signUpByIdentity(context(), { token, name: 'Ada', locale: 'en' }),
    );
    const outcomes = await Promise.allSettled(presses);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await testDb().user.count({ where: { email: 'ada@elsewhere.test' } })).toBe(1);
    expect(await identities()).toHaveLength(1);
  });

  it('makes no account without an address the provider vouches for', async () => {
    const token = await offerOf(proven({ email: null }));
    await expect(signUpByIdentity(context(), { token, name: 'Ada', locale: 'en' })).rejects.toThrow(
      'auth/identity_without_address',
    );
    const { caller } = await somebody();
    await caller.linkIdentity({ token });
    expect(await identities()).toHaveLength(1);
  });

  it('is over when it is used, old, forged or of another kind', async () => {
    const clock = fixedClock();
    const { caller } = await somebody(testFactory(), clock);
    const used = await offerOf(proven(), clock);
    await caller.linkIdentity({ token: used });
    const old = await offerOf(proven({ provider: 'school', subject: 'a' }), clock);
    const forged = `${old.slice(0, -4)}AAAA`;
    for (const token of [used, forged]) {
      await expect(caller.linkIdentity({ token })).rejects.toThrow('auth/identity_over');
    }
    clock.advance(identityOfferLifeMs + 1);
    const late = callWithin(await beginSession((await identities())[0]?.userId ?? '', clock), clock).auth;
    await expect(late.linkIdentity({ token: old })).rejects.toThrow('auth/identity_over');
    await expect(late.linkIdentity({ token: 'no token at all, of any kind' })).rejects.toThrow(
      'auth/identity_over',
    );
  });
});

describe('a connection', () => {
  it('is one for each account elsewhere, and one of each provider for ours', async () => {
    const factory = testFactory();
    const [ada, bob] = [await somebody(factory), await somebody(factory)];
    const [first, second] = [await offerOf(proven()), await offerOf(proven())];
    await ada.caller.linkIdentity({ token: first });
    await expect(bob.caller.linkIdentity({ token: second })).rejects.toThrow('auth/identity_taken');
    const another = await offerOf(proven({ subject: '2094' }));
    await expect(ada.caller.linkIdentity({ token: another })).rejects.toThrow('auth/identity_second');
    expect(await identities()).toMatchObject([{ userId: ada.id, subject: '1047' }]);
  });

  it('is ended by its owner only, and not when it is the last way in', async () => {
    const factory = testFactory();
    const [ada, bob] = [await somebody(factory), await somebody(factory)];
    const { identityId } = await ada.caller.linkIdentity({ token: await offerOf(proven()) });
    await expect(bob.caller.removeIdentity({ identityId })).rejects.toThrow('auth/identity_not_found');
    await testDb().credential.delete({ where: { userId: ada.id } });
    await expect(ada.caller.removeIdentity({ identityId })).rejects.toThrow('auth/last_way_in');
    expect(await identities()).toHaveLength(1);
    await ada.caller.linkIdentity({ token: await offerOf(proven({ provider: 'github', subject: '7' })) });
    await ada.caller.removeIdentity({ identityId });
    expect(await identities()).toMatchObject([{ provider: 'github' }]);
    expect(await enterBySubject(context(), proven())).toBeNull();
  });

  it('leads nobody who is signed in into another account', async () => {
    const factory = testFactory();
    const [ada, bob] = [await somebody(factory), await somebody(factory)];
    await ada.caller.linkIdentity({ token: await offerOf(proven()) });
    await expect(enterByIdentity(context(), proven(), bob.id)).rejects.toThrow('auth/identity_taken');
    expect(await enterByIdentity(context(), proven(), ada.id)).toHaveProperty('entered');
  });

  it('to a provider that is not set up any more is no way in', async () => {
    const { id, caller } = await somebody();
    await caller.linkIdentity({ token: await offerOf(proven({ provider: 'closed-school' })) });
    const second = await caller.linkIdentity({ token: await offerOf(proven()) });
    await testDb().credential.delete({ where: { userId: id } });
    await expect(caller.removeIdentity(second)).rejects.toThrow('auth/last_way_in');
  });

  it('does not pass by a second factor or a suspension', async () => {
    const clock = fixedClock();
    const { id, caller } = await somebody(testFactory(), clock);
    await caller.linkIdentity({ token: await offerOf(proven(), clock) });
    const { secret } = await caller.offerSecondFactor();
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    await caller.confirmSecondFactor({ code: totp.generate({ timestamp: clock.now().getTime() }) });
    await expect(enterByIdentity(context(clock), proven(), null)).rejects.toThrow(
      'auth/second_factor_required',
    );
    await testDb().user.update({ where: { id }, data: { suspendedAt: clock.now() } });
    await expect(enterByIdentity(context(clock), proven(), null)).rejects.toThrow('auth/suspended');
  });
});
