import type { z } from 'zod';
import { changeOutline } from '@/server/domains/content/commands/change-outline';
import { type lessonPick, outlineLimits, type StudioOutline } from '@/server/domains/content/contract';
import { contentErrors } from '@/server/domains/content/errors';
import {
  insertLessonCopies,
  type LessonCopy,
  selectLessonsToCopy,
} from '@/server/domains/content/repo/copies';
import { selectAllLessons } from '@/server/domains/content/repo/outline';
import { keysAfter } from '@/server/domains/content/rules/places';
import type { UserContext } from '@/server/platform/context';
import type { Tx } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { newId } from '@/server/platform/ids';
import { slugCandidates } from '@/server/platform/slug';

/** A lesson and its copy. */
export type CopiedLesson = Pick<LessonCopy, 'from' | 'to'>;

/**
 * Copies the lessons of a course into another whose sections were copied before, with their texts and files, inside the caller's
 * transaction; returns which has become which.
 */
export async function copyLessons(
  tx: Tx,
  course: { readonly fromId: string; readonly toId: string; readonly at: Date },
  sections: readonly { readonly from: string; readonly to: string }[],
): Promise<CopiedLesson[]> {
  const sectionOf = new Map(sections.map(({ from, to }) => [from, to]));
  const lessons = await selectLessonsToCopy(tx, course.fromId);
  const copies = lessons.flatMap(({ id, sectionId }) => {
    const section = sectionOf.get(sectionId);
    if (section === undefined) return [];
    return [{ from: id, to: newId(), versionId: newId(), courseId: course.toId, sectionId: section }];
  });
  if (copies.length > 0) await insertLessonCopies(tx, copies, course.at);
  return copies.map(({ from, to }) => ({ from, to }));
}

/**
 * Puts a copy of a lesson behind it.
 *
 * @param also what else is copied with it, in the same transaction.
 * @throws AppError `courses/not_found`; `content/place_gone` when the lesson is not part of the course any more;
 *   `content/too_many`.
 */
export async function insertCopyAfter(
  ctx: UserContext,
  input: z.output<typeof lessonPick> & { readonly title: string },
  also: (tx: Tx, courseId: string, copy: CopiedLesson) => Promise<void>,
): Promise<StudioOutline> {
  return await changeOutline(ctx, input.courseSlug, async (tx, courseId) => {
    const lessons = await selectAllLessons(tx, courseId);
    const lesson = lessons.find(({ id, archivedAt }) => id === input.lessonId && archivedAt === null);
    if (lesson === undefined) throw new AppError(contentErrors.place_gone);
    const own = lessons.filter(({ sectionId }) => sectionId === lesson.sectionId);
    if (own.filter(({ archivedAt }) => archivedAt === null).length >= outlineLimits.lessonsOfSection) {
      throw new AppError(contentErrors.too_many, { details: { limit: outlineLimits.lessonsOfSection } });
    }
    const taken = new Set(lessons.map(({ slug }) => slug));
    const to = newId();
    const slug = slugCandidates(input.title, 'lesson').find((one) => !taken.has(one)) ?? to;
    const [position = ''] = keysAfter(own, lesson.id, 1) ?? [];
    const { sectionId } = lesson;
    const place = { courseId, sectionId, position, slug, title: input.title };
    await insertLessonCopies(tx, [{ from: lesson.id, to, versionId: newId(), ...place }], ctx.clock.now());
    await also(tx, courseId, { from: lesson.id, to });
    return { change: 'added', sections: 0, lessons: 1 };
  });
}
