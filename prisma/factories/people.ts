import type { Prisma } from '@/prisma/generated/client';
import type { FactoryContext, Values } from './context';

/** The password that `testPasswordHash` belongs to. */
export const testPassword = 'learn-by-testing';

/** argon2id of `testPassword` with parameters cheap enough for thousands of sign-ins in tests; never seeded. */
export const testPasswordHash =
  '$argon2id$v=19$m=1024,t=1,p=1$bHljZXVtLXRlc3Qtc2FsdA$jduu5BTeKle9LCXK6oH+SGiianENMbGQy9Qof4yUg6M';

/** A learner with a verified address of the reserved domain `.test`. */
export function userRow(context: FactoryContext, values: Values<Prisma.UserCreateManyInput> = {}) {
  const number = context.count('user');
  return {
    id: context.id('user', number),
    email: `person-${number}@lyceum.test`,
    emailVerifiedAt: context.now,
    name: `Person ${number}`,
    createdAt: context.now,
    updatedAt: context.now,
    ...values,
  } satisfies Prisma.UserCreateManyInput;
}

/** The public face of a user, readable in English, on UTC. */
export function profileRow(context: FactoryContext, values: Values<Prisma.ProfileCreateManyInput, 'userId'>) {
  return {
    handle: `person-${context.count('profile')}`,
    updatedAt: context.now,
    ...values,
  } satisfies Prisma.ProfileCreateManyInput;
}

/** Lets a user sign in with `testPassword`. */
export function credentialRow(
  context: FactoryContext,
  values: Values<Prisma.CredentialCreateManyInput, 'userId'>,
) {
  return {
    passwordHash: testPasswordHash,
    passwordChangedAt: context.now,
    ...values,
  } satisfies Prisma.CredentialCreateManyInput;
}

const tokenLifeMs = 24 * 3_600_000;

/** An unused token to verify an address with, good for a day. */
export function verificationTokenRow(
  context: FactoryContext,
  values: Values<Prisma.VerificationTokenCreateManyInput, 'userId'>,
) {
  const number = context.count('verificationToken');
  return {
    id: context.id('verificationToken', number),
    purpose: 'verify_email' as const,
    tokenHash: `token-hash-${number}`,
    createdAt: context.now,
    expiresAt: new Date(context.now.getTime() + tokenLifeMs),
    ...values,
  } satisfies Prisma.VerificationTokenCreateManyInput;
}

/** An unread notification. */
export function notificationRow(
  context: FactoryContext,
  values: Values<Prisma.NotificationCreateManyInput, 'userId'>,
) {
  const number = context.count('notification');
  return {
    id: context.id('notification', number),
    type: 'certificate_issued',
    data: { code: '0000-0000-0000', courseTitle: 'A course', courseSlug: 'a-course' },
    dedupeKey: `notification-${number}`,
    createdAt: context.now,
    ...values,
  } satisfies Prisma.NotificationCreateManyInput;
}

/** A mail that is owed and not yet sent. */
export function mailDeliveryRow(
  context: FactoryContext,
  values: Values<Prisma.MailDeliveryCreateManyInput> = {},
) {
  const number = context.count('mailDelivery');
  return {
    id: context.id('mailDelivery', number),
    dedupeKey: `mail-${number}`,
    template: 'verify-email',
    createdAt: context.now,
    ...values,
  } satisfies Prisma.MailDeliveryCreateManyInput;
}
