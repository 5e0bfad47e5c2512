import { selectLearntCourses, selectLearntLessons } from '@/server/domains/enrollments/repo';
import type { Conn } from '@/server/platform/db';

/** What somebody has completed, each with the course it belongs to and when. */
export type Learnt = {
  readonly lessons: readonly { readonly lessonId: string; readonly courseId: string; readonly at: Date }[];
  readonly courses: readonly { readonly courseId: string; readonly at: Date }[];
};

/**
 * Returns the lessons and courses a person has completed, oldest first, also where they have lost access since.
 *
 * @param from leaves out what was completed before it; null leaves out nothing.
 */
export async function listLearnt(conn: Conn, userId: string, from: Date | null): Promise<Learnt> {
  const lessons = await selectLearntLessons(conn, userId, from);
  const courses = await selectLearntCourses(conn, userId, from);
  return {
    lessons: lessons.flatMap(({ lessonId, completedAt, enrollment }) =>
      completedAt === null ? [] : [{ lessonId, courseId: enrollment.courseId, at: completedAt }],
    ),
    courses: courses.flatMap(({ courseId, completedAt }) =>
      completedAt === null ? [] : [{ courseId, at: completedAt }],
    ),
  };
}
