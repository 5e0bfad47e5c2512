import { describe, expect, it } from 'vitest';
import { tokenFor, tokenLifeMs } from '@/server/domains/auth';
import { signInByMagicLink } from '@/server/domains/auth/commands/magic-link';
import { callAsVisitor } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fakeRedis } from '@/test/fake-ports';
import { fixedClock } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';
import { testEnv } from '@/test/test-env';

const secret = testEnv.AUTH_SECRET;
const context = (clock = fixedClock()) => ({ db: testDb(), clock, actor: null, secret, redis: fakeRedis() });

async function mailedLink(email: string): Promise<string> {
  await callAsVisitor().auth.requestMagicLink({ email, returnTo: '/en/courses' });
  const { id } = await testDb().verificationToken.findFirstOrThrow({ orderBy: { id: 'desc' } });
  return tokenFor(secret, 'magic_link', id);
}

describe('a link that signs in', () => {
  it('is mailed to the owner of the address, and keeps where they were heading', async () => {
    const { id, email } = await testFactory().user();
    await mailedLink(` ${email.toUpperCase()} `);
    const [event] = await testDb().outboxEvent.findMany();
    expect(event).toMatchObject({
      name: 'auth/magic_link.requested',
      data: { userId: id, returnTo: '/en/courses' },
    });
  });

  it('is mailed to nobody unknown, unproven or suspended, with the same answer', async () => {
    const factory = testFactory();
    const unproven = await factory.user({ emailVerifiedAt: null });
    const suspended = await factory.user({ suspendedAt: new Date() });
    for (const email of ['nobody@lyceum.test', unproven.email, suspended.email]) {
      expect(await callAsVisitor().auth.requestMagicLink({ email })).toEqual({ status: 'mail_sent' });
    }
    expect(await testDb().outboxEvent.count()).toBe(0);
  });

  it('lets one of ten at once in', async () => {
    const { id, email } = await testFactory().user();
    const token = await mailedLink(email);
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, async () => await signInByMagicLink(context(), { token })),
    );
    const entered = tries.filter((one) => one.status === 'fulfilled');
    expect(entered.map(({ value }) => value)).toEqual([{ userId: id, sessionVersion: 1 }]);
    const refused = tries.filter((one) => one.status === 'rejected');
    expect(new Set(refused.map(({ reason }) => reason.message))).toEqual(new Set(['auth/token_used']));
  });

  it('works for a quarter of an hour, and for nothing else', async () => {
    const { email } = await testFactory().user();
    const token = await mailedLink(email);
    const late = fixedClock();
    late.advance(tokenLifeMs.magic_link);
    await expect(signInByMagicLink(context(late), { token })).rejects.toThrow('auth/token_expired');
    const reset = callAsVisitor().auth.resetPassword({ token, password: 'a wide calm lake' });
    await expect(reset).rejects.toThrow('auth/token_invalid');
    const [id = ''] = token.split('.');
    const other = tokenFor(secret, 'reset_password', id);
    await expect(signInByMagicLink(context(), { token: other })).rejects.toThrow('auth/token_invalid');
  });
});
