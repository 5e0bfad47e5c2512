import { z } from 'zod';

/** Every badge there is, in the order they are shown in. */
export const badgeKeys = [
  'first_lesson',
  'fifty_lessons',
  'first_course',
  'three_courses',
  'ten_courses',
  'ten_quizzes',
  'full_marks',
  'five_full_marks',
  'seven_days',
  'thirty_days',
] as const;

/** Names a badge. */
export const badgeKey = z.enum(badgeKeys);

/** What points are given for; each once for the same lesson, quiz or course. */
export const pointRuleKeys = [
  'lesson_completed',
  'quiz_passed',
  'quiz_full_marks',
  'course_completed',
] as const;

/** A calendar day of the learner, ISO 8601: `2026-11-28`. */
const day = z.iso.date();

/** What became of a day: something was learnt, a missed day was forgiven, or neither. */
const dayState = z.enum(['learnt', 'frozen', 'empty']);

const streakView = z.object({
  /** Days in a row up to now; a forgiven day neither counts nor ends them. */
  current: z.number().int(),
  longest: z.number().int(),
  /** `open`: goes on when something is learnt today; `frozen`: the same, and yesterday was forgiven. */
  state: z.enum(['none', 'done_today', 'open', 'frozen']),
  /** Whether the next missed day would be forgiven. */
  isFreezeLeft: z.boolean(),
  /** The last seven days, today at the end. */
  week: z.array(z.object({ day, state: dayState })),
});

/** A badge that somebody has, and the course it is for where it is for one. */
const earnedBadge = z.object({ badge: badgeKey, earnedAt: z.date(), courseTitle: z.string().nullable() });

/** What the caller has achieved, and what is next. */
export const achievements = z.object({
  points: z.number().int(),
  /** How the points come about: for each rule what one is worth today, how many there are, and their sum. */
  sources: z.array(
    z.object({
      rule: z.enum(pointRuleKeys),
      each: z.number().int(),
      count: z.number().int(),
      points: z.number().int(),
    }),
  ),
  streak: streakView,
  /** Latest first. */
  earned: z.array(earnedBadge),
  open: z.array(z.object({ badge: badgeKey, value: z.number().int(), goal: z.number().int() })),
});

/** @see badgeKey */
export type BadgeKey = z.infer<typeof badgeKey>;
/** A key of {@link pointRuleKeys}. */
export type PointRuleKey = (typeof pointRuleKeys)[number];
/** @see achievements */
export type Achievements = z.infer<typeof achievements>;
/** How somebody's days in a row stand. */
export type StreakView = z.infer<typeof streakView>;
