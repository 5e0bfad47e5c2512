import type { Viewer } from '@/server/domains/auth/contract';
import { selectSession } from '@/server/domains/auth/repo/sessions';
import { findAccount } from '@/server/domains/users';
import type { ActorSession } from '@/server/platform/actor';
import type { UseCaseContext } from '@/server/platform/context';
import type { Conn } from '@/server/platform/db';

/** Returns who is signed in, or null for a visitor. */
export async function findViewer(ctx: UseCaseContext): Promise<Viewer | null> {
  if (ctx.actor?.kind !== 'user') return null;
  const { userId, session } = ctx.actor;
  const account = await findAccount(ctx.db, userId);
  if (account === null) return null;
  const { id, name, email, role, emailVerifiedAt, picture, timeZone } = account;
  const impersonation = await findImpersonation(ctx.db, session);
  const isEmailVerified = emailVerifiedAt !== null;
  return { id, name, email, role, isEmailVerified, picture, timeZone, impersonation };
}

async function findImpersonation(
  conn: Conn,
  session: ActorSession | undefined,
): Promise<Viewer['impersonation']> {
  if (session === undefined || session.impersonatorId === null) return null;
  const [row, impersonator] = await Promise.all([
    selectSession(conn, session.id),
    findAccount(conn, session.impersonatorId),
  ]);
  return row === null ? null : { by: impersonator?.name ?? '', until: row.expiresAt };
}
