import {
  findReleaseCourses,
  hasReleaseRules,
  type LearnerFacts,
  type LessonRelease,
  lessonsOf,
  type ReleaseCourseFacts,
  releasesOf,
} from '@/server/domains/content';
import type { Curriculum, LessonSummary } from '@/server/domains/content/contract';
import { enrollmentErrors } from '@/server/domains/enrollments/errors';
import { selectOverrides, selectResults } from '@/server/domains/enrollments/repo/release';
import type { Conn } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

type EnrollmentRow = {
  readonly id: string;
  readonly courseId: string;
  readonly enrolledAt: Date;
  readonly cohortId: string | null;
};

/** What is not locked, and for everybody. */
const openToAll: LessonRelease = { lock: null, closesAt: null, isForLearner: true };

/** Where a learner stands in a course: what they have done, and what is open to them now. */
export class Standing {
  readonly lessons: readonly LessonSummary[];
  readonly completedIds: ReadonlySet<string>;
  readonly #course: ReleaseCourseFacts;
  readonly #learner: LearnerFacts;
  readonly #nowMs: number;
  readonly #releases: ReadonlyMap<string, LessonRelease>;

  constructor(
    lessons: readonly LessonSummary[],
    course: ReleaseCourseFacts,
    learner: LearnerFacts,
    nowMs: number,
  ) {
    this.lessons = lessons;
    this.completedIds = learner.completed;
    this.#course = course;
    this.#learner = learner;
    this.#nowMs = nowMs;
    this.#releases = releasesOf(course, learner, nowMs);
  }

  /** Whether a lesson is open, and if not, why. */
  of(lessonId: string): LessonRelease {
    return this.#releases.get(lessonId) ?? openToAll;
  }

  /** The lessons that are open now, in order. */
  get open(): LessonSummary[] {
    return this.lessons.filter(({ id }) => this.of(id).lock === null);
  }

  /** The lessons that count: those for this learner, and what they have done of others. */
  get counted(): LessonSummary[] {
    return this.lessons.filter(({ id }) => this.completedIds.has(id) || this.of(id).isForLearner);
  }

  /** The same learner once this lesson is completed, at the same time. */
  withCompleted(lessonId: string): Standing {
    const completed = new Set([...this.completedIds, lessonId]);
    return new Standing(this.lessons, this.#course, { ...this.#learner, completed }, this.#nowMs);
  }
}

/**
 * Returns where learners stand, by enrollment, given the outlines of their courses. However many they are and however many
 * lessons there are, it is six reads. This is the one place that decides what is open to a learner.
 */
export async function findStandings(
  conn: Conn,
  enrollments: readonly EnrollmentRow[],
  curricula: ReadonlyMap<string, Curriculum>,
  now: Date,
): Promise<ReadonlyMap<string, Standing>> {
  if (enrollments.length === 0) return new Map();
  const ids = enrollments.map(({ id }) => id);
  const [courses, results, overrides] = await Promise.all([
    findReleaseCourses(conn, curricula),
    selectResults(conn, ids),
    selectOverrides(conn, ids),
  ]);
  return new Map(
    enrollments.flatMap(({ id, courseId, cohortId, enrolledAt }) => {
      const curriculum = curricula.get(courseId);
      const course = courses.get(courseId);
      if (curriculum === undefined || course === undefined) return [];
      const own = results.filter(({ enrollmentId }) => enrollmentId === id);
      const decided = overrides.filter(({ enrollmentId }) => enrollmentId === id);
      const learner: LearnerFacts = {
        enrolledAtMs: enrolledAt.getTime(),
        cohort: cohortId === null ? null : (course.cohorts.get(cohortId) ?? null),
        completed: new Set(own.flatMap((row) => (row.completedAt === null ? [] : row.lessonId))),
        bestScoreBp: new Map(own.map((row) => [row.lessonId, row.bestScoreBp ?? -1])),
        overrides: new Map(
          decided.map((row) => [row.lessonId, { opens: row.opens, untilMs: row.until?.getTime() ?? null }]),
        ),
      };
      return [[id, new Standing(lessonsOf(curriculum), course, learner, now.getTime())]];
    }),
  );
}

/** Returns where one learner stands. */
export async function findStanding(
  conn: Conn,
  enrollment: EnrollmentRow,
  curriculum: Curriculum,
  now: Date,
): Promise<Standing> {
  const curricula = new Map([[enrollment.courseId, curriculum]]);
  const found = (await findStandings(conn, [enrollment], curricula, now)).get(enrollment.id);
  if (found === undefined) throw new AppError(enrollmentErrors.course_not_found);
  return found;
}

/** Tells by a few short reads whether anything in a course could be locked to a learner. */
export async function mayBeLocked(conn: Conn, enrollment: EnrollmentRow): Promise<boolean> {
  const [hasRules, overrides] = [
    await hasReleaseRules(conn, enrollment.courseId),
    await selectOverrides(conn, [enrollment.id]),
  ];
  return hasRules || overrides.length > 0;
}
