import { type BadgeKey, badgeKeys, type PointRuleKey } from '@/server/domains/gamification/contract';

/** What a badge is for: so many things of one kind, or so many days in a row. */
export type BadgeRule = {
  readonly counts: PointRuleKey | 'days_in_a_row';
  readonly goal: number;
};

/** Every badge. Words and pictures of it: `messages/<locale>/achievements.json`, `components/achievements/badge-art.tsx`. */
export const badgeRules: Readonly<Record<BadgeKey, BadgeRule>> = {
  first_lesson: { counts: 'lesson_completed', goal: 1 },
  fifty_lessons: { counts: 'lesson_completed', goal: 50 },
  first_course: { counts: 'course_completed', goal: 1 },
  three_courses: { counts: 'course_completed', goal: 3 },
  ten_courses: { counts: 'course_completed', goal: 10 },
  ten_quizzes: { counts: 'quiz_passed', goal: 10 },
  full_marks: { counts: 'quiz_full_marks', goal: 1 },
  five_full_marks: { counts: 'quiz_full_marks', goal: 5 },
  seven_days: { counts: 'days_in_a_row', goal: 7 },
  thirty_days: { counts: 'days_in_a_row', goal: 30 },
};

/** How much of each kind there is. */
export type Tally = Readonly<Record<BadgeRule['counts'], number>>;

/** Returns the badges whose goal is reached by these numbers, in their order. */
export function reachedBy(tally: Tally): BadgeKey[] {
  return badgeKeys.filter((badge) => tally[badgeRules[badge].counts] >= badgeRules[badge].goal);
}

/** Returns how far somebody is with the badges they do not have, in their order. What is full but not granted yet stops before the goal. */
export function stillOpen(
  tally: Tally,
  held: ReadonlySet<string>,
): { readonly badge: BadgeKey; readonly value: number; readonly goal: number }[] {
  return badgeKeys
    .filter((badge) => !held.has(badge))
    .map((badge) => {
      const { counts, goal } = badgeRules[badge];
      return { badge, value: Math.min(tally[counts], goal - 1), goal };
    });
}
