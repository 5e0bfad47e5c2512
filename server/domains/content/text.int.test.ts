import { describe, expect, it } from 'vitest';
import { findLessonView } from '@/server/domains/content';
import { newId } from '@/server/platform/ids';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { testNow } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

const courseSlug = 'greek';

async function writing() {
  const factory = testFactory();
  const course = await factory.course({ slug: courseSlug, lessons: ['article', 'video'] });
  const { content } = callAs(course.owner);
  const lessonId = course.lessons[0]?.id ?? '';
  const save = async (bodyMd: string, revision: number) =>
    await content.saveLesson({ courseSlug, lessonId, revision, bodyMd });
  return { factory, course, content, lessonId, save };
}

const reader = { userId: newId(), now: testNow, secret: 'a secret of at least thirty-two characters' };

describe('the text of a lesson', () => {
  it('is saved over the revision it began with, and shown when the course is published', async () => {
    const { factory, content, course, lessonId, save } = await writing();
    expect(await save('New words.', 1)).toEqual({ revision: 2 });
    expect(await content.lesson({ courseSlug, lessonId })).toMatchObject({
      bodyMd: 'New words.',
      revision: 2,
    });
    const place = { courseId: course.id, lessonSlug: course.lessons[0]?.slug ?? '' };
    const seen = async () => (await findLessonView(testDb(), place, reader))?.bodyMd ?? null;
    expect(await seen()).toBe(course.lessons[0]?.version.bodyMd);
    await factory.publish(course.id);
    expect(await seen()).toBe('New words.');
    await expect(save('Late words.', 1)).rejects.toThrow('content/changed_since');
    // The same words again, as after an answer that was lost: saved already.
    expect(await save('New words.', 1)).toEqual({ revision: 2 });
  });

  it('is saved once when ten save at once', async () => {
    const { save } = await writing();
    const saves = Array.from({ length: 10 }, async (_, index) => await save(`Words of ${index}`, 1));
    const kept = (await Promise.allSettled(saves)).filter(({ status }) => status === 'fulfilled');
    expect(kept).toHaveLength(1);
  });

  it('makes a lesson part of the next version with its first words, and leaves the public pages alone', async () => {
    const { content, course } = await writing();
    const sectionId = course.section.id;
    const { sections } = await content.addLesson({ courseSlug, sectionId, title: 'Accents' });
    const added = sections[0]?.lessons.at(-1);
    await testDb().outboxEvent.deleteMany();
    const lesson = { courseSlug, lessonId: added?.id ?? '' };
    await content.saveLesson({ ...lesson, revision: 1, bodyMd: ' ' });
    await content.saveLesson({ ...lesson, revision: 2, bodyMd: 'word '.repeat(450) });
    const outline = await content.outline({ courseSlug });
    expect(outline.sections[0]?.lessons.at(-1)).toMatchObject({ isShown: true, minutes: 3 });
    expect(await testDb().outboxEvent.count()).toBe(0);
    expect(await content.pending({ courseSlug })).toMatchObject({ count: 1 });
  });

  it('is an article’s, and its own course’s', async () => {
    const { content, course, factory, lessonId } = await writing();
    const video = { courseSlug, lessonId: course.lessons[1]?.id ?? '' };
    await expect(content.lesson(video)).rejects.toThrow('content/lesson_not_found');
    const other = await factory.course({ slug: 'latin' });
    const theirs = callAs(other.owner).content;
    await expect(theirs.lesson({ courseSlug: 'latin', lessonId })).rejects.toThrow(
      'content/lesson_not_found',
    );
    const steal = theirs.saveLesson({ courseSlug: 'latin', lessonId, revision: 1, bodyMd: 'Stolen' });
    await expect(steal).rejects.toThrow('content/lesson_not_found');
    await content.remove({ courseSlug, sectionIds: [], lessonIds: [lessonId] });
    await expect(content.lesson({ courseSlug, lessonId })).rejects.toThrow('content/lesson_not_found');
  });
});
