import { z } from 'zod';
import { securityNotices } from '@/server/domains/auth/rules/security-notices';
import { defineEvent } from '@/server/platform/events';

/** What happens around sign-in. Token ids are no secrets: the mailed token is derived from the id with a key. */
export const authEvents = {
  verificationRequested: defineEvent(
    'auth/verification.requested',
    z.object({ userId: z.string(), tokenId: z.string(), returnTo: z.string().nullable() }),
  ),
  /** Somebody registered with an address that has an account: its owner is told, the caller is not. */
  registrationRepeated: defineEvent('auth/registration.repeated', z.object({ userId: z.string() })),
  resetRequested: defineEvent('auth/reset.requested', z.object({ userId: z.string(), tokenId: z.string() })),
  /** Somebody asked to come in by mail; the link leads back to where they were heading. */
  magicLinkRequested: defineEvent(
    'auth/magic_link.requested',
    z.object({ userId: z.string(), tokenId: z.string(), returnTo: z.string().nullable() }),
  ),
  /** Something about how a person signs in has changed or been tried; they are told by mail. */
  securityNoticed: defineEvent(
    'auth/security.noticed',
    z.object({ userId: z.string(), notice: z.enum(securityNotices) }),
  ),
  /** A person asked to be reached at another address: both mailboxes get a link. */
  emailChangeRequested: defineEvent(
    'auth/email_change.requested',
    z.object({
      userId: z.string(),
      changeId: z.string(),
      oldTokenId: z.string(),
      newTokenId: z.string(),
    }),
  ),
  /** Somebody made an account for a person: its link lets them choose a password. */
  invitationOrdered: defineEvent(
    'auth/invitation.ordered',
    z.object({ userId: z.string(), tokenId: z.string() }),
  ),
  /** An invited person has chosen name and password, and agreed to the terms. */
  invitationAccepted: defineEvent('auth/invitation.accepted', z.object({ userId: z.string() })),
  /** Somebody opened an account by signing in elsewhere, and agreed to the terms. */
  openedByIdentity: defineEvent('auth/account.opened_by_identity', z.object({ userId: z.string() })),
  passwordChanged: defineEvent('auth/password.changed', z.object({ userId: z.string() })),
} as const;
