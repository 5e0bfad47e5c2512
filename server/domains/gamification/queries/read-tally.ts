import { pointRuleKeys } from '@/server/domains/gamification/contract';
import { selectDays, sumByRule } from '@/server/domains/gamification/repo';
import type { Tally } from '@/server/domains/gamification/rules/badges';
import { pointRules } from '@/server/domains/gamification/rules/points';
import { streakOn } from '@/server/domains/gamification/rules/streak';
import type { Conn } from '@/server/platform/db';

/** Reads what a person's ledger comes to: points and number of each rule, days, and what badges are measured by. */
export async function readTally(conn: Conn, userId: string) {
  const [sums, days] = [await sumByRule(conn, userId), await selectDays(conn, userId)];
  const sources = pointRuleKeys.map((rule) => {
    const sum = sums.find((one) => one.rule === rule);
    return { rule, each: pointRules[rule], count: sum?._count._all ?? 0, points: sum?._sum.points ?? 0 };
  });
  const countOf = (rule: (typeof pointRuleKeys)[number]) =>
    sources.find((source) => source.rule === rule)?.count ?? 0;
  const longest: Tally = {
    lesson_completed: countOf('lesson_completed'),
    quiz_passed: countOf('quiz_passed'),
    quiz_full_marks: countOf('quiz_full_marks'),
    course_completed: countOf('course_completed'),
    days_in_a_row: streakOn(
      days.map(({ day }) => day),
      days.at(-1)?.day ?? '1970-01-01',
    ).longest,
  };
  return { sources, days, longest };
}
