import type { Prisma } from '@/prisma/generated/client';
import type { CoursePermission } from '@/server/domains/courses/contract';
import { isForAssistants, rolesWith } from '@/server/domains/courses/policy';
import type { Actor } from '@/server/platform/actor';

/** No course at all. */
const nothing: Prisma.CourseWhereInput = { id: { in: [] } };

/** Returns the courses in which an actor may do something, as a condition; `mayInCourse` says the same of one course. */
export function scopeOfCourses(actor: Actor | null, permission: CoursePermission): Prisma.CourseWhereInput {
  if (actor === null) return nothing;
  if (actor.kind === 'system' || actor.role === 'admin') return {};
  const chosen = isForAssistants(permission)
    ? [{ role: 'assistant' as const, permissions: { has: permission } }]
    : [];
  return {
    staff: {
      some: { userId: actor.userId, OR: [{ role: { in: rolesWith(permission) } }, ...chosen] },
    },
  };
}
