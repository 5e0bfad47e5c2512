import { findCourses } from '@/server/domains/courses';
import { type Achievements, badgeKey } from '@/server/domains/gamification/contract';
import { readTally } from '@/server/domains/gamification/queries/read-tally';
import { selectGrants } from '@/server/domains/gamification/repo';
import { stillOpen } from '@/server/domains/gamification/rules/badges';
import { streakOn } from '@/server/domains/gamification/rules/streak';
import { findAccount } from '@/server/domains/users';
import type { UserContext } from '@/server/platform/context';
import type { Conn } from '@/server/platform/db';
import { dayIn } from '@/server/platform/zoned-day';

/** Returns what the caller has achieved, and how far they are with what is next, by the clock of their own time zone. */
export async function getAchievements(ctx: UserContext): Promise<Achievements> {
  const { userId } = ctx.actor;
  const [account, tally, grants] = await Promise.all([
    findAccount(ctx.db, userId),
    readTally(ctx.db, userId),
    selectGrants(ctx.db, userId),
  ]);
  const courseIds = grants.flatMap(({ courseId }) => (courseId === null ? [] : [courseId]));
  const courses = await findCourses(ctx.db, courseIds);
  const days = tally.days.map(({ day }) => day);
  const streak = streakOn(days, dayIn(ctx.clock.now(), account?.timeZone ?? 'UTC'));
  const held = new Set(grants.map(({ badge }) => badge));
  return {
    points: tally.sources.reduce((sum, { points }) => sum + points, 0),
    sources: tally.sources,
    streak,
    earned: known(grants).map(({ courseId, ...grant }) => ({
      ...grant,
      courseTitle: courses.get(courseId ?? '')?.title ?? null,
    })),
    open: stillOpen({ ...tally.longest, days_in_a_row: streak.current }, held),
  };
}

/** Returns the badges a person may show to anyone, latest first. */
export async function listPublicBadges(conn: Conn, userId: string) {
  return known(await selectGrants(conn, userId)).map(({ badge, earnedAt }) => ({ badge, earnedAt }));
}

/** Returns when a person earned a badge; null when they do not have it. */
export async function findEarnedAt(conn: Conn, userId: string, badge: string): Promise<Date | null> {
  return (await selectGrants(conn, userId)).find((grant) => grant.badge === badge)?.earnedAt ?? null;
}

/** A badge that a later release has granted, or an earlier one knew, is nothing this one can show. */
function known(grants: Awaited<ReturnType<typeof selectGrants>>) {
  return grants.flatMap(({ badge, ...grant }) => {
    const parsed = badgeKey.safeParse(badge);
    return parsed.success ? [{ ...grant, badge: parsed.data }] : [];
  });
}
