import { peopleErrors } from '@/server/domains/people/errors';
import type { Account } from '@/server/domains/users';
import type { UserActor } from '@/server/platform/actor';
import type { ErrorDefinition } from '@/server/platform/errors';

/** Why somebody may not do something with an account, or null when they may. */
type Refusal = ErrorDefinition | null;

const isStaff = ({ role }: Pick<Account, 'role'>): boolean => role !== 'learner' && role !== 'instructor';

/** Nobody keeps themselves out, and who works here is kept out by an administrator only. */
export function refusesSuspension(actor: UserActor, target: Account): Refusal {
  if (actor.userId === target.id) return peopleErrors.own_account;
  return isStaff(target) && actor.role !== 'admin' ? peopleErrors.of_staff : null;
}

/** Nobody changes their own role: there is always somebody else who has agreed. */
export function refusesRoleChange(actor: UserActor, target: Account): Refusal {
  return actor.userId === target.id ? peopleErrors.own_account : null;
}
