import type { z } from 'zod';
import type { byInvitation } from '@/server/domains/courses/contract';
import type {
  InvitationList,
  InvitationView,
  listInvitationsInput,
} from '@/server/domains/courses/contract/lifecycle';
import { courseErrors } from '@/server/domains/courses/errors';
import { findCovers } from '@/server/domains/courses/queries/covers';
import { requireCourse } from '@/server/domains/courses/queries/require-course';
import { selectCourses } from '@/server/domains/courses/repo';
import { selectInvitation, selectInvitationsOf } from '@/server/domains/courses/repo/invitations';
import { readInvitation } from '@/server/domains/courses/rules/invitation-link';
import { findPeople } from '@/server/domains/users';
import type { UseCaseContext, UserContext } from '@/server/platform/context';
import { decodeCursor, pageOf } from '@/server/platform/cursor';
import type { Conn } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

/**
 * Returns a page of who was invited into a course, latest first.
 *
 * @throws AppError `courses/not_found`.
 */
export async function listInvitations(
  ctx: UserContext,
  { courseSlug, cursor, limit }: z.output<typeof listInvitationsInput>,
): Promise<InvitationList> {
  const course = await requireCourse(ctx, courseSlug, 'course.publish');
  const rows = await selectInvitationsOf(ctx.db, course.id, decodeCursor(cursor), limit + 1);
  const page = pageOf(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
  const people = await findPeople(
    ctx.db,
    page.items.flatMap(({ acceptedById }) => acceptedById ?? []),
  );
  const now = ctx.clock.now();
  const items = page.items.map(({ id, email, createdAt, acceptedAt, acceptedById, expiresAt }) => ({
    ...{ id, email, createdAt },
    state:
      acceptedAt === null
        ? expiresAt > now
          ? ('open' as const)
          : ('expired' as const)
        : ('accepted' as const),
    acceptedBy: people.get(acceptedById ?? '')?.name ?? null,
  }));
  return { items, nextCursor: page.nextCursor };
}

/** Returns the invitation that a link leads to and can still be accepted by this person, or null. */
export async function findInvitation(
  ctx: Pick<UseCaseContext, 'db' | 'clock'> & { readonly secret: string },
  token: string,
  userId: string | null,
) {
  const id = readInvitation(ctx.secret, token);
  const row = id === null ? null : await selectInvitation(ctx.db, id);
  if (row === null) return null;
  const isTheirs = row.acceptedById !== null && row.acceptedById === userId;
  const isOpen = row.acceptedAt === null && row.expiresAt > ctx.clock.now();
  return isTheirs || isOpen ? row : null;
}

/** Returns an invitation whose mail is owed, with what it says; null when it was taken back or accepted. */
export async function findInvitationToMail(conn: Conn, id: string) {
  const row = await selectInvitation(conn, id);
  if (row === null || row.acceptedAt !== null) return null;
  const [[course], people] = await Promise.all([
    selectCourses(conn, [row.courseId]),
    findPeople(conn, row.invitedById === null ? [] : [row.invitedById]),
  ]);
  if (course === undefined) return null;
  return {
    email: row.email,
    sentAt: row.sentAt,
    courseTitle: course.title,
    language: course.language,
    invitedBy: people.get(row.invitedById ?? '')?.name ?? null,
  };
}

/**
 * Shows what the link of an invitation leads to, to whoever has it.
 *
 * @throws AppError `courses/invitation_invalid`, whatever is wrong with it.
 */
export async function getInvitation(
  ctx: UseCaseContext & { readonly secret: string },
  { token }: z.output<typeof byInvitation>,
): Promise<InvitationView> {
  const userId = ctx.actor?.kind === 'user' ? ctx.actor.userId : null;
  const invitation = await findInvitation(ctx, token, userId);
  const [course] = invitation === null ? [] : await selectCourses(ctx.db, [invitation.courseId]);
  if (invitation === null || course === undefined) throw new AppError(courseErrors.invitation_invalid);
  const { invitedById } = invitation;
  const [covers, people] = await Promise.all([
    findCovers(ctx.db, [course]),
    findPeople(ctx.db, invitedById === null ? [] : [invitedById]),
  ]);
  const { id, slug, title, subtitle, language, status } = course;
  return {
    ...{ courseId: id, courseSlug: slug, title, subtitle, language },
    invitedBy: people.get(invitedById ?? '')?.name ?? null,
    cover: covers.get(id) ?? null,
    isOpen: status === 'published',
  };
}
