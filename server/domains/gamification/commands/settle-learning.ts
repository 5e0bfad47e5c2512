import { listPassedQuizzes } from '@/server/domains/assessments';
import { listLearnt } from '@/server/domains/enrollments';
import { type BadgeKey, badgeKeys } from '@/server/domains/gamification/contract';
import { gamificationEvents } from '@/server/domains/gamification/events';
import { readTally } from '@/server/domains/gamification/queries/read-tally';
import {
  deleteGrants,
  type Grant,
  insertEntries,
  insertGrant,
  lockAchievements,
  selectGrants,
  selectNewest,
  selectNth,
} from '@/server/domains/gamification/repo';
import { badgeRules, reachedBy } from '@/server/domains/gamification/rules/badges';
import { earnedBy } from '@/server/domains/gamification/rules/points';
import { dayOfGoal } from '@/server/domains/gamification/rules/streak';
import { type Account, findAccount } from '@/server/domains/users';
import type { UseCaseContext } from '@/server/platform/context';
import { type Tx, transact } from '@/server/platform/db';
import { emit } from '@/server/platform/events';
import { dayIn } from '@/server/platform/zoned-day';

/** Transactions end sooner after the time they write; so long before the newest line is looked at again, in ms. */
const overlapMs = 86_400_000;

type Context = Pick<UseCaseContext, 'db'>;

/** What became of it: lines added to the ledger, and badges granted. */
export type Settled = { readonly added: number; readonly granted: readonly BadgeKey[] };

/**
 * Brings a person's ledger and badges up to date with what they have learnt. It looks at everything since the newest
 * line, whichever event has called it: however often, in which order and how many at once it runs, the outcome is the
 * same, and what a lost run has left is taken up by the next.
 */
export async function settleLearning(ctx: Context, input: { userId: string }): Promise<Settled> {
  return await transact(ctx.db, async (tx) => {
    const person = await begin(tx, input.userId);
    if (person === null) return { added: 0, granted: [] };
    const newest = await selectNewest(tx, input.userId);
    const from = newest === null ? null : new Date(newest.getTime() - overlapMs);
    const added = await record(tx, person, from);
    return { added, granted: added === 0 ? [] : await grantReached(tx, input.userId) };
  });
}

/**
 * Makes a person's badges anew from the ledger, and completes the ledger from all they have ever learnt. Lines that are
 * there stay as they are; a badge that they do not bear out is taken away.
 */
export async function rebuildAchievements(ctx: Context, input: { userId: string }): Promise<Settled> {
  return await transact(ctx.db, async (tx) => {
    const person = await begin(tx, input.userId);
    if (person === null) return { added: 0, granted: [] };
    const added = await record(tx, person, null);
    const right = await readReached(tx, input.userId);
    const wrong = (await selectGrants(tx, input.userId)).filter(
      (held) => !right.some((one) => isSame(one, held)),
    );
    await deleteGrants(
      tx,
      input.userId,
      wrong.map(({ badge }) => badge),
    );
    return { added, granted: await grant(tx, input.userId, right) };
  });
}

/** Waits for its turn; nothing is kept of who is gone, also when that happened a moment ago. */
async function begin(tx: Tx, userId: string): Promise<Account | null> {
  await lockAchievements(tx, userId);
  const account = await findAccount(tx, userId);
  return account === null || account.erasedAt !== null ? null : account;
}

async function record(tx: Tx, { id, timeZone }: Account, from: Date | null): Promise<number> {
  const learnt = await listLearnt(tx, id, from);
  const passes = await listPassedQuizzes(tx, id, from);
  const entries = earnedBy({ ...learnt, passes }).map((entry) => ({
    ...entry,
    day: dayIn(entry.at, timeZone),
  }));
  return await insertEntries(tx, id, entries);
}

async function grantReached(tx: Tx, userId: string): Promise<BadgeKey[]> {
  const held = new Set((await selectGrants(tx, userId)).map(({ badge }) => badge));
  if (badgeKeys.every((badge) => held.has(badge))) return [];
  return await grant(tx, userId, await readReached(tx, userId, held));
}

async function grant(tx: Tx, userId: string, grants: readonly Grant[]): Promise<BadgeKey[]> {
  const granted: BadgeKey[] = [];
  for (const one of grants) {
    if (!(await insertGrant(tx, userId, one))) continue;
    granted.push(one.badge);
    await emit(tx, gamificationEvents.badgeGranted, { userId, badge: one.badge });
  }
  return granted;
}

/** Returns the badges the ledger bears out, with the moment and the course of what reached their goal. */
async function readReached(
  tx: Tx,
  userId: string,
  except: ReadonlySet<string> = new Set(),
): Promise<Grant[]> {
  const { longest, days } = await readTally(tx, userId);
  const grants: Grant[] = [];
  for (const badge of reachedBy(longest)) {
    if (except.has(badge)) continue;
    const { counts, goal } = badgeRules[badge];
    if (counts === 'days_in_a_row') {
      const reached = dayOfGoal(
        days.map(({ day }) => day),
        goal,
      );
      const first = days.find(({ day }) => day === reached);
      if (first !== undefined) grants.push({ badge, earnedAt: first.at, courseId: null });
      continue;
    }
    const entry = await selectNth(tx, userId, counts, goal);
    if (entry !== null) grants.push({ badge, earnedAt: entry.at, courseId: entry.courseId });
  }
  return grants;
}

function isSame(one: Grant, held: Awaited<ReturnType<typeof selectGrants>>[number]): boolean {
  return (
    one.badge === held.badge &&
    one.courseId === held.courseId &&
    one.earnedAt.getTime() === held.earnedAt.getTime()
  );
}
