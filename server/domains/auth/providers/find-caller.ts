import type { Claims } from '@/server/domains/auth/rules/claims';
import type { UserActor } from '@/server/platform/actor';
import type { UseCaseContext } from '@/server/platform/context';

/** Finds who a request's cookie stands for, and what it claims even when its session is over. */
export type FindCaller = (
  ctx: UseCaseContext,
  headers: Headers,
) => Promise<{ readonly actor: UserActor | null; readonly claims: Claims | null }>;
