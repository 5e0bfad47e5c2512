import type { Role, UserActor } from '@/server/platform/actor';

/** Whom each role may act as: nobody gains a permission by it. */
const reach: Readonly<Partial<Record<Role, readonly Role[]>>> = {
  support: ['learner'],
  admin: ['learner', 'instructor'],
};

/** Whom somebody would act as. */
export type ActedAs = {
  readonly id: string;
  readonly role: Role;
  readonly suspendedAt: Date | null;
  readonly erasedAt: Date | null;
};

/** Tells whether somebody may act as a person: never as themselves, as who is kept out, or as who may do more. */
export function mayActAs(actor: Pick<UserActor, 'userId' | 'role'>, target: ActedAs): boolean {
  if (actor.userId === target.id || target.suspendedAt !== null || target.erasedAt !== null) return false;
  return reach[actor.role]?.includes(target.role) === true;
}
