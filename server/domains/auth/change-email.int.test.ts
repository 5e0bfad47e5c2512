import { describe, expect, it } from 'vitest';
import { tokenFor, tokenLifeMs } from '@/server/domains/auth';
import { confirmEmailChange } from '@/server/domains/auth/commands/change-email';
import { registerUser } from '@/server/domains/users';
import { transact } from '@/server/platform/db';
import { callAsVisitor } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fakeRedis } from '@/test/fake-ports';
import { fixedClock } from '@/test/fixed-clock';
import { beginSession, callWithin } from '@/test/session-caller';
import { testDb } from '@/test/test-db';
import { testEnv } from '@/test/test-env';

const secret = testEnv.AUTH_SECRET;
const newEmail = 'ada.new@lyceum.test';

async function linksOf(userId: string) {
  const rows = await testDb().verificationToken.findMany({ where: { userId }, orderBy: { id: 'desc' } });
  const tokenOf = (purpose: 'change_email_old' | 'change_email_new') => ({
    token: tokenFor(secret, purpose, rows.find((row) => row.purpose === purpose)?.id ?? ''),
  });
  return { old: tokenOf('change_email_old'), new: tokenOf('change_email_new') };
}

async function wish(factory = testFactory(), wished = newEmail) {
  const user = await factory.user();
  const caller = callWithin(await beginSession(user.id)).auth;
  expect(await caller.requestEmailChange({ newEmail: wished })).toEqual({ status: 'mail_sent' });
  return { user, caller, links: await linksOf(user.id) };
}

const emailOf = async (id: string) => (await testDb().user.findUniqueOrThrow({ where: { id } })).email;

describe('a change of address', () => {
  it.each([
    ['old' as const, 'new' as const],
    ['new' as const, 'old' as const],
  ])('happens when the %s and then the %s mailbox agree', async (first, second) => {
    const { user, caller, links } = await wish();
    expect(await callAsVisitor().auth.confirmEmailChange(links[first])).toEqual({ status: 'waiting' });
    expect(await emailOf(user.id)).toBe(user.email);
    expect(await caller.pendingEmail()).toMatchObject({
      newEmail,
      isOldConfirmed: first === 'old',
      isNewConfirmed: first === 'new',
    });
    expect(await callAsVisitor().auth.confirmEmailChange(links[second])).toEqual({ status: 'changed' });
    expect(await emailOf(user.id)).toBe(newEmail);
    expect(await caller.pendingEmail()).toBeNull();
    const trail = await testDb().auditEntry.findMany({ orderBy: { seq: 'asc' } });
    expect(trail.map(({ action }) => action)).toEqual(['email.change_requested', 'email.changed']);
    expect(JSON.stringify(trail.map(({ before, after }) => ({ before, after })))).not.toContain('@');
  });

  it('takes each link once, and needs both: one mailbox alone cannot agree twice', async () => {
    const { user, links } = await wish();
    await callAsVisitor().auth.confirmEmailChange(links.new);
    await expect(callAsVisitor().auth.confirmEmailChange(links.new)).rejects.toThrow('auth/token_used');
    expect(await emailOf(user.id)).toBe(user.email);
  });

  it('is taken by one of ten who press at once', async () => {
    const { user, links } = await wish();
    await callAsVisitor().auth.confirmEmailChange(links.old);
    const presses = await Promise.allSettled(
      Array.from({ length: 10 }, async () => await callAsVisitor().auth.confirmEmailChange(links.new)),
    );
    expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await emailOf(user.id)).toBe(newEmail);
  });

  it('is not found out by asking for an address that has an account', async () => {
    const factory = testFactory();
    const other = await factory.user();
    const { caller } = await wish(factory, other.email);
    expect(await caller.pendingEmail()).toMatchObject({ newEmail: other.email });
  });

  it('does not happen when the address has got an account in the meantime, and can be tried again', async () => {
    const { user, links } = await wish();
    await callAsVisitor().auth.confirmEmailChange(links.old);
    const person = { email: newEmail, name: 'Somebody Else', locale: 'en', role: 'learner' } as const;
    await transact(testDb(), async (tx) => await registerUser(tx, person));
    await expect(callAsVisitor().auth.confirmEmailChange(links.new)).rejects.toThrow(
      'auth/email_change_closed',
    );
    expect(await emailOf(user.id)).toBe(user.email);
  });

  it('ends the links of an earlier wish, and all links when it is withdrawn', async () => {
    const { caller, user, links } = await wish();
    await caller.requestEmailChange({ newEmail: 'another@lyceum.test' });
    await expect(callAsVisitor().auth.confirmEmailChange(links.new)).rejects.toThrow('auth/token_used');
    const later = await linksOf(user.id);
    expect(await caller.withdrawEmailChange()).toEqual({ status: 'withdrawn' });
    await expect(callAsVisitor().auth.confirmEmailChange(later.new)).rejects.toThrow('auth/token_used');
    await expect(caller.withdrawEmailChange()).rejects.toThrow('auth/email_change_closed');
  });

  it('is over after a day, and is not for the address there is', async () => {
    const { caller, user, links } = await wish();
    const late = fixedClock();
    late.advance(tokenLifeMs.change_email_new);
    const ctx = { db: testDb(), clock: late, actor: null, secret, redis: fakeRedis() };
    await expect(confirmEmailChange(ctx, links.new)).rejects.toThrow('auth/token_expired');
    await expect(caller.requestEmailChange({ newEmail: user.email })).rejects.toThrow('auth/email_unchanged');
    const reset = callAsVisitor().auth.confirmEmailChange({ token: tokenFor(secret, 'reset_password', 'x') });
    await expect(reset).rejects.toThrow('auth/token_invalid');
  });
});
