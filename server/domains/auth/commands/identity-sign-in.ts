import { z } from 'zod';
import { admit, type FirstProof } from '@/server/domains/auth/commands/second-factor-sign-in';
import type { AuthContext } from '@/server/domains/auth/context';
import type { identitySignUp } from '@/server/domains/auth/contract/identities';
import { authErrors } from '@/server/domains/auth/errors';
import { authEvents } from '@/server/domains/auth/events';
import { deleteCredential, expireOpenTokens, selectCredential } from '@/server/domains/auth/repo';
import {
  claimIdentityChallenge,
  insertChallenge,
  selectChallenge,
} from '@/server/domains/auth/repo/challenges';
import {
  insertIdentity,
  type Subject,
  selectIdentity,
  touchIdentity,
} from '@/server/domains/auth/repo/identities';
import { hashToken, readToken, tokenFor } from '@/server/domains/auth/rules/tokens';
import { type Account, findAccountByEmail, registerUser, verifyEmail } from '@/server/domains/users';
import { emailAddress, personName } from '@/server/domains/users/contract';
import { recordAudit } from '@/server/platform/audit/record';
import { type Tx, transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';
import { newId } from '@/server/platform/ids';

/** So long somebody who signed in elsewhere may take to say which account it is to open, in ms. */
export const identityOfferLifeMs = 30 * 60_000;

/** What a provider says of who signed in; only a verified address is kept. */
export const provenIdentity = z.object({
  provider: z.string().min(1).max(40),
  subject: z.string().min(1).max(255),
  label: z.string().max(200).catch(''),
  email: emailAddress.nullable().catch(null),
  name: personName.or(z.literal('')).catch(''),
});

/** @see provenIdentity */
export type ProvenIdentity = z.infer<typeof provenIdentity>;

/** Where a sign-in at a provider leads: into the account it opens, or to the question which one that shall be. */
export type IdentityEntry = { readonly entered: FirstProof } | { readonly offer: string };

async function findBySubject(ctx: AuthContext, subject: Subject) {
  const identity = await selectIdentity(ctx.db, subject);
  if (identity === null) return null;
  const { id, userId } = identity;
  const credential = await selectCredential(ctx.db, userId);
  const proof: FirstProof = { userId, sessionVersion: credential?.sessionVersion ?? 1, method: 'oauth' };
  return { id, proof };
}

/** Notes that somebody comes in by an account elsewhere and returns who; null when it opens no account. */
export async function enterBySubject(ctx: AuthContext, subject: Subject): Promise<FirstProof | null> {
  const found = await findBySubject(ctx, subject);
  if (found === null) return null;
  await touchIdentity(ctx.db, found.id, ctx.clock.now());
  return found.proof;
}

/**
 * Lets somebody in by an account elsewhere that is connected to theirs. One that is connected to none opens no account
 * by itself, not even where the address is known: whoever holds the offer has to prove the other side, too.
 *
 * @param here who is signed in in this browser. They do not end up in another account, which they would take for theirs.
 * @throws AppError `auth/suspended`; `auth/second_factor_required`, as {@link admit}; `auth/identity_taken`.
 */
export async function enterByIdentity(
  ctx: AuthContext,
  proven: ProvenIdentity,
  here: string | null,
): Promise<IdentityEntry> {
  const found = await findBySubject(ctx, proven);
  if (found !== null) {
    if (here !== null && here !== found.proof.userId) throw new AppError(authErrors.identity_taken);
    return { entered: await admit(ctx, found.proof) };
  }
  const id = newId();
  const offer = tokenFor(ctx.secret, 'identity_link', id);
  const createdAt = ctx.clock.now();
  const { provider, subject, label, email, name } = proven;
  await insertChallenge(ctx.db, {
    id,
    kind: 'identity_link',
    userId: null,
    challenge: hashToken(offer),
    data: { provider, subject, label, email: email ?? '', name },
    createdAt,
    expiresAt: new Date(createdAt.getTime() + identityOfferLifeMs),
  });
  return { offer };
}

/**
 * Returns what an open offer is about.
 *
 * @throws AppError `auth/identity_over` when it is used, expired, or none of ours.
 */
export async function findIdentityOffer(
  ctx: AuthContext,
  token: string,
): Promise<ProvenIdentity & { readonly offerId: string }> {
  const id = readToken(ctx.secret, 'identity_link', token);
  const row = id === null ? null : await selectChallenge(ctx.db, 'identity_link', id);
  const isOpen = row !== null && row.usedAt === null && row.expiresAt > ctx.clock.now();
  if (!isOpen || row.challenge !== hashToken(token)) throw new AppError(authErrors.identity_over);
  return { offerId: row.id, ...provenIdentity.parse(row.data) };
}

/**
 * Opens an account for who signed in at a provider, under the address the provider has verified, and returns who comes in.
 * A registration or invitation whose address was never proven becomes theirs, without the password a stranger may have
 * chosen.
 *
 * @throws AppError `auth/identity_over`; `auth/identity_without_address`; `auth/identity_known` when the address has an
 *   account: its owner signs in and connects it.
 */
export async function signUpByIdentity(
  ctx: AuthContext,
  given: z.output<typeof identitySignUp>,
): Promise<FirstProof> {
  const { offerId, email, provider, subject, label } = await findIdentityOffer(ctx, given.token);
  if (email === null) throw new AppError(authErrors.identity_without_address);
  const at = ctx.clock.now();
  return await transact(ctx.db, async (tx) => {
    const { name, locale } = given;
    const isNew = await registerUser(tx, { email, name, locale, role: 'learner' });
    const userId = isNew ?? (await takeUnproven(tx, email, at));
    if (!(await claimIdentityChallenge(tx, offerId, { userId, at }))) {
      throw new AppError(authErrors.identity_over);
    }
    if (!(await verifyEmail(tx, userId, { at, name }))) throw new AppError(authErrors.identity_known);
    const row = { id: newId(), userId, provider, subject, label, linkedAt: at };
    if (!(await insertIdentity(tx, row))) throw new AppError(authErrors.identity_taken);
    await emit(tx, authEvents.openedByIdentity, { userId });
    await recordAudit(tx, ctx, {
      action: 'identity.linked',
      subject: { type: 'user', id: userId },
      after: { provider },
    });
    return { userId, sessionVersion: 1, method: 'oauth' };
  });
}

/**
 * Tells whether an account is a registration that nobody has proven, with no rights to inherit. An invitation to the staff
 * is none: only its own mail proves who was meant.
 */
export function isUnproven({ emailVerifiedAt, suspendedAt, erasedAt, role }: Account): boolean {
  return emailVerifiedAt === null && suspendedAt === null && erasedAt === null && role === 'learner';
}

async function takeUnproven(tx: Tx, email: string, at: Date): Promise<string> {
  const account = await findAccountByEmail(tx, email);
  if (account === null || !isUnproven(account)) throw new AppError(authErrors.identity_known);
  await deleteCredential(tx, account.id);
  await expireOpenTokens(tx, account.id, at);
  return account.id;
}
