import { generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server';
import type { z } from 'zod';
import type { SignedIn } from '@/server/domains/auth/commands/sign-in';
import type { AuthContext } from '@/server/domains/auth/context';
import type { Assertion, passkeyRequest } from '@/server/domains/auth/contract/passkeys';
import { authErrors } from '@/server/domains/auth/errors';
import { authEvents } from '@/server/domains/auth/events';
import { selectCredential } from '@/server/domains/auth/repo';
import { claimChallenge } from '@/server/domains/auth/repo/challenges';
import { claimPasskeyUse, selectCredentialById } from '@/server/domains/auth/repo/passkeys';
import type { RelyingParty } from '@/server/domains/auth/rules/relying-party';
import { readTimedToken, timedTokenFor } from '@/server/domains/auth/rules/timed-token';
import { hashToken } from '@/server/domains/auth/rules/tokens';
import { findAccount } from '@/server/domains/users';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';
import { newId } from '@/server/platform/ids';

/** So long a sign-in page may wait for an authenticator before it asks anew, in ms. */
export const passkeyRequestLifeMs = 5 * 60_000;

/** What proving a passkey needs: the site that it was made for. */
export type SiteContext = AuthContext & { readonly site: RelyingParty };

/**
 * Asks for the proof of any passkey of this site. The challenge vouches for itself, so that every visit of the sign-in
 * page writes nothing; it is written down once it is used, and so counts once.
 */
export async function requestPasskey(ctx: SiteContext): Promise<z.infer<typeof passkeyRequest>> {
  const expiresAt = new Date(ctx.clock.now().getTime() + passkeyRequestLifeMs);
  const options = await generateAuthenticationOptions({
    rpID: ctx.site.id,
    challenge: timedTokenFor(ctx.secret, 'passkey_sign_in', { id: newId(), expiresAt }),
    timeout: passkeyRequestLifeMs,
    userVerification: 'required',
  });
  return { options };
}

type Known = NonNullable<Awaited<ReturnType<typeof selectCredentialById>>>;

type Proof = {
  readonly challenge: { readonly id: string; readonly expiresAt: Date };
  readonly counter: bigint;
  readonly isBackedUp: boolean;
};

const textOf = (base64url: string): string => Buffer.from(base64url, 'base64url').toString('utf8');

async function verify(ctx: SiteContext, assertion: Assertion, known: Known): Promise<Proof> {
  let challenge: Proof['challenge'] | null = null;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: assertion,
      expectedChallenge: (given) => {
        challenge = readTimedToken(ctx.secret, 'passkey_sign_in', textOf(given), ctx.clock.now());
        return challenge !== null;
      },
      expectedOrigin: ctx.site.origin,
      expectedRPID: ctx.site.id,
      requireUserVerification: true,
      // Whether the counter went up is decided where it is written, so that two at once are told apart.
      credential: { id: assertion.id, publicKey: new Uint8Array(known.publicKey), counter: 0 },
    });
    if (verified && challenge !== null) {
      const { newCounter, credentialBackedUp } = authenticationInfo;
      return { challenge, counter: BigInt(newCounter), isBackedUp: credentialBackedUp };
    }
  } catch (cause) {
    throw new AppError(authErrors.passkey_refused, { cause });
  }
  throw new AppError(authErrors.passkey_refused);
}

async function findOwned(ctx: SiteContext, assertion: Assertion): Promise<Known> {
  const known = await selectCredentialById(ctx.db, assertion.id);
  const account = known === null ? null : await findAccount(ctx.db, known.userId);
  if (known === null || account === null || account.erasedAt !== null) {
    throw new AppError(authErrors.passkey_unknown);
  }
  const { userHandle } = assertion.response;
  if (userHandle !== undefined && textOf(userHandle) !== known.userId) {
    throw new AppError(authErrors.passkey_refused);
  }
  return known;
}

/**
 * Returns who comes in by a passkey. A proof counts once, and one whose counter did not go up is refused: a copy of the
 * key may be in use, and the owner is told by mail.
 *
 * @param owner whose passkey it has to be, where somebody is in already; nobody else's is touched.
 * @throws AppError `auth/passkey_unknown`, `auth/passkey_refused`, `auth/passkey_cloned`.
 */
export async function signInByPasskey(
  ctx: SiteContext,
  assertion: Assertion,
  owner?: string,
): Promise<SignedIn> {
  const known = await findOwned(ctx, assertion);
  const { id: passkeyId, userId } = known;
  if (owner !== undefined && owner !== userId) throw new AppError(authErrors.passkey_refused);
  const { challenge, counter, isBackedUp } = await verify(ctx, assertion, known);
  const at = ctx.clock.now();
  const entered = await transact(ctx.db, async (tx) => {
    const use = {
      id: challenge.id,
      kind: 'passkey_sign_in',
      userId,
      challenge: hashToken(challenge.id),
      data: { passkeyId },
      createdAt: at,
      expiresAt: challenge.expiresAt,
    } as const;
    if (!(await claimChallenge(tx, use))) throw new AppError(authErrors.passkey_refused);
    if (!(await claimPasskeyUse(tx, passkeyId, { counter, isBackedUp, at }))) {
      await emit(tx, authEvents.securityNoticed, { userId, notice: 'passkey_cloned' });
      return null;
    }
    const credential = await selectCredential(tx, userId);
    return { userId, sessionVersion: credential?.sessionVersion ?? 1 };
  });
  if (entered === null) throw new AppError(authErrors.passkey_cloned);
  return entered;
}
