import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { z } from 'zod';

/** What an authenticator sends is base64url; none of it is longer than a certificate chain. */
const binary = z
  .string()
  .max(16_384)
  .regex(/^[A-Za-z0-9_-]*$/);

const credential = {
  id: binary.min(1).max(1_366),
  rawId: binary.min(1).max(1_366),
  type: z.literal('public-key'),
};

/** A credential an authenticator has made (WebAuthn §5.2.1). */
const registration = z.object({
  ...credential,
  clientExtensionResults: z.object({}),
  response: z.object({
    clientDataJSON: binary,
    attestationObject: binary,
    transports: z.array(z.string().max(32)).max(10).exactOptional(),
  }),
});

/** Adds what an authenticator has made for an offer. */
export const addPasskeyInput = z.object({ offerId: z.uuid(), credential: registration });

/** A proof by an authenticator (WebAuthn §5.2.2). */
const assertion = z.object({
  ...credential,
  clientExtensionResults: z.object({}),
  response: z.object({
    clientDataJSON: binary,
    authenticatorData: binary,
    signature: binary,
    userHandle: binary.exactOptional(),
  }),
});

/** @see assertion */
export type Assertion = z.output<typeof assertion>;

function parseJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON' });
    return z.NEVER;
  }
}

/** A proof as a form carries it, which is text. */
export const typedAssertion = z.string().max(65_536).transform(parseJson).pipe(assertion);

/** Comes in by a passkey. */
export const passkeySignIn = z.object({ assertion: typedAssertion });

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** What the browser asks an authenticator to make, and under which name to answer. */
export const passkeyOffer = z.object({
  offerId: z.string(),
  options: z.custom<PublicKeyCredentialCreationOptionsJSON>(isObject),
});

/** What the browser asks an authenticator to prove. */
export const passkeyRequest = z.object({
  options: z.custom<PublicKeyCredentialRequestOptionsJSON>(isObject),
});

/** What people call a passkey. */
const passkeyName = z.string().trim().min(1).max(60);

/** Names a passkey. */
export const byPasskey = z.object({ passkeyId: z.uuid() });

/** Gives a passkey another name. */
export const renamePasskeyInput = byPasskey.extend({ passkeyName });

/** The passkeys of the caller. */
export const passkeyList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      /** Empty until somebody named it, where the browser did not say what it is. */
      name: z.string(),
      /** Whether it is on more than one device, by the account that keeps it. */
      isBackedUp: z.boolean(),
      createdAt: z.date(),
      lastUsedAt: z.date().nullable(),
    }),
  ),
});

/** @see passkeyList */
export type PasskeyList = z.infer<typeof passkeyList>;

/** The passkey that was written. */
export const passkeyWritten = z.object({ passkeyId: z.string() });
