import type { ApiKeyScope } from '@/server/platform/api-key-scopes';

/** The roles a person can hold on the whole platform; what each may do is said by `permissions.ts`. */
export const roles = ['learner', 'instructor', 'moderator', 'support', 'finance', 'admin'] as const;

/** One of {@link roles}. */
export type Role = (typeof roles)[number];

/** The sign-in a request belongs to. */
export type ActorSession = {
  readonly id: string;
  /** When the person last proved who they are; what is sensitive asks for a recent proof. */
  readonly provenAt: Date;
  /** Who really acts, when somebody acts as this person; null when they act themselves. */
  readonly impersonatorId: string | null;
};

/** The API key a request brings: what it opens is less than what its person may do, and never more. */
export type ActorApiKey = { readonly id: string; readonly scopes: readonly ApiKeyScope[] };

/** A person, as proved by the session of this request, or by an API key of theirs. */
export type UserActor = {
  readonly kind: 'user';
  readonly userId: string;
  readonly role: Role;
  readonly session?: ActorSession;
  readonly apiKey?: ActorApiKey;
};

/** A durable function or a script acting for the platform itself. */
export type SystemActor = { readonly kind: 'system'; readonly name: string };

/** Who acts. A visitor who is not signed in is `null`. */
export type Actor = UserActor | SystemActor;
