import type { z } from 'zod';
import { changeOutline } from '@/server/domains/content/commands/change-outline';
import { type lessonPick, outlineLimits, type StudioOutline } from '@/server/domains/content/contract';
import { releaseRule } from '@/server/domains/content/contract/release';
import { contentErrors } from '@/server/domains/content/errors';
import {
  insertLessonCopies,
  type LessonCopy,
  selectLessonsToCopy,
} from '@/server/domains/content/repo/copies';
import { selectAllLessons } from '@/server/domains/content/repo/outline';
import { selectLessonRules, writeLessonRules } from '@/server/domains/content/repo/release';
import { keysAfter } from '@/server/domains/content/rules/places';
import { ruleOfCopy } from '@/server/domains/content/rules/release/mapped';
import { findPaces, writeSectionRules } from '@/server/domains/courses';
import type { UserContext } from '@/server/platform/context';
import type { Tx } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { newId } from '@/server/platform/ids';
import { slugCandidates } from '@/server/platform/slug';

/** A lesson and its copy. */
export type CopiedLesson = Pick<LessonCopy, 'from' | 'to'>;

/** Makes the rules of a copied course speak of its own lessons, and of no cohort; a handful of statements. */
async function adoptRules(tx: Tx, courseId: string, lessons: readonly CopiedLesson[]): Promise<void> {
  const copyOf = new Map(lessons.map(({ from, to }) => [from, to]));
  const adopted = (id: string, stored: unknown) => {
    const rule = releaseRule.safeParse(stored);
    // What nobody can read keeps its lesson shut, in the copy as well.
    return rule.success ? [{ id, rule: ruleOfCopy(rule.data, copyOf) }] : [];
  };
  const ofLessons = await selectLessonRules(tx, [courseId], true);
  const ofSections = (await findPaces(tx, [courseId], 'working')).get(courseId)?.sectionRules ?? new Map();
  await writeLessonRules(
    tx,
    ofLessons.flatMap(({ id, rule }) => adopted(id, rule)),
  );
  await writeSectionRules(
    tx,
    [...ofSections].flatMap(([id, rule]) => adopted(id, rule)),
  );
}

/**
 * Copies the lessons of a course into another whose sections were copied before, with their texts, files and rules, inside the
 * caller's transaction; returns which has become which. Of rules, also those of the sections, see {@link ruleOfCopy}.
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
  const copied = copies.map(({ from, to }) => ({ from, to }));
  await adoptRules(tx, course.toId, copied);
  return copied;
}

/**
 * Puts a copy of a lesson behind it.
 *
 * @throws AppError `courses/not_found`; `content/place_gone` when the lesson is not part of the course any more;
 *   `content/too_many`.
 */
export async function insertCopyAfter(
  ctx: UserContext,
  input: z.output<typeof lessonPick> & { readonly title: string },
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
    return { change: 'added', sections: 0, lessons: 1 };
  });
}
