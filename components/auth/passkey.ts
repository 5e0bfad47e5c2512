import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';

/** What a browser says when its person, or it itself, ended the question for a passkey. */
type Ended = 'aborted' | 'dismissed' | 'on-device' | 'unable' | 'unsupported';

/** Thrown where no passkey came of asking for one. */
export class PasskeyEnded extends Error {
  constructor(
    readonly reason: Ended,
    cause?: unknown,
  ) {
    super(reason, { cause });
    this.name = 'PasskeyEnded';
  }
}

const reasons: Readonly<Record<string, Ended>> = {
  AbortError: 'aborted',
  NotAllowedError: 'dismissed',
  InvalidStateError: 'on-device',
  ConstraintError: 'unable',
  NotSupportedError: 'unable',
  SecurityError: 'unable',
};

// The library loads when it is needed, so that pages with a passkey on them stay as light as others.
async function asking<T>(
  ask: (webauthn: typeof import('@simplewebauthn/browser')) => Promise<T>,
): Promise<T> {
  const webauthn = await import('@simplewebauthn/browser');
  if (!webauthn.browserSupportsWebAuthn()) throw new PasskeyEnded('unsupported');
  try {
    return await ask(webauthn);
  } catch (error) {
    const reason = error instanceof Error ? (reasons[error.name] ?? 'dismissed') : 'dismissed';
    // biome-ignore lint/style/useErrorCause: it is passed, as the second argument
    throw new PasskeyEnded(reason, error);
  }
}

/**
 * Has an authenticator make a passkey.
 *
 * @throws PasskeyEnded when there comes none.
 */
export async function makePasskey(optionsJSON: PublicKeyCredentialCreationOptionsJSON) {
  return await asking(async ({ startRegistration }) => await startRegistration({ optionsJSON }));
}

/**
 * Has an authenticator prove a passkey; returns what the way in by passkey takes.
 *
 * @param isQuiet Offers passkeys among what the browser fills in, and asks nothing by itself.
 * @throws PasskeyEnded when there comes no proof; a question that a newer one ends is `aborted`.
 */
export async function provePasskey(
  optionsJSON: PublicKeyCredentialRequestOptionsJSON,
  isQuiet: boolean,
): Promise<{ assertion: string }> {
  const proof = await asking(
    async ({ startAuthentication }) =>
      await startAuthentication({ optionsJSON, useBrowserAutofill: isQuiet }),
  );
  return { assertion: JSON.stringify(proof) };
}

/** Tells whether this browser offers passkeys among what it fills in. */
export async function fillsInPasskeys(): Promise<boolean> {
  if (typeof PublicKeyCredential === 'undefined') return false;
  return (await PublicKeyCredential.isConditionalMediationAvailable?.()) === true;
}

/** Ends the question that is open, if any. */
export async function endPasskeyQuestion(): Promise<void> {
  const { WebAuthnAbortService } = await import('@simplewebauthn/browser');
  WebAuthnAbortService.cancelCeremony();
}
