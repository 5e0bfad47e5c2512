import { z } from 'zod';
import { courseSlug } from '@/server/domains/courses/contract';
import { localTime, timeZoneName } from '@/server/platform/zoned-time';

/** How large a rule may be: beyond it nobody understands it any more. */
const releaseLimits = { depth: 4, parts: 40, days: 3_650 } as const;

const days = z.number().int().min(0).max(releaseLimits.days);

const condition = z.discriminatedUnion('kind', [
  /** From a time on. */
  z.object({ kind: z.literal('after'), at: localTime, zone: timeZoneName }),
  /** Until a time; not at it. */
  z.object({ kind: z.literal('before'), at: localTime, zone: timeZoneName }),
  /** As many times 24 hours after the learner enrolled. */
  z.object({ kind: z.literal('enrolled'), days }),
  /** Another lesson is completed. */
  z.object({ kind: z.literal('completed'), lessonId: z.uuid() }),
  /** The best score in the quiz of another lesson is at least this. */
  z.object({ kind: z.literal('score'), lessonId: z.uuid(), percent: z.number().int().min(1).max(100) }),
  /** The learner is in a cohort. */
  z.object({ kind: z.literal('cohort'), cohortId: z.uuid() }),
  /** The learner is in some cohort, and it began as many days ago, at the same time of day. */
  z.object({ kind: z.literal('started'), days }),
]);

/** One condition of a rule. */
export type ReleaseCondition = z.infer<typeof condition>;

/** When a lesson is open to a learner. */
export type ReleaseRule =
  | ReleaseCondition
  | { kind: 'all'; rules: ReleaseRule[] }
  | { kind: 'any'; rules: ReleaseRule[] }
  | { kind: 'not'; rule: ReleaseRule };

/** A rule that was looked at when it was saved. */
export const storedRule: z.ZodType<ReleaseRule> = z.lazy(() =>
  z.union([
    condition,
    z.object({ kind: z.enum(['all', 'any']), rules: z.array(storedRule).min(1) }),
    z.object({ kind: z.literal('not'), rule: storedRule }),
  ]),
);

const inner = z.object({ rules: z.array(z.unknown()).catch([]), rule: z.unknown().optional() });

/** Looks at the size before the shape, and not by recursion: what is sent may be nested as deeply as anybody likes. */
function isSmall(value: unknown): boolean {
  const waiting = [{ value, depth: 1 }];
  let parts = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { depth } = next;
    parts += 1;
    if (parts > releaseLimits.parts || depth > releaseLimits.depth) return false;
    const group = inner.safeParse(next.value);
    if (!group.success) continue;
    const { rules, rule } = group.data;
    // "Not" is a word and no level of its own.
    if (rule !== undefined) waiting.push({ value: rule, depth });
    for (const one of rules) waiting.push({ value: one, depth: depth + 1 });
  }
  return true;
}

/** A rule of bounded size. */
export const releaseRule = z.unknown().refine(isSmall).pipe(storedRule);

/** What the prover finds wrong with the rules of a course, each at the lesson it concerns. */
export const releaseFinding = z.object({
  lessonId: z.string(),
  title: z.string(),
  kind: z.enum([
    /** Lessons that wait for each other; `path` goes round once. */
    'cycle',
    /** It asks for a lesson that is not part of the course, or not shown yet. */
    'lesson_missing',
    /** It asks for a score in a lesson that has no quiz. */
    'quiz_missing',
    /** It asks for a cohort that is not there. */
    'cohort_missing',
    /** It needs lessons, `path`, that never open. */
    'needs_unreachable',
    /** Its conditions exclude each other: no learner, of whatever cohort, at whatever time, ever opens it. */
    'contradiction',
    /** It has too many alternatives to be proven. */
    'undecided',
  ]),
  /** Titles, in the order of the sentence. */
  path: z.array(z.string()),
});

/** @see releaseFinding */
export type ReleaseFinding = z.infer<typeof releaseFinding>;

/** The rules of a course as staff sees them, with what they can be made of. */
export const releasePlan = z.object({
  /** Whether each lesson waits for the one before it. */
  isSequential: z.boolean(),
  sections: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      rule: storedRule.nullable(),
      lessons: z.array(
        z.object({ id: z.string(), title: z.string(), hasQuiz: z.boolean(), rule: storedRule.nullable() }),
      ),
    }),
  ),
  cohorts: z.array(z.object({ id: z.string(), name: z.string() })),
  findings: z.array(releaseFinding),
});

/** Gives a lesson or a section a rule, or none. */
export const saveReleaseInput = z.object({
  courseSlug,
  target: z.object({ kind: z.enum(['lesson', 'section']), id: z.uuid() }),
  rule: releaseRule.nullable(),
});

/** Lets every lesson wait for the one before it, or not. */
export const setSequentialInput = z.object({ courseSlug, isSequential: z.boolean() });

/** Whether it is saved; when not, why, and the plan is the one that stands. */
export const releaseSaved = z.object({
  isSaved: z.boolean(),
  refused: z.array(releaseFinding),
  plan: releasePlan,
});

/** Takes a cohort away that nobody is in and no rule asks for. */
export const removeCohortInput = z.object({ courseSlug, cohortId: z.uuid() });

/** @see releasePlan */
export type ReleasePlan = z.infer<typeof releasePlan>;
/** @see releaseSaved */
export type ReleaseSaved = z.infer<typeof releaseSaved>;

/** Why a lesson is not open, in the terms a person reads. */
export type LockReason =
  | { kind: 'all'; of: LockReason[] }
  | { kind: 'any'; of: LockReason[] }
  /** It opens then. */
  | { kind: 'from'; at: Date; zone: string | null }
  /** It was open until then. */
  | { kind: 'over'; at: Date; zone: string | null }
  | { kind: 'complete' | 'not_complete'; title: string; slug: string }
  | { kind: 'score'; title: string; slug: string; percent: number; best: number | null }
  | { kind: 'below'; title: string; slug: string; percent: number }
  | { kind: 'cohort' | 'other_cohort'; name: string }
  /** It is for people in a cohort. */
  | { kind: 'any_cohort' }
  /** It asks for something that the course does not have any more. */
  | { kind: 'gone' }
  /** Staff decided so for this learner. */
  | { kind: 'staff'; until: Date | null; zone: string | null };

const instant = { at: z.date(), zone: z.string().nullable() };
const other = { title: z.string(), slug: z.string() };

const lockReason: z.ZodType<LockReason> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['all', 'any']), of: z.array(lockReason) }),
    z.object({ kind: z.enum(['from', 'over']), ...instant }),
    z.object({ kind: z.enum(['complete', 'not_complete']), ...other }),
    z.object({ kind: z.literal('score'), ...other, percent: z.number(), best: z.number().nullable() }),
    z.object({ kind: z.literal('below'), ...other, percent: z.number() }),
    z.object({ kind: z.enum(['cohort', 'other_cohort']), name: z.string() }),
    z.object({ kind: z.literal('any_cohort') }),
    z.object({ kind: z.literal('gone') }),
    z.object({ kind: z.literal('staff'), until: z.date().nullable(), zone: z.string().nullable() }),
  ]),
);

/** Why a lesson is locked and, if time alone opens it, when. */
export const lockView = z.object({ why: lockReason, opensAt: z.date().nullable() });

/** @see lockView */
export type LockView = z.infer<typeof lockView>;
