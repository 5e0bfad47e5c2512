import { createRandom, type Random } from '../factories/random';
import type { SeedCourse } from './build-courses';
import type { SeedPerson } from './build-people';
import type { Content } from './load-content';
import { later, seedNow, span } from './seed-rows';

/** What one learner sets out to do in one course. */
export interface LearningPlan {
  readonly learner: SeedPerson;
  readonly course: SeedCourse;
  readonly enrolledAt: Date;
  /** Share of the lessons after which they stop for now, 0 to 1. */
  readonly share: number;
  /** Likelihood of a right answer at a first attempt. */
  readonly ability: number;
  readonly review: { readonly rating: number; readonly text: string } | null;
}

/** What the demo learner looks back on: one course finished, two on the way, in the order they were begun. */
const demoShares = [1, 0.7, 0.25] as const;
const coursesPerLearner = { min: 1, max: 6 } as const;
/** Who writes about a course has seen at least this much of it. */
const reviewerShare = 0.6;

function chooseTime(random: Random, learner: SeedPerson, course: SeedCourse): Date {
  const earliest = Math.max(
    learner.joinedAt.getTime() + span.hour,
    course.publishedAt.getTime() + 2 * span.day,
  );
  const latest = seedNow.getTime() - 3 * span.day;
  return new Date(earliest + Math.floor(random.next() * Math.max(0, latest - earliest)));
}

/** Ends in the middle more often than not, as everywhere: some finish, some never begin. */
function chooseShare(random: Random): number {
  if (random.chance(0.3)) return 1;
  return random.chance(0.12) ? 0 : random.next() * 0.9;
}

function planDemoLearner(learner: SeedPerson, courses: readonly SeedCourse[]): LearningPlan[] {
  const oldestFirst = [...courses].sort((a, b) => a.publishedAt.getTime() - b.publishedAt.getTime());
  return demoShares.flatMap((share, index) => {
    const course = oldestFirst[index];
    if (course === undefined) return [];
    const daysAgo = [74, 24, 5][index] ?? 1;
    return [
      { learner, course, enrolledAt: later(seedNow, -daysAgo * span.day), share, ability: 0.9, review: null },
    ];
  });
}

/** Decides who takes which course, how far they go and who writes about it; the first learner is the demo account. */
export function planLearning(
  content: Content,
  learners: readonly SeedPerson[],
  courses: readonly SeedCourse[],
): readonly LearningPlan[] {
  const [demo, ...others] = learners;
  const writers = new Map(
    courses.map((course) => {
      const texts = content.reviews[course.slug] ?? [];
      const authors = createRandom(`reviewers of ${course.slug}`).shuffle(others);
      return [course.id, new Map(texts.map((review, index) => [authors[index]?.id, review]))] as const;
    }),
  );
  const plans = others.flatMap((learner) => {
    const random = createRandom(`plan of ${learner.email}`);
    const ability = 0.62 + random.next() * 0.36;
    const wanted = random.int(coursesPerLearner.min, coursesPerLearner.max);
    return random.shuffle(courses).flatMap((course, index) => {
      const review = writers.get(course.id)?.get(learner.id) ?? null;
      if (index >= wanted && review === null) return [];
      const share = review === null ? chooseShare(random) : Math.max(reviewerShare, chooseShare(random));
      return [{ learner, course, enrolledAt: chooseTime(random, learner, course), share, ability, review }];
    });
  });
  return [...(demo === undefined ? [] : planDemoLearner(demo, courses)), ...plans];
}
