import type { z } from 'zod';
import { findProofs, listSessionsOf, mayActAs } from '@/server/domains/auth';
import { findCourses } from '@/server/domains/courses';
import { listEnrollmentsOf } from '@/server/domains/enrollments';
import { listMailsOf } from '@/server/domains/notifications';
import type { byPerson, PersonDetails } from '@/server/domains/people/contract';
import { peopleErrors } from '@/server/domains/people/errors';
import { refusesRoleChange, refusesSuspension } from '@/server/domains/people/policy';
import { toPerson } from '@/server/domains/people/queries/list-people';
import { type Account, findAccount } from '@/server/domains/users';
import type { UserActor } from '@/server/platform/actor';
import type { UserContext } from '@/server/platform/context';
import { AppError } from '@/server/platform/errors';
import { roleMay } from '@/server/platform/permissions';

/** So many sessions, enrollments and mails are shown, latest first. */
const shown = 20;

/**
 * Returns all that may be known of a person by who looks after accounts.
 *
 * @throws AppError `people/not_found`.
 */
export async function findPerson(
  ctx: UserContext,
  { userId }: z.output<typeof byPerson>,
): Promise<PersonDetails> {
  const account = await findAccount(ctx.db, userId);
  if (account === null) throw new AppError(peopleErrors.not_found);
  const [proofs, sessions, enrollments, mails] = await Promise.all([
    findProofs(ctx.db, userId),
    listSessionsOf(ctx.db, userId, { now: ctx.clock.now(), limit: shown }),
    listEnrollmentsOf(ctx.db, userId, shown),
    listMailsOf(ctx.db, userId, shown),
  ]);
  const courses = await findCourses(
    ctx.db,
    enrollments.map(({ courseId }) => courseId),
  );
  const { suspendedAt, suspendedReason, locale, timeZone } = account;
  return {
    ...toPerson(account),
    ...{ locale, timeZone, mails },
    ...proofs,
    suspension: suspendedAt === null ? null : { at: suspendedAt, reason: suspendedReason ?? '' },
    sessions: sessions.map(({ id, device, network, lastSeenAt }) => ({ id, device, network, lastSeenAt })),
    enrollments: enrollments.flatMap(({ courseId, enrolledAt, completedAt, revokedAt }) => {
      const course = courses.get(courseId);
      const when = { enrolledAt, completedAt, revokedAt };
      return course === undefined ? [] : [{ courseTitle: course.title, courseSlug: course.slug, ...when }];
    }),
    acts: actsOf(ctx.actor, account),
  };
}

function actsOf(actor: UserActor, account: Account): PersonDetails['acts'] {
  const isThere = account.erasedAt === null;
  const mayShut = roleMay(actor.role, 'people.suspend') && refusesSuspension(actor, account) === null;
  const isIn = isThere && account.suspendedAt === null;
  return {
    suspend: isIn && mayShut,
    restore: isThere && account.suspendedAt !== null && mayShut,
    changeRole: isThere && roleMay(actor.role, 'people.roles') && refusesRoleChange(actor, account) === null,
    mail: isIn && roleMay(actor.role, 'people.mail'),
    actAs: roleMay(actor.role, 'people.impersonate') && mayActAs(actor, account),
    // Their own account has a page of its own for that.
    erase: isThere && roleMay(actor.role, 'people.erase') && actor.userId !== account.id,
    readAudit: roleMay(actor.role, 'audit.read'),
  };
}
