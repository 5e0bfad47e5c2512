import type { Prisma } from '@/prisma/generated/client';
import type { CoursePermission } from '@/server/domains/courses/contract';
import { isForAssistants, isForReviewers, rolesWith } from '@/server/domains/courses/policy';
import type { Actor } from '@/server/platform/actor';

/** No course at all. */
const nothing: Prisma.CourseWhereInput = { id: { in: [] } };

/** Returns the courses in which an actor may do something, as a condition; `mayInCourse` says the same of one course. */
export function scopeOfCourses(actor: Actor | null, permission: CoursePermission): Prisma.CourseWhereInput {
  if (actor === null) return nothing;
  if (actor.kind === 'system' || actor.role === 'admin') return {};
  const asStaff = scopeOfStaff(actor.userId, permission);
  return isForReviewers(actor, permission)
    ? { OR: [asStaff, { reviewRequests: { some: { decidedAt: null } } }] }
    : asStaff;
}

/** Returns the courses in which an actor may do one of some things. */
export function scopeOfAny(
  actor: Actor | null,
  permissions: readonly CoursePermission[],
): Prisma.CourseWhereInput {
  const scopes = permissions.map((permission) => scopeOfCourses(actor, permission));
  // Prisma reads a list of alternatives without conditions as none of them.
  return scopes.find((scope) => Object.keys(scope).length === 0) ?? { OR: scopes };
}

function scopeOfStaff(userId: string, permission: CoursePermission): Prisma.CourseWhereInput {
  const chosen = isForAssistants(permission)
    ? [{ role: 'assistant' as const, permissions: { has: permission } }]
    : [];
  return {
    staff: {
      some: { userId, OR: [{ role: { in: rolesWith(permission) } }, ...chosen] },
    },
  };
}
