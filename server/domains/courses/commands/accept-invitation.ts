import { courseErrors } from '@/server/domains/courses/errors';
import {
  acceptOpen,
  selectInvitation,
  selectOpenInvitation,
} from '@/server/domains/courses/repo/invitations';
import type { Conn, Tx } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

type Guest = { readonly userId: string; readonly at: Date };

/**
 * Accepts an invitation inside the caller's transaction, which gives the place as well. It counts once, for whoever comes
 * with its link; doing it again as the same person changes nothing.
 *
 * @throws AppError `courses/invitation_invalid`.
 */
export async function acceptInvitation(tx: Tx, invitationId: string, { userId, at }: Guest): Promise<void> {
  if (await acceptOpen(tx, invitationId, userId, at)) return;
  const present = await selectInvitation(tx, invitationId);
  if (present?.acceptedById !== userId) throw new AppError(courseErrors.invitation_invalid);
}

/** Notes that somebody who was invited has come into a course, also without the link; where nobody was invited, nothing happens. */
export async function noteAccepted(
  tx: Tx,
  { courseId, email, userId, at }: Guest & { readonly courseId: string; readonly email: string },
): Promise<void> {
  const open = await selectOpenInvitation(tx, courseId, email, at);
  if (open !== null) await acceptOpen(tx, open.id, userId, at);
}

/** Tells whether a mailbox is invited into a course now. */
export async function isInvited(
  conn: Conn,
  { courseId, email, at }: { readonly courseId: string; readonly email: string; readonly at: Date },
): Promise<boolean> {
  return (await selectOpenInvitation(conn, courseId, email, at)) !== null;
}
