import { acceptInvitation, courseErrors, findInvitation } from '@/server/domains/courses';
import { takePlace } from '@/server/domains/enrollments/commands/enroll';
import type { EnrollResult } from '@/server/domains/enrollments/contract';
import { findAccount } from '@/server/domains/users';
import type { UserContext } from '@/server/platform/context';
import { AppError, platformErrors } from '@/server/platform/errors';

/**
 * Gives the caller a place in the course that the link of an invitation leads to. The link counts once: who accepts it may
 * have an account under another address than the one that was invited.
 *
 * @throws AppError `courses/invitation_invalid`, whatever is wrong with it; as `enroll` for the rest.
 */
export async function acceptByLink(
  ctx: UserContext & { readonly secret: string },
  { token }: { readonly token: string },
): Promise<EnrollResult> {
  const { userId } = ctx.actor;
  const account = await findAccount(ctx.db, userId);
  if (account === null) throw new AppError(platformErrors.unauthenticated);
  const invitation = await findInvitation(ctx, token, userId);
  if (invitation === null) throw new AppError(courseErrors.invitation_invalid);
  const { id, courseId } = invitation;
  return await takePlace(ctx, { courseId }, { ...account, isInvited: true }, async (tx) => {
    await acceptInvitation(tx, id, { userId, at: ctx.clock.now() });
  });
}
