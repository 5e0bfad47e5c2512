import { getCurriculum, lessonsOf } from '@/server/domains/content';
import { callAs } from './caller';
import { testFactory } from './factory';
import { fixedClock, testNow } from './fixed-clock';
import { testDb } from './test-db';

/** The address of {@link taughtCourse}. */
export const courseSlug = 'greek';

/** A clock that stands this many minutes after the rows of the factory. */
export const minutesLater = (minutes: number) => fixedClock(new Date(testNow.getTime() + minutes * 60_000));

/** A published course of articles, its author at work, and short words for what an author does. */
export async function taughtCourse(count = 3) {
  const factory = testFactory();
  const course = await factory.course({
    ...{ slug: courseSlug, title: 'Greek' },
    lessons: Array.from({ length: count }, () => 'article' as const),
  });
  const { content, courses, enrollments } = callAs(course.owner, minutesLater(1));
  const ids = course.lessons.map(({ id }) => id);
  const save = async (lessonId: string, bodyMd: string) => {
    const { revision } = await content.lesson({ courseSlug, lessonId });
    return await content.saveLesson({ courseSlug, lessonId, revision, bodyMd });
  };
  const describeAs = async (change: { title?: string; tags?: string[]; descriptionMd?: string }) => {
    const { details, version } = await courses.details({ courseSlug });
    await courses.saveDetails({ courseSlug, version, details: { ...details, ...change } });
  };
  const remove = async (...lessonIds: string[]) =>
    await content.remove({ courseSlug, sectionIds: [], lessonIds });
  const pending = async () => (await content.pending({ courseSlug })).count;
  const seen = async () => lessonsOf(await getCurriculum(testDb(), course.id)).map(({ id }) => id);
  return { factory, course, content, courses, enrollments, ids, save, describeAs, remove, pending, seen };
}
