import type { Curriculum } from '@/server/domains/content/contract';
import { releaseRule } from '@/server/domains/content/contract/release';
import { selectLessonRules } from '@/server/domains/content/repo/release';
import type { CohortFacts, ReleaseCourse } from '@/server/domains/content/rules/release/evaluate';
import {
  always,
  both,
  type Normal,
  never,
  normalOf,
} from '@/server/domains/content/rules/release/normal-form';
import { findPaces, listCohorts } from '@/server/domains/courses';
import type { Conn } from '@/server/platform/db';

/** What a learner's releases are decided by: the lessons of a course in order with their rules. */
export type ReleaseCourseFacts = ReleaseCourse & {
  readonly hasRules: boolean;
  readonly cohorts: ReadonlyMap<string, CohortFacts>;
};

/**
 * Returns the rules of courses as they were published, given their outlines as learners see them; those of the working copy for
 * a course that never was. However many courses and lessons, it is three reads.
 * A rule that nobody can read any more keeps its lesson shut rather than open.
 */
export async function findReleaseCourses(
  conn: Conn,
  curricula: ReadonlyMap<string, Curriculum>,
): Promise<ReadonlyMap<string, ReleaseCourseFacts>> {
  const courseIds = [...curricula.keys()];
  const [rules, paces, cohorts] = await Promise.all([
    courseIds.length === 0 ? [] : selectLessonRules(conn, courseIds, false),
    findPaces(conn, courseIds),
    listCohorts(conn, courseIds),
  ]);
  const ruleOf = new Map(rules.map(({ id, rule }) => [id, rule]));
  return new Map(
    [...curricula].map(([courseId, { sections }]) => {
      const pace = paces.get(courseId);
      const isSequential = pace?.isSequential ?? false;
      const lessons = sections.flatMap((section) => {
        const sectionRule = storedRule(pace?.sectionRules.get(section.id));
        return section.lessons.map(({ id, slug, title, isPreview }) => ({
          ...{ id, slug, title, isPreview },
          rule: both(sectionRule, storedRule(ruleOf.get(id))),
        }));
      });
      const hasRules =
        isSequential || lessons.some(({ rule }) => rule.kind !== 'all' || rule.parts.length > 0);
      const own = cohorts.filter((cohort) => cohort.courseId === courseId);
      const cohortNames = new Map(own.map(({ id, name }) => [id, name]));
      const byId = new Map(own.map((cohort) => [cohort.id, cohort]));
      return [courseId, { isSequential, lessons, cohortNames, hasRules, cohorts: byId }];
    }),
  );
}

function storedRule(stored: unknown): Normal {
  if (stored === undefined) return always;
  const read = releaseRule.safeParse(stored);
  return read.success ? normalOf(read.data) : never;
}
