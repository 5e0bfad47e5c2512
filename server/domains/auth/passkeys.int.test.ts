import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import {
  passkeyRequestLifeMs,
  requestPasskey,
  signInByPasskey,
} from '@/server/domains/auth/commands/passkey-sign-in';
import { passkeyLimit, passkeyOfferLifeMs } from '@/server/domains/auth/commands/passkeys';
import { proveAgain } from '@/server/domains/auth/commands/prove-again';
import { admit } from '@/server/domains/auth/commands/second-factor-sign-in';
import { findActor } from '@/server/domains/auth/queries/find-actor';
import { relyingPartyOf } from '@/server/domains/auth/rules/relying-party';
import type { UserActor } from '@/server/platform/actor';
import { testFactory } from '@/test/factory';
import { fakeRedis } from '@/test/fake-ports';
import { fixedClock } from '@/test/fixed-clock';
import { beginSession, callWithin } from '@/test/session-caller';
import { type Behaviour, SoftwareAuthenticator } from '@/test/software-authenticator';
import { testDb } from '@/test/test-db';
import { testEnv } from '@/test/test-env';

const site = relyingPartyOf(testEnv.APP_URL);
const context = (clock = fixedClock()) => ({
  db: testDb(),
  clock,
  actor: null,
  secret: testEnv.AUTH_SECRET,
  redis: fakeRedis(),
  site,
});

/** Somebody with a passkey. */
async function withPasskey(factory = testFactory(), clock = fixedClock()) {
  const { id } = await factory.user();
  const actor = await beginSession(id, clock);
  const caller = callWithin(actor, clock).auth;
  const device = new SoftwareAuthenticator(site.origin, id);
  const { offerId, options } = await caller.offerPasskey();
  const { passkeyId } = await caller.addPasskey({ offerId, credential: device.make(options.challenge) });
  return { id, actor, caller, device, passkeyId, clock };
}

async function proofOf(device: SoftwareAuthenticator, behaviour: Behaviour = {}, clock = fixedClock()) {
  const { options } = await requestPasskey(context(clock));
  return device.prove(options.challenge, behaviour);
}

const noticesOf = async () =>
  (await testDb().outboxEvent.findMany({ where: { name: 'auth/security.noticed' } })).map(({ data }) => data);
const trailOf = async () =>
  (await testDb().auditEntry.findMany({ orderBy: { seq: 'asc' } })).map(({ action }) => action);

