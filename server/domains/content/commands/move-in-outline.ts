import type { z } from 'zod';
import { changeOutline } from '@/server/domains/content/commands/change-outline';
import type { moveInput, OutlineMove, outlinePicks, StudioOutline } from '@/server/domains/content/contract';
import { contentErrors } from '@/server/domains/content/errors';
import {
  archiveLessons,
  selectAllLessons,
  unarchiveLessons,
  updateLessonPlaces,
} from '@/server/domains/content/repo/outline';
import { keysAfter } from '@/server/domains/content/rules/places';
import { listAllSections, setSectionsArchived, updateSection } from '@/server/domains/courses';
import type { UserContext } from '@/server/platform/context';
import type { Tx } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

type Step<Kind extends OutlineMove['kind']> = Extract<OutlineMove, { kind: Kind }>;

const gone = () => new AppError(contentErrors.place_gone);

async function moveSection(tx: Tx, courseId: string, { id, afterId }: Step<'section'>): Promise<void> {
  if (id === afterId) throw gone();
  const [position] = keysAfter(await listAllSections(tx, courseId), afterId, 1) ?? [];
  if (position === undefined || !(await updateSection(tx, { courseId, id }, { position }))) throw gone();
}

async function moveLessons(tx: Tx, courseId: string, move: Step<'lessons'>): Promise<number> {
  const ids = [...new Set(move.ids)];
  const { sectionId, afterId } = move;
  if (afterId !== null && ids.includes(afterId)) throw gone();
  const [sections, lessons] = [await listAllSections(tx, courseId), await selectAllLessons(tx, courseId)];
  const isThere = sections.some((one) => one.id === sectionId && one.archivedAt === null);
  const present = new Set(lessons.filter((one) => one.archivedAt === null).map(({ id }) => id));
  const own = lessons.filter((one) => one.sectionId === sectionId);
  const keys = keysAfter(own, afterId, ids.length);
  if (!isThere || keys === null || !ids.every((id) => present.has(id))) throw gone();
  const places = ids.map((id, index) => ({ id, position: keys[index] ?? '' }));
  await updateLessonPlaces(tx, courseId, sectionId, places);
  return ids.length;
}

/**
 * Moves sections and lessons, step by step; nothing else gets another place. All of it happens, or nothing.
 *
 * @throws AppError `courses/not_found`; `content/place_gone` when something of it is not part of the course any more.
 */
export async function moveInOutline(
  ctx: UserContext,
  input: z.output<typeof moveInput>,
): Promise<StudioOutline> {
  return await changeOutline(ctx, input.courseSlug, async (tx, courseId) => {
    let [sections, lessons] = [0, 0];
    for (const move of input.moves) {
      if (move.kind === 'lessons') lessons += await moveLessons(tx, courseId, move);
      else {
        await moveSection(tx, courseId, move);
        sections += 1;
      }
    }
    return { change: 'moved', sections, lessons };
  });
}

/**
 * Takes sections, with their lessons, and lessons out of a course. Everything is kept, with what learners did in it.
 *
 * @throws AppError `courses/not_found`; `content/place_gone` when nothing of it is part of the course any more.
 */
export async function removeFromOutline(
  ctx: UserContext,
  { courseSlug, sectionIds, lessonIds }: z.output<typeof outlinePicks>,
): Promise<StudioOutline> {
  return await changeOutline(ctx, courseSlug, async (tx, courseId) => {
    const at = ctx.clock.now();
    const sections = await setSectionsArchived(tx, courseId, sectionIds, at);
    const lessons = await archiveLessons(tx, courseId, { ids: lessonIds, sectionIds }, at);
    if (sections + lessons === 0) throw gone();
    return { change: 'removed', sections, lessons };
  });
}

/**
 * Puts back what was taken out, where it was.
 *
 * @throws AppError `courses/not_found`; `content/place_gone` when nothing of it was taken out, or the section of a lesson is.
 */
export async function restoreToOutline(
  ctx: UserContext,
  { courseSlug, sectionIds, lessonIds }: z.output<typeof outlinePicks>,
): Promise<StudioOutline> {
  return await changeOutline(ctx, courseSlug, async (tx, courseId) => {
    const sections = await setSectionsArchived(tx, courseId, sectionIds, null);
    const present = (await listAllSections(tx, courseId)).filter(({ archivedAt }) => archivedAt === null);
    const presentIds = new Set(present.map(({ id }) => id));
    const wanted = (await selectAllLessons(tx, courseId)).filter(({ id }) => lessonIds.includes(id));
    if (!wanted.every(({ sectionId }) => presentIds.has(sectionId))) throw gone();
    const lessons = await unarchiveLessons(tx, courseId, lessonIds);
    if (sections + lessons === 0) throw gone();
    return { change: 'restored', sections, lessons };
  });
}
