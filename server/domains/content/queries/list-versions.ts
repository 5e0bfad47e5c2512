import type { z } from 'zod';
import type { VersionList, versionsInput } from '@/server/domains/content/contract/versions';
import { sumVersionLessons } from '@/server/domains/content/repo/versions';
import { findPublishedVersions, listVersionHeads, requireCourse } from '@/server/domains/courses';
import { findPeople } from '@/server/domains/users';
import type { UserContext } from '@/server/platform/context';
import { decodeCursor, pageOf } from '@/server/platform/cursor';

/**
 * Returns a page of the versions of a course, the latest first, for whoever may change it.
 *
 * @throws AppError `courses/not_found`.
 */
export async function listVersions(
  ctx: UserContext,
  input: z.output<typeof versionsInput>,
): Promise<VersionList> {
  const { id: courseId } = await requireCourse(ctx, input.courseSlug, 'content.edit');
  const rows = await listVersionHeads(ctx.db, courseId, decodeCursor(input.cursor), input.limit + 1);
  const { items, nextCursor } = pageOf(rows, input.limit, (row) => ({ at: row.createdAt, id: row.id }));
  const [totals, people, published] = await Promise.all([
    sumVersionLessons(
      ctx.db,
      items.map(({ id }) => id),
    ),
    findPeople(
      ctx.db,
      items.flatMap(({ createdById }) => createdById ?? []),
    ),
    findPublishedVersions(ctx.db, [courseId]),
  ]);
  const totalOf = new Map(totals.map((row) => [row.courseVersionId, row]));
  return {
    items: items.map(({ id, kind, number, createdAt, note, createdById }) => ({
      ...{ id, kind, number, createdAt, note },
      authorName: people.get(createdById ?? '')?.name ?? null,
      lessonCount: totalOf.get(id)?._count._all ?? 0,
      minutes: totalOf.get(id)?._sum.minutes ?? 0,
      isPublished: published.get(courseId) === id,
    })),
    nextCursor,
  };
}
