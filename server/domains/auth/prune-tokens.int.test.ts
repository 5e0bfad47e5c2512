import { expect, it } from 'vitest';
import { pruneTokens } from '@/server/domains/auth';
import { testFactory } from '@/test/factory';
import { fixedClock } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

it('forgets tokens a month after they expired, in bounded bites, and none before', async () => {
  const { id: userId } = await testFactory().user();
  const clock = fixedClock();
  const expiredFor = [31, 40, 50, 29, -1].map((days) => new Date(clock.now().getTime() - days * 86_400_000));
  const tokens = expiredFor.map((expiresAt, index) => ({
    userId,
    purpose: 'verify_email' as const,
    tokenHash: `hash-${index}`,
    createdAt: new Date(expiresAt.getTime() - 3_600_000),
    expiresAt,
  }));
  await testDb().verificationToken.createMany({ data: tokens });
  expect(await pruneTokens(testDb(), clock, 2)).toBe(2);
  expect(await pruneTokens(testDb(), clock, 2)).toBe(1);
  const left = await testDb().verificationToken.findMany({ orderBy: { tokenHash: 'asc' } });
  expect(left.map((token) => token.tokenHash)).toEqual(['hash-3', 'hash-4']);
});
