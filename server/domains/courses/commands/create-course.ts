import type { z } from 'zod';
import type { createCourseInput, DetailFields } from '@/server/domains/courses/contract';
import { courseErrors } from '@/server/domains/courses/errors';
import {
  claimAddresses,
  insertCourse,
  selectCategoryId,
  selectTakenSlugs,
} from '@/server/domains/courses/repo/details';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { type Conn, isTaken, type Tx, transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { newId } from '@/server/platform/ids';
import { slugCandidates } from '@/server/platform/slug';

/**
 * Returns an address for a title that no course has or had.
 *
 * @throws AppError `courses/slug_taken` at `title` when every address like it is taken.
 */
export async function findFreeSlug(conn: Conn, title: string): Promise<string> {
  const candidates = slugCandidates(title, 'course');
  const taken = new Set(await selectTakenSlugs(conn, candidates));
  const slug = candidates.find((candidate) => !taken.has(candidate));
  if (slug === undefined) throw new AppError(courseErrors.slug_taken, { field: 'title' });
  return slug;
}

/**
 * Begins a course: a draft that only its owner, the caller, can see. Its address is made from the title.
 *
 * @throws AppError `courses/category_not_found` at `category`; `courses/slug_taken` when every address like it is taken, or
 *   somebody was faster.
 */
export async function createCourse(
  ctx: UserContext,
  { category, ...input }: z.output<typeof createCourseInput>,
): Promise<{ courseSlug: string }> {
  const categoryId = await selectCategoryId(ctx.db, category);
  if (categoryId === null) throw new AppError(courseErrors.category_not_found, { field: 'category' });
  const slug = await findFreeSlug(ctx.db, input.title);
  const id = newId();
  const row = { ...input, id, slug, categoryId, ownerId: ctx.actor.userId, at: ctx.clock.now() };
  try {
    await transact(ctx.db, async (tx) => {
      await insertCourse(tx, row);
      if (!(await claimAddresses(tx, id, [slug]))) throw new AppError(courseErrors.slug_taken);
      await recordAudit(tx, ctx, { action: 'course.created', subject: { type: 'course', id } });
    });
  } catch (error) {
    if (isTaken(error)) throw new AppError(courseErrors.slug_taken, { cause: error });
    throw error;
  }
  return { courseSlug: slug };
}

/**
 * Begins a course with an id and details that are decided already, in a transaction; the rest of the details is written after.
 *
 * @throws AppError `courses/category_not_found`, `courses/slug_taken`.
 */
export async function beginCourse(
  tx: Tx,
  ctx: UserContext,
  {
    id,
    category,
    ...input
  }: Pick<DetailFields, 'title' | 'slug' | 'level' | 'language' | 'category'> & { id: string },
): Promise<void> {
  const categoryId = await selectCategoryId(tx, category);
  if (categoryId === null) throw new AppError(courseErrors.category_not_found, { field: 'details.category' });
  await insertCourse(tx, { ...input, id, categoryId, ownerId: ctx.actor.userId, at: ctx.clock.now() });
  if (!(await claimAddresses(tx, id, [input.slug]))) {
    throw new AppError(courseErrors.slug_taken, { field: 'details.slug' });
  }
  await recordAudit(tx, ctx, { action: 'course.created', subject: { type: 'course', id } });
}
