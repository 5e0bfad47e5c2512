import { expect, it } from 'vitest';
import { pruneEmailChanges, pruneTokens } from '@/server/domains/auth';
import { newId } from '@/server/platform/ids';
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

it('forgets wishes for another address a month after they were over, also those that nobody closed', async () => {
  const factory = testFactory();
  // A person has one open wish at most.
  const people = [await factory.user(), await factory.user()];
  const clock = fixedClock();
  const ago = (days: number) => new Date(clock.now().getTime() - days * 86_400_000);
  const wishes = [
    { newEmail: 'closed-long-ago@lyceum.test', expiresAt: ago(-1), closedAt: ago(31) },
    { newEmail: 'expired-long-ago@lyceum.test', expiresAt: ago(31), closedAt: null },
    { newEmail: 'open@lyceum.test', expiresAt: ago(-1), closedAt: null },
    { newEmail: 'closed@lyceum.test', expiresAt: ago(29), closedAt: ago(29) },
  ];
  await testDb().emailChange.createMany({
    data: wishes.map((wish, index) => ({
      ...wish,
      id: newId(),
      userId: people[index % 2]?.id ?? '',
      requestedAt: ago(32),
    })),
  });
  expect(await pruneEmailChanges(testDb(), clock, 1)).toBe(1);
  expect(await pruneEmailChanges(testDb(), clock, 10)).toBe(1);
  const left = await testDb().emailChange.findMany({ orderBy: { newEmail: 'asc' } });
  expect(left.map(({ newEmail }) => newEmail)).toEqual(['closed@lyceum.test', 'open@lyceum.test']);
});
