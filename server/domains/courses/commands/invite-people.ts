import { createHash } from 'node:crypto';
import type { z } from 'zod';
import {
  type InviteOutcome,
  type InvitePlan,
  type inviteInput,
  mostInvitedAtOnce,
  type withdrawInvitationInput,
} from '@/server/domains/courses/contract/lifecycle';
import { courseErrors } from '@/server/domains/courses/errors';
import { courseEvents } from '@/server/domains/courses/events';
import { requireCourse } from '@/server/domains/courses/queries/require-course';
import {
  countInvitations,
  deleteInvitation,
  insertInvitation,
  renewInvitation,
  selectInvitations,
} from '@/server/domains/courses/repo/invitations';
import { type ListedAddress, readAddresses } from '@/server/domains/courses/rules/address-list';
import type { RedisPort } from '@/server/platform/adapters/redis';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError, platformErrors } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';
import { newId } from '@/server/platform/ids';
import { countAgainst } from '@/server/platform/ratelimit';

type InviteContext = UserContext & { readonly redis: RedisPort };
type Invited = Awaited<ReturnType<typeof selectInvitations>>[number];
type Line = { readonly email: string; readonly outcome: InviteOutcome; readonly invitation: Invited | null };

/** More than a course by invitation has; what is beyond is a mistake. */
const mostInvitations = 5_000;

/** An invitation works so long after its mail. */
const lifeMs = 30 * 86_400_000;

/** Nobody is mailed the same twice within an hour. */
const restMs = 3_600_000;

const effective: readonly InviteOutcome[] = ['invite', 'remind'];

function outcomeOf(now: Date, invitation: Invited | null): InviteOutcome {
  if (invitation === null) return 'invite';
  if (invitation.acceptedAt !== null) return 'accepted';
  return now.getTime() - invitation.sentAt.getTime() < restMs ? 'invited_before' : 'remind';
}

async function plan(ctx: UserContext, courseId: string, list: string): Promise<Line[]> {
  const addresses: ListedAddress[] = readAddresses(list);
  if (addresses.length > mostInvitedAtOnce) {
    throw new AppError(courseErrors.too_many_invitations, {
      field: 'list',
      details: { limit: mostInvitedAtOnce },
    });
  }
  const known = await selectInvitations(
    ctx.db,
    courseId,
    addresses.map(({ email }) => email),
  );
  const byEmail = new Map(known.map((one) => [one.email, one]));
  const seen = new Set<string>();
  return addresses.map(({ email, isAddress }) => {
    if (!isAddress) return { email, outcome: 'bad_address', invitation: null };
    const isDuplicate = seen.has(email);
    seen.add(email);
    const invitation = byEmail.get(email) ?? null;
    return { email, outcome: isDuplicate ? 'duplicate' : outcomeOf(ctx.clock.now(), invitation), invitation };
  });
}

function toPlan(lines: readonly Line[]): InvitePlan {
  return {
    lines: lines.map(({ email, outcome }) => ({ email, outcome })),
    effective: lines.filter(({ outcome }) => effective.includes(outcome)).length,
  };
}

/**
 * Says of each address of a list what inviting would do with it, and does nothing. Whether an address has an account makes no
 * difference.
 *
 * @throws AppError `courses/not_found`; `courses/too_many_invitations` at `list`.
 */
export async function checkInvitations(
  ctx: UserContext,
  { courseSlug, list }: z.output<typeof inviteInput>,
): Promise<InvitePlan> {
  const course = await requireCourse(ctx, courseSlug, 'course.publish');
  return toPlan(await plan(ctx, course.id, list));
}

/** Redis counts for people without learning their addresses. */
async function mayMail(redis: RedisPort, email: string): Promise<boolean> {
  const nameless = createHash('sha256').update(email).digest('hex');
  try {
    await countAgainst(redis, 'mail', `course_invitation:${nameless}`);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === platformErrors.rate_limited.code) return false;
    throw error;
  }
}

/** Whoever is faster invites; the other finds it done. */
async function carryOut(ctx: InviteContext, courseId: string, line: Line): Promise<Line> {
  const { email, invitation } = line;
  if (!(await mayMail(ctx.redis, email))) return { ...line, outcome: 'too_often' };
  const at = ctx.clock.now();
  const times = { sentAt: at, expiresAt: new Date(at.getTime() + lifeMs) };
  const invitationId = invitation?.id ?? newId();
  const isDone = await transact(ctx.db, async (tx) => {
    const isOurs =
      invitation === null
        ? await insertInvitation(tx, {
            ...{ id: invitationId, courseId, email, invitedById: ctx.actor.userId, createdAt: at },
            ...times,
          })
        : await renewInvitation(tx, invitationId, {
            ...times,
            lastSentBefore: new Date(at.getTime() - restMs),
          });
    if (isOurs) await emit(tx, courseEvents.invited, { courseId, invitationId });
    return isOurs;
  });
  return isDone ? line : { ...line, outcome: 'invited_before' };
}

/**
 * Does what {@link checkInvitations} says, address by address, each in a transaction of its own: the same list sent again
 * invites nobody a second time.
 *
 * @throws AppError `courses/not_found`; `courses/too_many_invitations`, also when the course has as many as it may.
 */
export async function sendInvitations(
  ctx: InviteContext,
  { courseSlug, list }: z.output<typeof inviteInput>,
): Promise<InvitePlan> {
  const course = await requireCourse(ctx, courseSlug, 'course.publish');
  const lines = await plan(ctx, course.id, list);
  const isTooMany = lines.length + (await countInvitations(ctx.db, course.id)) > mostInvitations;
  if (isTooMany)
    throw new AppError(courseErrors.too_many_invitations, { details: { limit: mostInvitations } });
  const done: Line[] = [];
  for (const line of lines) {
    done.push(effective.includes(line.outcome) ? await carryOut(ctx, course.id, line) : line);
  }
  const result = toPlan(done);
  if (result.effective > 0) {
    const after = { invited: result.effective };
    const act = { action: 'course.invited', subject: { type: 'course', id: course.id }, after } as const;
    await transact(ctx.db, async (tx) => await recordAudit(tx, ctx, act));
  }
  return result;
}

/**
 * Takes an invitation back: its link works no more. Who has accepted it keeps their place in the course.
 *
 * @throws AppError `courses/not_found`; `courses/invitation_not_found`.
 */
export async function withdrawInvitation(
  ctx: UserContext,
  { courseSlug, invitationId }: z.output<typeof withdrawInvitationInput>,
): Promise<{ invitationId: string }> {
  const course = await requireCourse(ctx, courseSlug, 'course.publish');
  await transact(ctx.db, async (tx) => {
    if (!(await deleteInvitation(tx, course.id, invitationId))) {
      throw new AppError(courseErrors.invitation_not_found);
    }
    await recordAudit(tx, ctx, {
      action: 'course.invitation_withdrawn',
      subject: { type: 'course', id: course.id },
    });
  });
  return { invitationId };
}
