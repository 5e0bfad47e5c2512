import type { z } from 'zod';
import type { CourseDetails, DetailFields, saveDetailsInput } from '@/server/domains/courses/contract';
import { courseErrors } from '@/server/domains/courses/errors';
import { courseEvents } from '@/server/domains/courses/events';
import { detailsOf, getDetails } from '@/server/domains/courses/queries/get-details';
import {
  claimAddresses,
  selectCategoryId,
  selectOwnerOfSlug,
  selectStatus,
  updateDetails,
} from '@/server/domains/courses/repo/details';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { type Conn, isTaken, type Tx, transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';

/** Names the fields that differ; what was written stays out of the audit log. */
function changedFields(from: DetailFields, to: DetailFields): string[] {
  const before = new Map<string, unknown>(Object.entries(from));
  return Object.entries(to)
    .filter(([name, value]) => JSON.stringify(before.get(name)) !== JSON.stringify(value))
    .map(([name]) => name);
}

/** The parts of a course's details that are not as they should be: an address somebody has, a category nobody knows. */
export async function detailProblems(
  conn: Conn,
  courseId: string | null,
  { slug, category }: Pick<DetailFields, 'slug' | 'category'>,
): Promise<('slug' | 'category')[]> {
  const categoryId = await selectCategoryId(conn, category);
  const owner = await selectOwnerOfSlug(conn, slug);
  return [
    ...(categoryId === null ? (['category'] as const) : []),
    ...(owner !== null && owner !== courseId ? (['slug'] as const) : []),
  ];
}

const slugTaken = () => new AppError(courseErrors.slug_taken, { field: 'details.slug' });

/**
 * Writes the details of a course in a transaction: its addresses are claimed, the rest is told and put on record.
 *
 * @throws AppError as {@link saveDetails}.
 */
export async function writeDetails(
  tx: Tx,
  ctx: UserContext,
  present: CourseDetails,
  details: DetailFields,
): Promise<void> {
  const changed = changedFields(present.details, details);
  if (changed.length === 0) return;
  const { courseId, version } = present;
  const categoryId = await selectCategoryId(tx, details.category);
  if (categoryId === null) throw new AppError(courseErrors.category_not_found, { field: 'details.category' });
  const slugs = [...new Set([present.details.slug, details.slug])];
  if (!(await claimAddresses(tx, courseId, slugs))) throw slugTaken();
  const facts = { categoryId, at: ctx.clock.now() };
  if (!(await updateDetails(tx, { courseId, version }, details, facts))) {
    throw new AppError(courseErrors.changed_since);
  }
  // The update holds the course: nobody publishes it between this look and the end.
  const { status, publishedVersionId } = await selectStatus(tx, courseId);
  // Everybody sees the published version, but finds it at the present address.
  const isSeen = publishedVersionId === null || changed.includes('slug');
  await emit(tx, courseEvents.changed, { courseId, isPublic: status === 'published' && isSeen });
  const after = { fields: changed.join(' ') };
  await recordAudit(tx, ctx, { action: 'course.changed', subject: { type: 'course', id: courseId }, after });
}

/**
 * Saves the details of a course. An address it gives up leads to the new one from then on, and never to another course.
 * A save that changes nothing leaves the version as it is. Everybody sees the address at once, the rest when it is published.
 *
 * @throws AppError `courses/not_found`; `courses/changed_since` when somebody else saved after the writer began;
 *   `courses/slug_taken` at `details.slug`; `courses/category_not_found` at `details.category`.
 */
export async function saveDetails(
  ctx: UserContext,
  input: z.output<typeof saveDetailsInput>,
): Promise<CourseDetails> {
  const present = await getDetails(ctx, input);
  if (present.version !== input.version) throw new AppError(courseErrors.changed_since);
  try {
    await transact(ctx.db, async (tx) => await writeDetails(tx, ctx, present, input.details));
  } catch (error) {
    if (isTaken(error)) throw slugTaken();
    throw error;
  }
  return await detailsOf(ctx.db, present.courseId);
}
