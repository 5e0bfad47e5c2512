import type { BadgeKey, PointRuleKey } from '@/server/domains/gamification/contract';
import type { Earned } from '@/server/domains/gamification/rules/points';
import type { Conn, Tx } from '@/server/platform/db';

/** More days than anybody lives. */
const maxDays = 50_000;

/** More badges than there are. */
const maxBadges = 1_000;

/** Rows sent in one statement. */
const chunkSize = 1_000;

/** A line of the ledger with the day it was for the learner. */
export type NewEntry = Earned & { readonly day: string };

/** A badge as it is granted. */
export type Grant = { readonly badge: BadgeKey; readonly earnedAt: Date; readonly courseId: string | null };

/** Lets one transaction at a time look at and change what a person has achieved. */
export async function lockAchievements(tx: Tx, userId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`achievements:${userId}`}, 0))::text`;
}

/** Reads when the newest thing in a person's ledger was done, or null. */
export async function selectNewest(conn: Conn, userId: string): Promise<Date | null> {
  const { _max } = await conn.pointEntry.aggregate({ where: { userId }, _max: { at: true } });
  return _max.at;
}

/** Adds what is not in the ledger yet, by its unique key; returns how many lines that were. */
export async function insertEntries(tx: Tx, userId: string, entries: readonly NewEntry[]): Promise<number> {
  let added = 0;
  for (let start = 0; start < entries.length; start += chunkSize) {
    const { count } = await tx.pointEntry.createMany({
      data: entries
        .slice(start, start + chunkSize)
        .map(({ day, ...entry }) => ({ ...entry, userId, day: new Date(day) })),
      skipDuplicates: true,
    });
    added += count;
  }
  return added;
}

/** Reads how many lines of each rule a person has, and their points. */
export async function sumByRule(conn: Conn, userId: string) {
  return await conn.pointEntry.groupBy({
    by: ['rule'],
    where: { userId },
    _count: { _all: true },
    _sum: { points: true },
    orderBy: { rule: 'asc' },
    take: 100,
  });
}

/** Reads the days on which a person has learnt something, in order, with the first moment of each. */
export async function selectDays(
  conn: Conn,
  userId: string,
): Promise<{ readonly day: string; readonly at: Date }[]> {
  const rows = await conn.pointEntry.groupBy({
    by: ['day'],
    where: { userId },
    _min: { at: true },
    orderBy: { day: 'asc' },
    take: maxDays,
  });
  return rows.map(({ day, _min }) => ({ day: day.toISOString().slice(0, 10), at: _min.at ?? day }));
}

/** Reads the nth line of a rule in the order of doing, 1 for the first; null when there are fewer. */
export async function selectNth(conn: Conn, userId: string, rule: PointRuleKey, nth: number) {
  return await conn.pointEntry.findFirst({
    where: { userId, rule },
    select: { at: true, courseId: true },
    orderBy: [{ at: 'asc' }, { subjectId: 'asc' }],
    skip: nth - 1,
  });
}

/** Reads a person's badges, latest first. */
export async function selectGrants(conn: Conn, userId: string) {
  return await conn.badgeGrant.findMany({
    where: { userId },
    select: { badge: true, earnedAt: true, courseId: true },
    orderBy: [{ earnedAt: 'desc' }, { badge: 'asc' }],
    take: maxBadges,
  });
}

/** Grants a badge by its unique key; returns false when the person has it. */
export async function insertGrant(tx: Tx, userId: string, grant: Grant): Promise<boolean> {
  const { count } = await tx.badgeGrant.createMany({ data: [{ ...grant, userId }], skipDuplicates: true });
  return count === 1;
}

/** Takes these badges away. */
export async function deleteGrants(tx: Tx, userId: string, badges: readonly string[]): Promise<void> {
  await tx.badgeGrant.deleteMany({ where: { userId, badge: { in: [...badges] } } });
}

/** Removes everything a person has achieved. */
export async function deleteAchievements(tx: Tx, userId: string): Promise<void> {
  await tx.badgeGrant.deleteMany({ where: { userId } });
  await tx.pointEntry.deleteMany({ where: { userId } });
}
