import type { z } from 'zod';
import { issueToken, tokenLifeMs } from '@/server/domains/auth/commands/issue-token';
import { findOpenToken } from '@/server/domains/auth/commands/redeem-token';
import type { AuthContext } from '@/server/domains/auth/context';
import type {
  changeEmailInput,
  confirmEmailInput,
  emailConfirmation,
  emailWithdrawn,
  mailSent,
  pendingEmail,
} from '@/server/domains/auth/contract';
import { authErrors } from '@/server/domains/auth/errors';
import { authEvents } from '@/server/domains/auth/events';
import { mayMail } from '@/server/domains/auth/limits';
import { expireOpenTokens, lockOpenTokens, markTokenUsed } from '@/server/domains/auth/repo';
import {
  closeEmailChange,
  confirmMailbox,
  replaceEmailChange,
  selectOpenEmailChange,
} from '@/server/domains/auth/repo/email-changes';
import { readToken } from '@/server/domains/auth/rules/tokens';
import { changeEmail, findAccount } from '@/server/domains/users';
import type { UserActor } from '@/server/platform/actor';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { isTaken, type Tx, transact } from '@/server/platform/db';
import { AppError, platformErrors } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';
import { newId } from '@/server/platform/ids';

type OwnContext = AuthContext & { readonly actor: UserActor };

/** Seconds to wait when a mailbox has had its share of mails. */
const mailPauseSeconds = 3_600;

/**
 * Asks both mailboxes, the present and the wished one, whether the caller shall be reached at the latter. The answer is
 * the same for an address that has an account: its owner is told instead of asked.
 *
 * @throws AppError `auth/email_unchanged` at `newEmail`; `platform/rate_limited`.
 */
export async function requestEmailChange(
  ctx: OwnContext,
  { newEmail }: z.output<typeof changeEmailInput>,
): Promise<z.infer<typeof mailSent>> {
  const { userId } = ctx.actor;
  const account = await findAccount(ctx.db, userId);
  if (account === null) throw new AppError(platformErrors.unauthenticated);
  if (account.email === newEmail) throw new AppError(authErrors.email_unchanged, { field: 'newEmail' });
  if (!(await mayMail(ctx.redis, 'email_change', newEmail))) {
    const wait = { retryAfterSeconds: mailPauseSeconds, details: { seconds: mailPauseSeconds } };
    throw new AppError(platformErrors.rate_limited, wait);
  }
  const at = ctx.clock.now();
  const expiresAt = new Date(at.getTime() + tokenLifeMs.change_email_new);
  await transact(ctx.db, async (tx) => {
    await lockOpenTokens(tx, userId);
    const changeId = newId();
    await replaceEmailChange(tx, { id: changeId, userId, newEmail, requestedAt: at, expiresAt });
    const oldTokenId = await issueToken(tx, ctx.secret, { userId, purpose: 'change_email_old', at });
    const newTokenId = await issueToken(tx, ctx.secret, { userId, purpose: 'change_email_new', at });
    await emit(tx, authEvents.emailChangeRequested, { userId, changeId, oldTokenId, newTokenId });
    await recordAudit(tx, ctx, { action: 'email.change_requested', subject: { type: 'user', id: userId } });
  });
  return { status: 'mail_sent' };
}

const sides = { old: 'change_email_old', new: 'change_email_new' } as const;

function sideOf(secret: string, token: string): keyof typeof sides {
  if (readToken(secret, sides.old, token) !== null) return 'old';
  if (readToken(secret, sides.new, token) !== null) return 'new';
  throw new AppError(authErrors.token_invalid);
}

/**
 * Takes the agreement of one mailbox; with that of the second the address changes, and every other open link of the
 * person ends.
 *
 * @throws AppError `auth/token_invalid`, `auth/token_expired`, `auth/token_used`; `auth/email_change_closed` when the wish
 *   is withdrawn, or the address has got an account in the meantime.
 */
export async function confirmEmailChange(
  ctx: AuthContext,
  { token }: z.output<typeof confirmEmailInput>,
): Promise<z.infer<typeof emailConfirmation>> {
  const at = ctx.clock.now();
  const side = sideOf(ctx.secret, token);
  const link = await findOpenToken(ctx.db, ctx.secret, { token, purpose: sides[side], at });
  const work = transact<z.infer<typeof emailConfirmation>>(ctx.db, async (tx) => {
    await lockOpenTokens(tx, link.userId);
    if (!(await markTokenUsed(tx, link.id, at))) throw new AppError(authErrors.token_used);
    const change = await confirmMailbox(tx, { userId: link.userId, side, at });
    if (change === null) throw new AppError(authErrors.email_change_closed);
    if (change.oldConfirmedAt === null || change.newConfirmedAt === null) return { status: 'waiting' };
    await complete(ctx, tx, change);
    return { status: 'changed' };
  });
  return await work.catch((error: unknown) => {
    throw isTaken(error) ? new AppError(authErrors.email_change_closed, { cause: error }) : error;
  });
}

async function complete(ctx: AuthContext, tx: Tx, change: { userId: string; newEmail: string }) {
  const { userId, newEmail } = change;
  const at = ctx.clock.now();
  await changeEmail(tx, userId, { email: newEmail, at });
  await closeEmailChange(tx, userId, at);
  await expireOpenTokens(tx, userId, at);
  await emit(tx, authEvents.securityNoticed, { userId, notice: 'email_changed' });
  await recordAudit(tx, ctx, { action: 'email.changed', subject: { type: 'user', id: userId } });
}

/**
 * Withdraws the caller's wish; its links are worth nothing any more.
 *
 * @throws AppError `auth/email_change_closed` when there is none.
 */
export async function withdrawEmailChange(ctx: UserContext): Promise<z.infer<typeof emailWithdrawn>> {
  const { userId } = ctx.actor;
  return await transact(ctx.db, async (tx) => {
    await lockOpenTokens(tx, userId);
    if (!(await closeEmailChange(tx, userId, ctx.clock.now()))) {
      throw new AppError(authErrors.email_change_closed);
    }
    return { status: 'withdrawn' };
  });
}

/** Returns the caller's wish for another address as it stands, or null when none is open. */
export async function findPendingEmail(ctx: UserContext): Promise<z.infer<typeof pendingEmail>> {
  const change = await selectOpenEmailChange(ctx.db, ctx.actor.userId);
  if (change === null || change.expiresAt <= ctx.clock.now()) return null;
  const { newEmail, expiresAt, oldConfirmedAt, newConfirmedAt } = change;
  return {
    newEmail,
    expiresAt,
    isOldConfirmed: oldConfirmedAt !== null,
    isNewConfirmed: newConfirmedAt !== null,
  };
}
