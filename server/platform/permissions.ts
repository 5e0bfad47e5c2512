import type { Role } from '@/server/platform/actor';

/**
 * The one table of who may do what on the whole platform (ADR 0009). What somebody may do in one course also depends on
 * their place in its staff, and is decided by the policy of the domain.
 */
export const permissions = {
  /** See the instructor's area; which courses, their staff decides. */
  teach: ['instructor', 'admin'],
  /** Look through courses whose staff asks for it, and publish them. */
  'courses.review': ['moderator', 'admin'],
  /** Find people and see their accounts. */
  'people.read': ['support', 'moderator', 'finance', 'admin'],
  /** Suspend people and let them in again. */
  'people.suspend': ['moderator', 'admin'],
  /** Send people their mails again. */
  'people.mail': ['support', 'admin'],
  /** Invite people, one or many. */
  'people.invite': ['support', 'admin'],
  /** Give and take roles. */
  'people.roles': ['admin'],
  /** Order that somebody is forgotten who has asked for it. */
  'people.erase': ['admin'],
  /** Act as another person. */
  'people.impersonate': ['support', 'admin'],
  /** Read and export the audit log. */
  'audit.read': ['admin'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

/** One of {@link permissions}. */
export type Permission = keyof typeof permissions;

/** Tells whether a role carries a permission. */
export function roleMay(role: Role, permission: Permission): boolean {
  const holders: readonly Role[] = permissions[permission];
  return holders.includes(role);
}
