import { scopeOfCourses } from '@/server/domains/courses/repo/scope';
import { selectSlugInScope } from '@/server/domains/courses/repo/staff';
import type { UserContext } from '@/server/platform/context';

/** Returns the address of a course that the caller may change, by its id, or null. */
export async function findOwnSlug(ctx: UserContext, courseId: string): Promise<string | null> {
  return await selectSlugInScope(ctx.db, courseId, scopeOfCourses(ctx.actor, 'content.edit'));
}