describe('a passkey', () => {
  it('is added, listed, renamed and removed by its owner, who is told and on record', async () => {
    const { id, caller, passkeyId } = await withPasskey();
    const [listed] = (await caller.passkeys()).items;
    expect(listed).toMatchObject({ id: passkeyId, isBackedUp: false, lastUsedAt: null });
    await caller.renamePasskey({ passkeyId, passkeyName: ' My phone ' });
    expect((await caller.passkeys()).items[0]?.name).toBe('My phone');
    await caller.removePasskey({ passkeyId });
    expect((await caller.passkeys()).items).toEqual([]);
    await expect(caller.removePasskey({ passkeyId })).rejects.toThrow('auth/passkey_not_found');
    expect(await trailOf()).toEqual(['passkey.added', 'passkey.renamed', 'passkey.removed']);
    expect(await noticesOf()).toEqual([
      { userId: id, notice: 'passkey_added' },
      { userId: id, notice: 'passkey_removed' },
    ]);
  });

  it('is nobody else’s to see, rename or remove', async () => {
    const factory = testFactory();
    const { passkeyId } = await withPasskey(factory);
    const eve = callWithin(await beginSession((await factory.user()).id)).auth;
    expect((await eve.passkeys()).items).toEqual([]);
    await expect(eve.renamePasskey({ passkeyId, passkeyName: 'Mine' })).rejects.toThrow('passkey_not_found');
    await expect(eve.removePasskey({ passkeyId })).rejects.toThrow('passkey_not_found');
  });

  it('is kept for one open offer of the person who asked, made by a page of ours and somebody verified', async () => {
    const factory = testFactory();
    const { id, caller, clock } = await withPasskey(factory);
    const device = new SoftwareAuthenticator(site.origin, id);
    const refused = async (behaviour: Behaviour) => {
      const { offerId, options } = await caller.offerPasskey();
      const credential = device.make(options.challenge, behaviour);
      await expect(caller.addPasskey({ offerId, credential })).rejects.toThrow('auth/passkey_refused');
    };
    await refused({ origin: 'https://evil.test' });
    await refused({ rpId: 'evil.test' });
    await refused({ isVerified: false });
    const { offerId, options } = await caller.offerPasskey();
    const credential = device.make(options.challenge);
    const eve = callWithin(await beginSession((await factory.user()).id)).auth;
    await expect(eve.addPasskey({ offerId, credential })).rejects.toThrow('auth/passkey_refused');
    await caller.addPasskey({ offerId, credential });
    await expect(caller.addPasskey({ offerId, credential })).rejects.toThrow('auth/passkey_refused');
    const again = await caller.offerPasskey();
    const same = { offerId: again.offerId, credential: device.make(again.options.challenge) };
    await expect(caller.addPasskey(same)).rejects.toThrow('auth/passkey_taken');
    const late = await caller.offerPasskey();
    clock.advance(passkeyOfferLifeMs);
    const tooLate = { offerId: late.offerId, credential: device.make(late.options.challenge) };
    await expect(caller.addPasskey(tooLate)).rejects.toThrow('auth/passkey_refused');
  });

  it('is added after a fresh proof only, and has an end of numbers', async () => {
    const { id, actor, caller, clock } = await withPasskey();
    const row = (number: number) => ({
      userId: id,
      credentialId: `credential-${number}`,
      publicKey: Buffer.from('key'),
      name: '',
      createdAt: clock.now(),
    });
    await testDb().passkey.createMany({ data: Array.from({ length: passkeyLimit - 1 }, (_, n) => row(n)) });
    await expect(caller.offerPasskey()).rejects.toThrow('auth/passkey_limit');
    clock.advance(10 * 60_000 + 1);
    await expect(callWithin(actor, clock).auth.offerPasskey()).rejects.toThrow('platform/proof_required');
  });

  it('stays while it is the last way in besides mail', async () => {
    const { id, caller, passkeyId } = await withPasskey();
    await testDb().credential.delete({ where: { userId: id } });
    await expect(caller.removePasskey({ passkeyId })).rejects.toThrow('auth/last_way_in');
    expect((await caller.passkeys()).items).toHaveLength(1);
  });
});

