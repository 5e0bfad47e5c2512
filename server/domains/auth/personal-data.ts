import type { Tx } from '@/server/platform/db';
import { onePage, type PersonalArea, pagesById } from '@/server/platform/personal-data';

/** What the copy of a person's data says of how they sign in: everything but the secrets. */
export const authAreas: readonly PersonalArea[] = [
  {
    name: 'sessions',
    tables: ['sessions'],
    pages: (conn, userId) =>
      pagesById(async ({ after, take }) =>
        // Who of the staff acted as a person is not the person's data; that somebody did is.
        (
          await conn.session.findMany({
            where: { userId, id: after },
            omit: { userId: true },
            orderBy: { id: 'asc' },
            take,
          })
        ).map(({ impersonatorId, ...row }) => ({ ...row, byStaff: impersonatorId !== null })),
      ),
  },
  {
    name: 'sign-in',
    tables: ['credentials', 'totp_factors', 'recovery_codes'],
    pages: (conn, userId) =>
      onePage(
        conn.user.findUnique({
          where: { id: userId },
          select: {
            credential: { select: { passwordChangedAt: true } },
            totpFactor: { select: { createdAt: true, confirmedAt: true } },
            recoveryCodes: { select: { id: true, usedAt: true }, orderBy: { id: 'asc' }, take: 100 },
          },
        }),
      ),
  },
  {
    name: 'identities',
    tables: ['identities'],
    pages: (conn, userId) =>
      pagesById(({ after, take }) =>
        conn.identity.findMany({
          where: { userId, id: after },
          omit: { userId: true },
          orderBy: { id: 'asc' },
          take,
        }),
      ),
  },
  {
    name: 'passkeys',
    tables: ['passkeys'],
    pages: (conn, userId) =>
      pagesById(({ after, take }) =>
        conn.passkey.findMany({
          where: { userId, id: after },
          select: {
            id: true,
            name: true,
            transports: true,
            isBackedUp: true,
            createdAt: true,
            lastUsedAt: true,
          },
          orderBy: { id: 'asc' },
          take,
        }),
      ),
  },
  {
    name: 'api-keys',
    tables: ['api_keys'],
    pages: (conn, userId) =>
      pagesById(({ after, take }) =>
        conn.apiKey.findMany({
          where: { userId, id: after },
          omit: { userId: true, keyHash: true },
          orderBy: { id: 'asc' },
          take,
        }),
      ),
  },
  {
    name: 'address-changes',
    tables: ['email_changes'],
    pages: (conn, userId) =>
      pagesById(({ after, take }) =>
        conn.emailChange.findMany({
          where: { userId, id: after },
          omit: { userId: true },
          orderBy: { id: 'asc' },
          take,
        }),
      ),
  },
  {
    name: 'mailed-links',
    tables: ['verification_tokens'],
    pages: (conn, userId) =>
      pagesById(({ after, take }) =>
        conn.verificationToken.findMany({
          where: { userId, id: after },
          select: {
            id: true,
            purpose: true,
            personName: true,
            createdAt: true,
            expiresAt: true,
            usedAt: true,
          },
          orderBy: { id: 'asc' },
          take,
        }),
      ),
  },
];

/** Removes every way in of a person and everything kept of their ways in, also where they acted as others. */
export async function eraseSignIn(tx: Tx, userId: string): Promise<void> {
  const own = { where: { userId } };
  await tx.session.deleteMany({ where: { OR: [{ userId }, { impersonatorId: userId }] } });
  await tx.credential.deleteMany(own);
  await tx.verificationToken.deleteMany(own);
  await tx.identity.deleteMany(own);
  await tx.passkey.deleteMany(own);
  await tx.apiKey.deleteMany(own);
  await tx.totpFactor.deleteMany(own);
  await tx.recoveryCode.deleteMany(own);
  await tx.authChallenge.deleteMany(own);
  await tx.emailChange.deleteMany(own);
}

/** Removes what is kept of an address elsewhere: wishes to be reached at it that came to nothing, sign-ins by a provider that opened no account yet. */
export async function eraseAddressElsewhere(tx: Tx, email: string, now: Date): Promise<void> {
  await tx.emailChange.deleteMany({
    where: { newEmail: email, OR: [{ closedAt: { not: null } }, { expiresAt: { lt: now } }] },
  });
  await tx.authChallenge.deleteMany({
    where: { kind: 'identity_link', data: { path: ['email'], equals: email } },
  });
}
