import type { z } from 'zod';
import { mayMail, orderInvitation } from '@/server/domains/auth';
import { type CourseFacts, findCoursesBySlug } from '@/server/domains/courses';
import { grantEnrollment, isEnrolled } from '@/server/domains/enrollments';
import type { PeopleContext } from '@/server/domains/people/context';
import type { InviteOutcome, InvitePlan, inviteListInput } from '@/server/domains/people/contract';
import { type InviteLine, readInviteList } from '@/server/domains/people/rules/invite-list';
import { findAccountByEmail, registerUser } from '@/server/domains/users';
import { recordAudit } from '@/server/platform/audit/record';
import { type Tx, transact } from '@/server/platform/db';
import { roleMay } from '@/server/platform/permissions';

type Courses = ReadonlyMap<string, CourseFacts>;
type Decided = { readonly line: InviteLine; readonly outcome: InviteOutcome };

const effective: readonly InviteOutcome[] = ['invite', 'invite_and_enroll', 'enroll'];

/** What is wrong with a line by itself, or null. */
function flawOf(ctx: PeopleContext, line: InviteLine, courses: Courses): InviteOutcome | null {
  if (!line.isAddress) return 'bad_address';
  if (line.role === null) return 'bad_role';
  if (line.role !== 'learner' && !roleMay(ctx.actor.role, 'people.roles')) return 'role_not_yours';
  if (line.course !== '' && courses.get(line.course)?.status !== 'published') return 'unknown_course';
  return null;
}

async function decide(ctx: PeopleContext, line: InviteLine, courses: Courses): Promise<InviteOutcome> {
  const account = await findAccountByEmail(ctx.db, line.email);
  const courseId = courses.get(line.course)?.id ?? null;
  if (account === null) return courseId === null ? 'invite' : 'invite_and_enroll';
  if (account.suspendedAt !== null) return 'kept_out';
  if (courseId === null) return 'nothing_to_do';
  return (await isEnrolled(ctx.db, account.id, courseId)) ? 'nothing_to_do' : 'enroll';
}

/** Decides each line in turn; the same address with the same course a second time is a duplicate. */
async function plan(ctx: PeopleContext, csv: string): Promise<{ decided: Decided[]; courses: Courses }> {
  const lines = readInviteList(csv);
  const courses = await findCoursesBySlug(
    ctx.db,
    lines.map(({ course }) => course),
  );
  const seen = new Set<string>();
  const decided: Decided[] = [];
  for (const line of lines) {
    const key = `${line.email} ${line.course}`;
    const flaw = flawOf(ctx, line, courses);
    const isDuplicate = flaw === null && seen.has(key);
    seen.add(key);
    decided.push({ line, outcome: flaw ?? (isDuplicate ? 'duplicate' : await decide(ctx, line, courses)) });
  }
  return { decided, courses };
}

function toPlan(decided: readonly Decided[]): InvitePlan {
  return {
    lines: decided.map(({ line: { line, email, name, course }, outcome }) => ({
      ...{ line, email, name, course, outcome },
    })),
    effective: decided.filter(({ outcome }) => effective.includes(outcome)).length,
  };
}

/**
 * Says of each line of a list what inviting would do with it, and does nothing.
 *
 * @throws AppError of {@link readInviteList}.
 */
export async function checkInvites(
  ctx: PeopleContext,
  { csv }: z.output<typeof inviteListInput>,
): Promise<InvitePlan> {
  return toPlan((await plan(ctx, csv)).decided);
}

/**
 * Does what {@link checkInvites} says, line by line, each in a transaction of its own. Whoever presses twice, or whose
 * connection breaks in the middle, sends the same list again: nobody is made, enrolled or mailed a second time.
 *
 * @returns what has happened with each line.
 * @throws AppError of {@link readInviteList}.
 */
export async function sendInvites(
  ctx: PeopleContext,
  { csv }: z.output<typeof inviteListInput>,
): Promise<InvitePlan> {
  const { decided, courses } = await plan(ctx, csv);
  const done: Decided[] = [];
  for (const one of decided) {
    const isDue = effective.includes(one.outcome);
    done.push(isDue ? await carryOut(ctx, one.line, courses) : one);
  }
  return toPlan(done);
}

type Place = { readonly userId: string; readonly courseId: string | null; readonly course: string };

async function carryOut(ctx: PeopleContext, line: InviteLine, courses: Courses): Promise<Decided> {
  const place = { courseId: courses.get(line.course)?.id ?? null, course: line.course };
  const mayWrite = await mayMail(ctx.redis, 'invitation', line.email);
  return await transact(ctx.db, async (tx) => {
    const userId = await makeAccount(tx, line);
    if (userId === null) return { line, outcome: await enrollKnown(ctx, tx, line.email, place) };
    if (mayWrite) await orderInvitation(tx, { userId, secret: ctx.secret, at: ctx.clock.now() });
    const isGranted = await grant(ctx, tx, { ...place, userId });
    await recordInvited(ctx, tx, { userId, role: line.role, course: isGranted ? line.course : null });
    return { line, outcome: isGranted ? 'invite_and_enroll' : 'invite' };
  });
}

async function grant(ctx: PeopleContext, tx: Tx, { userId, courseId }: Place): Promise<boolean> {
  return courseId !== null && (await grantEnrollment(tx, { userId, courseId, at: ctx.clock.now() }));
}

/** Somebody else may have made the account, or given the place, since the line was looked at. */
async function enrollKnown(
  ctx: PeopleContext,
  tx: Tx,
  email: string,
  place: Omit<Place, 'userId'>,
): Promise<InviteOutcome> {
  const account = await findAccountByEmail(tx, email);
  if (account === null || !(await grant(ctx, tx, { ...place, userId: account.id }))) return 'nothing_to_do';
  await recordInvited(ctx, tx, { userId: account.id, role: null, course: place.course });
  return 'enroll';
}

async function recordInvited(
  ctx: PeopleContext,
  tx: Tx,
  act: { userId: string; role: string | null; course: string | null },
): Promise<void> {
  const { userId, ...after } = act;
  await recordAudit(tx, ctx, { action: 'user.invited', subject: { type: 'user', id: userId }, after });
}

async function makeAccount(tx: Tx, line: InviteLine): Promise<string | null> {
  const { email, role } = line;
  // Until the person says otherwise, the part before the @ is better than nothing to call them by.
  const name = line.name === '' ? (email.split('@')[0] ?? email) : line.name;
  return await registerUser(tx, { email, name, locale: 'en', role: role ?? 'learner' });
}