describe('signing in by passkey', () => {
  it('lets its owner in, and counts for two factors', async () => {
    const { id, caller, device, clock } = await withPasskey();
    const { secret } = await caller.offerSecondFactor();
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    await caller.confirmSecondFactor({ code: totp.generate({ timestamp: clock.now().getTime() }) });
    const entered = await signInByPasskey(context(), await proofOf(device));
    expect(entered).toEqual({ userId: id, sessionVersion: 1 });
    const proven = { ...entered, method: 'passkey' as const };
    expect(await admit(context(), proven)).toEqual(proven);
    expect((await caller.passkeys()).items[0]?.lastUsedAt).toEqual(clock.now());
  });

  it('refuses who is kept out, and knows nobody who is erased', async () => {
    const { id, device } = await withPasskey();
    await testDb().user.update({ where: { id }, data: { suspendedAt: new Date() } });
    const entered = await signInByPasskey(context(), await proofOf(device));
    await expect(admit(context(), { ...entered, method: 'passkey' })).rejects.toThrow('auth/suspended');
    await testDb().user.update({ where: { id }, data: { erasedAt: new Date() } });
    const erased = signInByPasskey(context(), await proofOf(device));
    await expect(erased).rejects.toThrow('auth/passkey_unknown');
  });

  it('takes one proof once, also from ten at once', async () => {
    const { device } = await withPasskey();
    const proof = await proofOf(device);
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, async () => await signInByPasskey(context(), proof)),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = tries.filter((one) => one.status === 'rejected');
    expect(new Set(refused.map(({ reason }) => reason.message))).toEqual(new Set(['auth/passkey_refused']));
  });

  it('takes no proof of another page, another site, nobody verified, another key or another time', async () => {
    const factory = testFactory();
    const { id, device } = await withPasskey(factory);
    const refused = async (proof: ReturnType<SoftwareAuthenticator['prove']>, clock = fixedClock()) =>
      await expect(signInByPasskey(context(clock), proof)).rejects.toThrow('auth/passkey_refused');
    await refused(await proofOf(device, { origin: 'https://evil.test' }));
    await refused(await proofOf(device, { rpId: 'evil.test' }));
    await refused(await proofOf(device, { isVerified: false }));
    await refused(device.prove(Buffer.from('made up').toString('base64url')));
    const thief = await proofOf(new SoftwareAuthenticator(site.origin, id));
    const own = Buffer.from(device.credentialId).toString('base64url');
    await refused({ ...thief, id: own, rawId: own });
    const handed = await proofOf(device);
    const someoneElse = Buffer.from((await factory.user()).id).toString('base64url');
    await refused({ ...handed, response: { ...handed.response, userHandle: someoneElse } });
    const late = fixedClock();
    const slow = await proofOf(device, {}, late);
    late.advance(passkeyRequestLifeMs);
    await refused(slow, late);
  });

  it('says of a passkey nobody has that it is unknown', async () => {
    const stranger = new SoftwareAuthenticator(site.origin, 'nobody');
    const unknown = signInByPasskey(context(), await proofOf(stranger));
    await expect(unknown).rejects.toThrow('auth/passkey_unknown');
  });

  it('refuses a counter that did not go up, and tells the owner; one that never counts is no copy', async () => {
    const { id, device } = await withPasskey();
    await signInByPasskey(context(), await proofOf(device, { counter: 0 }));
    await signInByPasskey(context(), await proofOf(device, { counter: 0 }));
    await signInByPasskey(context(), await proofOf(device, { counter: 7 }));
    for (const counter of [7, 6, 0]) {
      const copy = signInByPasskey(context(), await proofOf(device, { counter }));
      await expect(copy).rejects.toThrow('auth/passkey_cloned');
    }
    expect(await noticesOf()).toContainEqual({ userId: id, notice: 'passkey_cloned' });
    await signInByPasskey(context(), await proofOf(device, { counter: 8 }));
  });
});

describe('a proof within a session', () => {
  const prover = (actor: UserActor, clock = fixedClock()) => ({
    ...context(clock),
    actor,
    address: '192.0.2.7',
  });

  it('is a passkey of theirs, also where a code would be asked, and moves the session to a new id', async () => {
    const { id, actor, caller, device, clock } = await withPasskey();
    const { secret } = await caller.offerSecondFactor();
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({
      timestamp: clock.now().getTime(),
    });
    await caller.confirmSecondFactor({ code });
    expect(await caller.secondFactor()).toMatchObject({ provenBy: 'code', hasPasskey: true });
    clock.advance(3_600_000);
    const assertion = await proofOf(device, {}, clock);
    const { sessionId } = await proveAgain(prover(actor, clock), { assertion });
    const claim = { userId: id, sessionVersion: 1 };
    expect((await findActor(testDb(), { ...claim, sessionId }, clock.now()))?.session?.provenAt).toEqual(
      clock.now(),
    );
    const old = { ...claim, sessionId: actor.session?.id ?? '' };
    expect(await findActor(testDb(), old, clock.now())).toBeNull();
    // What was proven once proves nothing again.
    const later = await beginSession(id, clock);
    await expect(proveAgain(prover(later, clock), { assertion })).rejects.toThrow('auth/passkey_refused');
  });

  it('is nobody else’s passkey, which is left as it was', async () => {
    const factory = testFactory();
    const { device, passkeyId } = await withPasskey(factory);
    const eve = await beginSession((await factory.user()).id);
    const assertion = await proofOf(device);
    await expect(proveAgain(prover(eve), { assertion })).rejects.toThrow('auth/passkey_refused');
    const row = await testDb().passkey.findUniqueOrThrow({ where: { id: passkeyId } });
    expect(row.lastUsedAt).toBeNull();
    expect(await testDb().session.count({ where: { revokedAt: { not: null } } })).toBe(0);
  });

  it('is refused from another origin, and without its person verified', async () => {
    const { actor, device } = await withPasskey();
    for (const wrong of [{ origin: 'https://evil.test' }, { isVerified: false }]) {
      const assertion = await proofOf(device, wrong);
      await expect(proveAgain(prover(actor), { assertion })).rejects.toThrow('auth/passkey_refused');
    }
  });
});
