import type { z } from 'zod';
import {
  type ReleaseFinding,
  type ReleasePlan,
  releaseRule,
} from '@/server/domains/content/contract/release';
import type { Copy } from '@/server/domains/content/queries/curriculum';
import { selectLessonRules, selectLessonsToProve } from '@/server/domains/content/repo/release';
import { cohortsIn } from '@/server/domains/content/rules/release/mapped';
import { both, normalOf } from '@/server/domains/content/rules/release/normal-form';
import { prove } from '@/server/domains/content/rules/release/prove';
import { findPaces, listAllSections, listCohorts, requireCourse } from '@/server/domains/courses';
import type { byCourseSlug } from '@/server/domains/courses/contract';
import type { UserContext } from '@/server/platform/context';
import type { Conn } from '@/server/platform/db';

/** What the prover is to take for there: all that is part of the working copy, or only what of it is published next. */
export type Scope = 'present' | 'shown';

async function readCourse(conn: Conn, courseId: string) {
  const [sections, lessons, cohorts, paces] = await Promise.all([
    listAllSections(conn, courseId),
    selectLessonsToProve(conn, courseId),
    listCohorts(conn, [courseId]),
    findPaces(conn, [courseId], 'working'),
  ]);
  const pace = paces.get(courseId);
  const present = sections
    .filter(({ archivedAt }) => archivedAt === null)
    .map(({ id, title }) => ({
      ...{ id, title },
      rule: releaseRule.nullable().parse(pace?.sectionRules.get(id) ?? null),
      lessons: lessons
        .filter((lesson) => lesson.sectionId === id && lesson.archivedAt === null)
        .map((lesson) => ({ ...lesson, rule: releaseRule.nullable().parse(lesson.releaseRule) })),
    }));
  return { sections: present, lessons, cohorts, isSequential: pace?.isSequential ?? false };
}

type ReadCourse = Awaited<ReturnType<typeof readCourse>>;

function proveCourse(course: ReadCourse, scope: Scope): ReleaseFinding[] {
  const { isSequential, cohorts } = course;
  const proven = course.sections.flatMap((section) => {
    const sectionRule = normalOf(section.rule);
    const there = section.lessons.filter((one) => scope === 'present' || one.publishedVersionId !== null);
    return there.map(({ id, title, rule, quiz }) => ({
      ...{ id, title, passPercent: quiz?.passPercent ?? null },
      rule: both(sectionRule, normalOf(rule)),
    }));
  });
  const otherTitles = new Map(course.lessons.map(({ id, title }) => [id, title]));
  return prove({ isSequential, cohorts, lessons: proven, otherTitles });
}

async function rulesOf(conn: Conn, courseId: string, copy: Copy) {
  const lessons = await selectLessonRules(conn, [courseId], copy === 'working');
  const pace = (await findPaces(conn, [courseId], copy)).get(courseId);
  return {
    rules: [...lessons.map(({ rule }) => rule), ...(pace?.sectionRules.values() ?? [])],
    isSequential: pace?.isSequential ?? false,
  };
}

/** Tells by two short reads whether any lesson of a course has to wait for anything, by default as learners meet it. */
export async function hasReleaseRules(
  conn: Conn,
  courseId: string,
  copy: Copy = 'published',
): Promise<boolean> {
  const { rules, isSequential } = await rulesOf(conn, courseId, copy);
  return rules.length > 0 || isSequential;
}

/** Counts the lessons and sections of a working copy whose rules name cohorts. */
export async function countCohortRules(conn: Conn, courseId: string): Promise<number> {
  const { rules } = await rulesOf(conn, courseId, 'working');
  return rules.filter((rule) => cohortsIn(releaseRule.parse(rule)).size > 0).length;
}

/** Tells whether what learners meet now asks for a cohort; the working copy may not, any more. */
export async function isCohortAskedFor(conn: Conn, courseId: string, cohortId: string): Promise<boolean> {
  const { rules } = await rulesOf(conn, courseId, 'published');
  return rules.some((rule) => cohortsIn(releaseRule.parse(rule)).has(cohortId));
}

/** Proves the rules of a course as they are stored in its working copy, which is what publishing freezes; the caller has checked that the reader may know. */
export async function findingsOf(conn: Conn, courseId: string, scope: Scope): Promise<ReleaseFinding[]> {
  if (!(await hasReleaseRules(conn, courseId, 'working'))) return [];
  return proveCourse(await readCourse(conn, courseId), scope);
}

/** Returns the rules of a course with what is wrong with them; the caller has checked that the reader may see them. */
export async function planOf(conn: Conn, courseId: string): Promise<ReleasePlan> {
  const course = await readCourse(conn, courseId);
  return {
    isSequential: course.isSequential,
    sections: course.sections.map(({ id, title, rule, lessons }) => ({
      ...{ id, title, rule },
      lessons: lessons.map((lesson) => ({
        ...{ id: lesson.id, title: lesson.title, rule: lesson.rule },
        hasQuiz: lesson.quiz !== null,
      })),
    })),
    cohorts: course.cohorts.map(({ id, name }) => ({ id, name })),
    findings: proveCourse(course, 'present'),
  };
}

/**
 * Returns when the lessons of a course open, for whoever may change it.
 *
 * @throws AppError `courses/not_found`.
 */
export async function getReleasePlan(
  ctx: UserContext,
  input: z.output<typeof byCourseSlug>,
): Promise<ReleasePlan> {
  const course = await requireCourse(ctx, input.courseSlug, 'content.edit');
  return await planOf(ctx.db, course.id);
}
