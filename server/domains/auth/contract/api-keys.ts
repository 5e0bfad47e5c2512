import { z } from 'zod';
import { apiKeyScopes } from '@/server/platform/api-key-scopes';

/** The scopes a key can have, in the order in which they are offered. */
export const offeredScopes = apiKeyScopes;

/** After how many days a key ends by itself; without an end it would be found one day, and still open. */
export const apiKeyLives = [30, 90, 365] as const;

/** So many keys that work somebody may have at once. */
export const apiKeyLimit = 10;

/** The longest name of a key, in characters. */
export const apiKeyNameLength = 60;

/** Makes a key. */
export const addApiKeyInput = z.object({
  keyName: z.string().trim().min(1).max(apiKeyNameLength),
  scopes: z
    .array(z.enum(apiKeyScopes))
    .min(1)
    .max(apiKeyScopes.length)
    .refine((scopes) => new Set(scopes).size === scopes.length, 'each scope once'),
  days: z.union(apiKeyLives.map((days) => z.literal(days))),
});

const apiKeyView = z.object({
  id: z.string(),
  name: z.string(),
  /** How the key begins. */
  prefix: z.string(),
  scopes: z.array(z.enum(apiKeyScopes)),
  createdAt: z.date(),
  expiresAt: z.date(),
  /** Whether it is past its end. */
  isOver: z.boolean(),
  /** The day of the last use, at its beginning in UTC; null when it was never used. */
  lastUsedOn: z.date().nullable(),
});

/** The keys of a person that were not revoked, latest first. */
export const apiKeyList = z.object({ items: z.array(apiKeyView) });

/** A new key, in full: this once. */
export const apiKeyMade = z.object({ key: z.string(), item: apiKeyView });

/** Names a key of the caller's. */
export const byApiKey = z.object({ apiKeyId: z.uuid() });

/** @see apiKeyList */
export type ApiKeyList = z.infer<typeof apiKeyList>;
/** @see apiKeyMade */
export type ApiKeyMade = z.infer<typeof apiKeyMade>;
