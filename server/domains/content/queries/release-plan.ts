import type { z } from 'zod';
import {
  type ReleaseFinding,
  type ReleasePlan,
  releaseRule,
} from '@/server/domains/content/contract/release';
import { selectLessonRules, selectLessonsToProve } from '@/server/domains/content/repo/release';
import { both, normalOf } from '@/server/domains/content/rules/release/normal-form';
import { prove } from '@/server/domains/content/rules/release/prove';
import { findPaces, listAllSections, listCohorts, requireCourse } from '@/server/domains/courses';
import type { byCourseSlug } from '@/server/domains/courses/contract';
import type { UserContext } from '@/server/platform/context';
import type { Conn } from '@/server/platform/db';

/** What the prover is to take for there: all that is part of the course, or only what learners see by now. */
export type Scope = 'present' | 'shown';

async function readCourse(conn: Conn, courseId: string) {
  const [sections, lessons, cohorts, paces] = await Promise.all([
    listAllSections(conn, courseId),
    selectLessonsToProve(conn, courseId),
    listCohorts(conn, [courseId]),
    findPaces(conn, [courseId]),
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

/** Tells by three short reads whether any lesson of a course has to wait for anything. */
export async function hasReleaseRules(conn: Conn, courseId: string): Promise<boolean> {
  const [rules, paces] = [await selectLessonRules(conn, [courseId]), await findPaces(conn, [courseId])];
  const pace = paces.get(courseId);
  return rules.length > 0 || pace?.isSequential === true || (pace?.sectionRules.size ?? 0) > 0;
}

/** Proves the rules of a course as they are stored; the caller has checked that the reader may know. */
export async function findingsOf(conn: Conn, courseId: string, scope: Scope): Promise<ReleaseFinding[]> {
  if (!(await hasReleaseRules(conn, courseId))) return [];
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
