import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server';
import type { z } from 'zod';
import { removingWayIn, type WithProviders } from '@/server/domains/auth/commands/ways-in';
import type {
  addPasskeyInput,
  byPasskey,
  passkeyOffer,
  passkeyWritten,
  renamePasskeyInput,
} from '@/server/domains/auth/contract/passkeys';
import { authErrors } from '@/server/domains/auth/errors';
import { authEvents } from '@/server/domains/auth/events';
import { insertChallenge, markChallengeUsed, selectChallenge } from '@/server/domains/auth/repo/challenges';
import {
  deletePasskey,
  insertPasskey,
  selectPasskeys,
  updatePasskeyName,
} from '@/server/domains/auth/repo/passkeys';
import type { RelyingParty } from '@/server/domains/auth/rules/relying-party';
import type { SecurityNotice } from '@/server/domains/auth/rules/security-notices';
import { findAccount } from '@/server/domains/users';
import type { AuditAction } from '@/server/platform/audit/actions';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { type Tx, transact } from '@/server/platform/db';
import { AppError, platformErrors } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';
import { newId } from '@/server/platform/ids';
import { requestContext } from '@/server/platform/request-context';

/** More than anybody has; a list without an end is one to fill. */
export const passkeyLimit = 20;

/** So long an offer waits for an authenticator to answer, in ms. */
export const passkeyOfferLifeMs = 5 * 60_000;

type PasskeyContext = UserContext & { readonly site: RelyingParty };

/**
 * Offers the caller to make a passkey: one that names its owner by itself, and looks who uses it.
 *
 * @throws AppError `auth/passkey_limit`.
 */
export async function offerPasskey(ctx: PasskeyContext): Promise<z.infer<typeof passkeyOffer>> {
  const { userId } = ctx.actor;
  const account = await findAccount(ctx.db, userId);
  if (account === null) throw new AppError(platformErrors.unauthenticated);
  const known = await selectPasskeys(ctx.db, userId, passkeyLimit);
  if (known.length >= passkeyLimit) throw new AppError(authErrors.passkey_limit);
  const options = await generateRegistrationOptions({
    rpName: ctx.site.name,
    rpID: ctx.site.id,
    userID: new TextEncoder().encode(userId),
    userName: account.email,
    userDisplayName: account.name,
    attestationType: 'none',
    timeout: passkeyOfferLifeMs,
    excludeCredentials: known.map(({ credentialId: id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const offerId = newId();
  const createdAt = ctx.clock.now();
  await insertChallenge(ctx.db, {
    id: offerId,
    kind: 'passkey_registration',
    userId,
    challenge: options.challenge,
    data: {},
    createdAt,
    expiresAt: new Date(createdAt.getTime() + passkeyOfferLifeMs),
  });
  return { offerId, options };
}

type Given = z.output<typeof addPasskeyInput>;

async function findOffer(ctx: PasskeyContext, offerId: string): Promise<string> {
  const offer = await selectChallenge(ctx.db, 'passkey_registration', offerId);
  const isOpen = offer !== null && offer.usedAt === null && offer.expiresAt > ctx.clock.now();
  if (!isOpen || offer.userId !== ctx.actor.userId) throw new AppError(authErrors.passkey_refused);
  return offer.challenge;
}

async function verify(ctx: PasskeyContext, given: Given) {
  const expectedChallenge = await findOffer(ctx, given.offerId);
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: given.credential,
      expectedChallenge,
      expectedOrigin: ctx.site.origin,
      expectedRPID: ctx.site.id,
      requireUserVerification: true,
    });
    if (registrationInfo !== undefined) return registrationInfo;
  } catch (cause) {
    throw new AppError(authErrors.passkey_refused, { cause });
  }
  throw new AppError(authErrors.passkey_refused);
}

async function announce(
  tx: Tx,
  ctx: UserContext,
  action: AuditAction,
  notice: SecurityNotice | null,
): Promise<void> {
  const { userId } = ctx.actor;
  if (notice !== null) await emit(tx, authEvents.securityNoticed, { userId, notice });
  await recordAudit(tx, ctx, { action, subject: { type: 'user', id: userId } });
}

/**
 * Keeps the passkey that was made for an offer, under the name of the device it was made on. The owner is told by mail.
 *
 * @throws AppError `auth/passkey_refused` when it does not belong to an open offer of the caller; `auth/passkey_taken`.
 */
export async function addPasskey(ctx: PasskeyContext, given: Given): Promise<z.infer<typeof passkeyWritten>> {
  const { credential, credentialBackedUp } = await verify(ctx, given);
  const { userId } = ctx.actor;
  const at = ctx.clock.now();
  const id = newId();
  return await transact(ctx.db, async (tx) => {
    if (!(await markChallengeUsed(tx, given.offerId, at))) throw new AppError(authErrors.passkey_refused);
    const isNew = await insertPasskey(tx, {
      id,
      userId,
      credentialId: credential.id,
      publicKey: credential.publicKey,
      counter: BigInt(credential.counter),
      transports: given.credential.response.transports ?? [],
      isBackedUp: credentialBackedUp,
      name: requestContext()?.device ?? '',
      createdAt: at,
    });
    if (!isNew) throw new AppError(authErrors.passkey_taken);
    await announce(tx, ctx, 'passkey.added', 'passkey_added');
    return { passkeyId: id };
  });
}

/**
 * Gives a passkey of the caller another name.
 *
 * @throws AppError `auth/passkey_not_found`, also for somebody else's.
 */
export async function renamePasskey(
  ctx: UserContext,
  { passkeyId, passkeyName }: z.output<typeof renamePasskeyInput>,
): Promise<z.infer<typeof passkeyWritten>> {
  const own = { id: passkeyId, userId: ctx.actor.userId };
  return await transact(ctx.db, async (tx) => {
    if (!(await updatePasskeyName(tx, own, passkeyName))) throw new AppError(authErrors.passkey_not_found);
    await announce(tx, ctx, 'passkey.renamed', null);
    return { passkeyId };
  });
}

/**
 * Removes a passkey of the caller: whoever has its device does not come in by it any more. The owner is told by mail.
 *
 * @throws AppError `auth/passkey_not_found`, also for somebody else's; `auth/last_way_in`.
 */
export async function removePasskey(
  ctx: UserContext & WithProviders,
  { passkeyId }: z.output<typeof byPasskey>,
): Promise<z.infer<typeof passkeyWritten>> {
  const { userId } = ctx.actor;
  return await transact(ctx.db, async (tx) => {
    await removingWayIn(tx, { userId, providers: ctx.providers }, async () => {
      const isGone = await deletePasskey(tx, { id: passkeyId, userId });
      if (!isGone) throw new AppError(authErrors.passkey_not_found);
    });
    await announce(tx, ctx, 'passkey.removed', 'passkey_removed');
    return { passkeyId };
  });
}
