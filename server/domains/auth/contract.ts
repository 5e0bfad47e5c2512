import { z } from 'zod';
import { typedAssertion } from '@/server/domains/auth/contract/passkeys';
import { isReturnPath } from '@/server/domains/auth/contract/return-path';
import { sessionMethods } from '@/server/domains/auth/rules/session-method';
import { emailAddress, personName, pictureView } from '@/server/domains/users/contract';
import { roles } from '@/server/platform/actor';

/** Bounds of a password: long enough to resist guessing, short enough to hash. Length counts characters. */
const passwordBounds = { min: 10, max: 128 } as const;

/** A password as a person chooses it; any characters, compared exactly. */
const newPassword = z.string().min(passwordBounds.min).max(passwordBounds.max);

/** A path of this site to return to after sign-in; anything that could lead elsewhere is refused. */
export const returnPath = z.string().refine(isReturnPath, 'must be a path on this site');

/** Asks for an account. */
export const registerInput = z.object({
  name: personName,
  email: emailAddress,
  password: newPassword,
  locale: z.enum(['en', 'es', 'ar']).default('en'),
  returnTo: returnPath.optional(),
});

/** The same answer for new and known addresses, so that nobody learns who has an account. */
export const mailSent = z.object({ status: z.literal('mail_sent') });

/** Asks for a mail to choose a new password. */
export const requestResetInput = z.object({ email: emailAddress });

/** A token as it stands in a mailed link. */
const mailedToken = z.string().min(20).max(200);

/** Chooses a new password by a mailed token. */
export const resetPasswordInput = z.object({ token: mailedToken, password: newPassword });

/** A password as a person types it to come in: whatever rules it was once chosen by, it must be short enough to hash. */
const typedPassword = z.string().min(1).max(passwordBounds.max);

/** Comes in by address and password; where to return to goes into the mail that an unproven address is sent. */
export const passwordSignIn = z.object({
  email: emailAddress,
  password: typedPassword,
  returnTo: returnPath.optional().catch(undefined),
});

/** Confirms an address by its mailed token and the password of the same registration. */
export const verificationSignIn = z.object({ token: mailedToken, password: typedPassword });

/** Replaces a password by who knows the present one. */
export const changePasswordInput = z.object({ currentPassword: typedPassword, password: newPassword });

/** Names a session. */
export const bySession = z.object({ sessionId: z.uuid() });

/** How many sessions were ended. */
export const endedSessions = z.object({ ended: z.number().int() });

/** Where the caller is signed in. */
export const sessionList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      method: z.enum(sessionMethods),
      /** Browser and system in words; empty when the browser did not say. */
      device: z.string(),
      /** Network it was begun in; empty when not known. */
      network: z.string(),
      createdAt: z.date(),
      lastSeenAt: z.date(),
      /** Whether it is the one that asks. */
      isCurrent: z.boolean(),
    }),
  ),
});

/** @see sessionList */
export type SessionList = z.infer<typeof sessionList>;

/** Asks for a mail that signs in; where to return to goes into its link. */
export const requestMagicLinkInput = z.object({ email: emailAddress, returnTo: returnPath.optional() });

/** Comes in by a mailed link. */
export const magicLinkSignIn = z.object({ token: mailedToken });

/** A code as people type it: six digits of an app, or a recovery code. */
const typedCode = z.string().trim().min(6).max(40);

/** Names a person. */
export const byUser = z.object({ userId: z.uuid() });

/** Takes up an invitation. */
export const acceptInvitationInput = z.object({
  token: mailedToken,
  name: personName,
  password: newPassword,
});

/** Answers the question for a second factor that a sign-in was asked. */
export const secondFactorSignIn = z.object({ token: mailedToken, code: typedCode });

/** Proves once more who the session belongs to: by the password, or a code where the account has a second factor; or by a passkey. */
export const renewedProof = z.object({
  password: typedPassword.optional().catch(undefined),
  code: typedCode.optional().catch(undefined),
  assertion: typedAssertion.optional(),
});

/** Gives a code of the app. */
export const byCode = z.object({ code: typedCode });

/** A secret for an authenticator app: in letters, as the address a QR code holds, and that QR code. */
export const offeredFactor = z.object({
  secret: z.string(),
  address: z.string(),
  /** One SVG path in a box of `size` units. */
  qr: z.object({ size: z.number().int(), path: z.string() }),
});

/** @see offeredFactor */
export type OfferedFactor = z.infer<typeof offeredFactor>;

/** Codes to keep for the day the app is lost; they are shown this once. */
export const recoveryCodes = z.object({ codes: z.array(z.string()) });

/** The state of the second factor. */
export const secondFactor = z.object({
  /** Since when it is on; null when it is off. */
  since: z.date().nullable(),
  codesLeft: z.number().int(),
  /** What proves the person again; `sign_in` when only a new sign-in does. */
  provenBy: z.enum(['code', 'password', 'sign_in']),
  /** Whether there is a password to come in by. */
  hasPassword: z.boolean(),
  /** Whether a passkey proves the person as well. */
  hasPasskey: z.boolean(),
});

/** @see secondFactor */
export type SecondFactor = z.infer<typeof secondFactor>;

/** The second factor is off. */
export const factorOff = z.object({ isOn: z.literal(false) });

/** Asks to be reached at another address. */
export const changeEmailInput = z.object({ newEmail: emailAddress });

/** Confirms from one of the two mailboxes. */
export const confirmEmailInput = z.object({ token: mailedToken });

/** What a confirmation has come to: `waiting` for the other mailbox, or `changed`. */
export const emailConfirmation = z.object({ status: z.enum(['waiting', 'changed']) });

/** The change of address that is under way; null when there is none. */
export const pendingEmail = z
  .object({
    newEmail: z.string(),
    expiresAt: z.date(),
    isOldConfirmed: z.boolean(),
    isNewConfirmed: z.boolean(),
  })
  .nullable();

/** @see pendingEmail */
export type PendingEmail = z.infer<typeof pendingEmail>;

/** The change of address is withdrawn. */
export const emailWithdrawn = z.object({ status: z.literal('withdrawn') });

/** The account whose password was changed, to sign in with. */
export const resetPasswordResult = z.object({ email: z.string() });

/** Who is signed in, as the shell shows it. */
export const viewer = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  isEmailVerified: z.boolean(),
  picture: pictureView.nullable(),
  /** IANA name of the zone whose clock they read. */
  timeZone: z.string(),
  /** Who really acts here, and until when, while somebody acts as this person. */
  impersonation: z.object({ by: z.string(), until: z.date() }).nullable(),
});

/** @see viewer */
export type Viewer = z.infer<typeof viewer>;
