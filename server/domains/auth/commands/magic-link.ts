import type { z } from 'zod';
import { issueToken } from '@/server/domains/auth/commands/issue-token';
import { findOpenToken, redeemToken } from '@/server/domains/auth/commands/redeem-token';
import type { SignedIn } from '@/server/domains/auth/commands/sign-in';
import type { AuthContext } from '@/server/domains/auth/context';
import type { magicLinkSignIn, mailSent, requestMagicLinkInput } from '@/server/domains/auth/contract';
import { authEvents } from '@/server/domains/auth/events';
import { mayMail } from '@/server/domains/auth/limits';
import { atPace } from '@/server/domains/auth/pace';
import { selectCredential } from '@/server/domains/auth/repo';
import { findAccountByEmail } from '@/server/domains/users';
import { transact } from '@/server/platform/db';
import { emit } from '@/server/platform/events';

/**
 * Mails a link that signs in, if the address has an account; neither the answer nor its pace tells. An address that was
 * never proven gets none: its password may be a stranger's, and would stay.
 */
export async function requestMagicLink(
  ctx: AuthContext,
  input: z.output<typeof requestMagicLinkInput>,
): Promise<z.infer<typeof mailSent>> {
  return await atPace(ctx.clock, async () => {
    if (await mayMail(ctx.redis, 'magic_link', input.email)) await orderMail(ctx, input);
    return { status: 'mail_sent' };
  });
}

async function orderMail(ctx: AuthContext, input: z.output<typeof requestMagicLinkInput>): Promise<void> {
  const at = ctx.clock.now();
  await transact(ctx.db, async (tx) => {
    const account = await findAccountByEmail(tx, input.email);
    if (account === null || account.emailVerifiedAt === null || account.suspendedAt !== null) return;
    const tokenId = await issueToken(tx, ctx.secret, { userId: account.id, purpose: 'magic_link', at });
    const returnTo = input.returnTo ?? null;
    await emit(tx, authEvents.magicLinkRequested, { userId: account.id, tokenId, returnTo });
  });
}

/**
 * Uses a mailed link up, and with it every other open link of its person, and returns who comes in.
 *
 * @throws AppError `auth/token_invalid`, `auth/token_expired`, `auth/token_used`.
 */
export async function signInByMagicLink(
  ctx: AuthContext,
  given: z.output<typeof magicLinkSignIn>,
): Promise<SignedIn> {
  const at = ctx.clock.now();
  const link = await findOpenToken(ctx.db, ctx.secret, { token: given.token, purpose: 'magic_link', at });
  return await transact(ctx.db, async (tx) => {
    await redeemToken(tx, link, at);
    const credential = await selectCredential(tx, link.userId);
    return { userId: link.userId, sessionVersion: credential?.sessionVersion ?? 1 };
  });
}
