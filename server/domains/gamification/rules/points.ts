import type { PointRuleKey } from '@/server/domains/gamification/contract';

/**
 * What each thing is worth. A lesson can be completed by the learner's own word, a quiz cannot: what is demonstrated counts more.
 * A change is for what comes; what was recorded keeps the points it had.
 */
export const pointRules: Readonly<Record<PointRuleKey, number>> = {
  lesson_completed: 5,
  quiz_passed: 20,
  quiz_full_marks: 10,
  course_completed: 50,
};

/** What somebody has demonstrably done, as other domains have it on record. */
export type LearningFacts = {
  readonly lessons: readonly { readonly lessonId: string; readonly courseId: string; readonly at: Date }[];
  readonly courses: readonly { readonly courseId: string; readonly at: Date }[];
  readonly passes: readonly {
    readonly quizId: string;
    readonly courseId: string;
    readonly at: Date;
    /** Whether it was the first attempt, and nothing was wrong. */
    readonly isFlawlessFirst: boolean;
  }[];
};

/** A line of the ledger before it has an owner and a day. */
export type Earned = {
  readonly rule: PointRuleKey;
  readonly subjectId: string;
  readonly courseId: string;
  readonly points: number;
  readonly at: Date;
};

/** Returns what the facts earn, oldest first, once for each rule and subject: of repeats the first counts. */
export function earnedBy({ lessons, courses, passes }: LearningFacts): Earned[] {
  const all = [
    ...lessons.map(({ lessonId, ...rest }) => line('lesson_completed', lessonId, rest)),
    ...courses.map((one) => line('course_completed', one.courseId, one)),
    ...passes.map(({ quizId, ...rest }) => line('quiz_passed', quizId, rest)),
    ...passes
      .filter(({ isFlawlessFirst }) => isFlawlessFirst)
      .map(({ quizId, ...rest }) => line('quiz_full_marks', quizId, rest)),
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const first = new Map<string, Earned>();
  for (const one of all) {
    const key = `${one.rule} ${one.subjectId}`;
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}

function line(
  rule: PointRuleKey,
  subjectId: string,
  { courseId, at }: { readonly courseId: string; readonly at: Date },
): Earned {
  return { rule, subjectId, courseId, points: pointRules[rule], at };
}
