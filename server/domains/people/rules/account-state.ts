import type { AccountState } from '@/server/domains/people/contract';
import type { Account } from '@/server/domains/users';

/** Returns the state an account is in; the graver one when several hold. */
export function stateOf(account: Account): AccountState {
  if (account.erasedAt !== null) return 'erased';
  if (account.suspendedAt !== null) return 'suspended';
  return account.emailVerifiedAt === null ? 'unproven' : 'active';
}
