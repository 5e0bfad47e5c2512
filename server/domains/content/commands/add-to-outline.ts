import type { z } from 'zod';
import { changeOutline } from '@/server/domains/content/commands/change-outline';
import {
  type addLessonInput,
  type addSectionInput,
  outlineLimits,
  type renameInput,
  type StudioOutline,
} from '@/server/domains/content/contract';
import { contentErrors } from '@/server/domains/content/errors';
import { insertLesson, selectAllLessons, updateLessonTitle } from '@/server/domains/content/repo/outline';
import { keyAtEnd } from '@/server/domains/content/rules/places';
import { insertSection, listAllSections, updateSection } from '@/server/domains/courses';
import type { UserContext } from '@/server/platform/context';
import { AppError } from '@/server/platform/errors';
import { newId } from '@/server/platform/ids';
import { slugCandidates } from '@/server/platform/slug';

const isPresent = ({ archivedAt }: { readonly archivedAt: Date | null }) => archivedAt === null;

/**
 * Adds a section at the end of a course.
 *
 * @throws AppError `courses/not_found`, `content/too_many`.
 */
export async function addSection(
  ctx: UserContext,
  input: z.output<typeof addSectionInput>,
): Promise<StudioOutline> {
  return await changeOutline(ctx, input.courseSlug, async (tx, courseId) => {
    const sections = await listAllSections(tx, courseId);
    if (sections.filter(isPresent).length >= outlineLimits.sections) {
      throw new AppError(contentErrors.too_many, { details: { limit: outlineLimits.sections } });
    }
    await insertSection(tx, { courseId, title: input.title, position: keyAtEnd(sections) });
    return { change: 'added', sections: 1, lessons: 0 };
  });
}

/**
 * Adds a lesson without content at the end of a section.
 *
 * @throws AppError `courses/not_found`; `content/place_gone` when the section is not part of the course;
 *   `content/too_many`.
 */
export async function addLesson(
  ctx: UserContext,
  input: z.output<typeof addLessonInput>,
): Promise<StudioOutline> {
  const { sectionId, title, kind } = input;
  return await changeOutline(ctx, input.courseSlug, async (tx, courseId) => {
    const [sections, lessons] = [await listAllSections(tx, courseId), await selectAllLessons(tx, courseId)];
    if (!sections.some((one) => one.id === sectionId && isPresent(one))) {
      throw new AppError(contentErrors.place_gone);
    }
    const own = lessons.filter((one) => one.sectionId === sectionId);
    if (own.filter(isPresent).length >= outlineLimits.lessonsOfSection) {
      throw new AppError(contentErrors.too_many, { details: { limit: outlineLimits.lessonsOfSection } });
    }
    const taken = new Set(lessons.map(({ slug }) => slug));
    const id = newId();
    // An address says where, not what: when every one like it is taken, the id is as good.
    const slug = slugCandidates(title, 'lesson').find((one) => !taken.has(one)) ?? id;
    const place = { courseId, sectionId, position: keyAtEnd(own), at: ctx.clock.now() };
    await insertLesson(tx, { id, versionId: newId(), slug, title, kind, ...place });
    return { change: 'added', sections: 0, lessons: 1 };
  });
}

/**
 * Calls a section or a lesson otherwise; its address stays.
 *
 * @throws AppError `courses/not_found`; `content/place_gone` when it is not part of the course any more.
 */
export async function rename(
  ctx: UserContext,
  { kind, id, title, courseSlug }: z.output<typeof renameInput>,
): Promise<StudioOutline> {
  return await changeOutline(ctx, courseSlug, async (tx, courseId) => {
    const place = { courseId, id };
    const isDone =
      kind === 'section'
        ? await updateSection(tx, place, { title })
        : await updateLessonTitle(tx, place, title);
    if (!isDone) throw new AppError(contentErrors.place_gone);
    return { change: 'renamed', sections: kind === 'section' ? 1 : 0, lessons: kind === 'lesson' ? 1 : 0 };
  });
}
