import { z } from 'zod';
import { personName } from '@/server/domains/users/contract';

/** Where else people can sign in. */
export const identityProviderList = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string() })).readonly(),
});

/** @see identityProviderList */
export type IdentityProviderList = z.infer<typeof identityProviderList>;

/** The accounts elsewhere that open the caller's. */
export const identityList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      /** Id of the provider. */
      provider: z.string(),
      /** Its name; the id where it is not set up any more. */
      providerName: z.string(),
      /** What the provider called the account when it was connected. */
      label: z.string(),
      linkedAt: z.date(),
      lastUsedAt: z.date().nullable(),
    }),
  ),
});

/** @see identityList */
export type IdentityList = z.infer<typeof identityList>;

const offerToken = z.string().min(20).max(200);

/** Names a sign-in at a provider that has not come to an account yet. */
export const byOffer = z.object({ token: offerToken });

/** A sign-in at a provider that has not come to an account yet. */
export const identityOffer = z.object({
  providerName: z.string(),
  label: z.string(),
  /** The address the provider has verified; null when it vouches for none. */
  email: z.string().nullable(),
  name: z.string(),
  /** Whether the address has an account, which only its owner can connect. */
  isKnown: z.boolean(),
});

/** @see identityOffer */
export type IdentityOffer = z.infer<typeof identityOffer>;

/** Opens an account for who signed in at a provider. */
export const identitySignUp = z.object({
  token: offerToken,
  name: personName,
  locale: z.enum(['en', 'es', 'ar']).catch('en'),
});

/** Names a connected account. */
export const byIdentity = z.object({ identityId: z.uuid() });

/** The connection that was made or ended. */
export const identityWritten = z.object({ identityId: z.string() });
