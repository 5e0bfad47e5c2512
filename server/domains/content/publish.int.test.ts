import { describe, expect, it } from 'vitest';
import { tagsToExpire } from '@/server/wiring/invalidation';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { testNow } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';
import { whileHeld } from '@/test/while-held';

const courseSlug = 'greek';

async function drafted(lessons: ('article' | 'video')[] = ['article']) {
  const factory = testFactory();
  const course = await factory.course({ slug: courseSlug, lessons });
  await testDb().course.update({
    where: { id: course.id },
    data: { status: 'draft', publishedAt: null, descriptionMd: '' },
  });
  const { content, courses } = callAs(course.owner);
  const unmet = async () =>
    (await content.checklist({ courseSlug })).items.filter(({ isMet }) => !isMet).map(({ check }) => check);
  return { factory, course, content, courses, unmet };
}

describe('publishing', () => {
  it('waits for what everybody needs, and says what and where', async () => {
    const { content, courses, course, unmet } = await drafted(['article', 'video']);
    await testDb().caption.deleteMany();
    const [article, video] = course.lessons;
    await content.saveLesson({
      ...{ courseSlug, lessonId: article?.id ?? '', revision: 1 },
      bodyMd: '## One\n\n#### Three\n\n![](/media/a.svg)',
    });
    await content.addLesson({ courseSlug, sectionId: course.section.id, title: 'Empty' });
    expect(await unmet()).toEqual(['description', 'captions', 'alt', 'words', 'headings', 'cover', 'tags']);
    const { items } = await content.checklist({ courseSlug });
    expect(items.find(({ check }) => check === 'captions')?.lessons.map(({ id }) => id)).toEqual([video?.id]);
    await expect(content.publish({ courseSlug })).rejects.toThrow('content/not_ready');

    const { details, version } = await courses.details({ courseSlug });
    await courses.saveDetails({ courseSlug, version, details: { ...details, descriptionMd: 'About.' } });
    await content.saveLesson({
      ...{ courseSlug, lessonId: article?.id ?? '', revision: 2 },
      bodyMd: '![A hive](/media/a.svg)',
    });
    await content.remove({ courseSlug, sectionIds: [], lessonIds: [video?.id ?? ''] });
    expect(await unmet()).toEqual(['words', 'cover', 'tags']);
    await testDb().outboxEvent.deleteMany();
    expect(await content.publish({ courseSlug })).toMatchObject({ status: 'published', isReady: true });
    await content.publish({ courseSlug });
    const events = await testDb().outboxEvent.findMany();
    expect(events).toHaveLength(1);
    expect(tagsToExpire(events)).toEqual([`course:${course.id}`, 'catalogue', `person:${course.owner.id}`]);
  });

  it('changes the pages of those who teach the course, and archiving does as well', async () => {
    const { content, factory, course } = await drafted();
    const [teacher, helper] = [await factory.user(), await factory.user()];
    await testDb().courseStaff.createMany({
      data: [
        { courseId: course.id, userId: teacher.id, role: 'instructor' },
        { courseId: course.id, userId: helper.id, role: 'assistant' },
      ],
    });
    await testDb().course.update({ where: { id: course.id }, data: { descriptionMd: 'About.' } });
    for (const act of [content.publish, content.archive]) {
      await testDb().outboxEvent.deleteMany();
      await act({ courseSlug });
      const ended = tagsToExpire(await testDb().outboxEvent.findMany());
      expect(ended).toEqual(expect.arrayContaining([`person:${course.owner.id}`, `person:${teacher.id}`]));
      expect(ended).not.toContain(`person:${helper.id}`);
    }
  });

  it('looks again at what changed before the course was held', async () => {
    const { content, course } = await drafted();
    await testDb().course.update({ where: { id: course.id }, data: { descriptionMd: 'About.' } });
    const publish = async () => await content.publish({ courseSlug });
    const [lesson] = course.lessons;
    const version = { lessonId: lesson?.id ?? '' };
    const flawed = whileHeld(course.id, publish, async (tx) => {
      const data = { bodyMd: '![](/media/a.svg)', revision: { increment: 1 } };
      await tx.lessonVersion.updateMany({ where: version, data });
    });
    await expect(flawed).rejects.toThrow('content/not_ready');
    await testDb().lessonVersion.updateMany({
      where: version,
      data: { bodyMd: 'Words.', revision: { increment: 1 } },
    });
    const renamed = whileHeld(course.id, publish, async (tx) => {
      await tx.course.update({ where: { id: course.id }, data: { version: { increment: 1 } } });
    });
    expect(await renamed).toMatchObject({ status: 'published' });
  });

  it.each(['outline', 'text', 'details'] as const)(
    'by a release without versions, at the moment of a change of the %s, leaves no old page behind',
    async (part) => {
      const { content, courses, course } = await drafted();
      const { details, version } = await courses.details({ courseSlug });
      const lessonId = course.lessons[0]?.id ?? '';
      const acts = {
        outline: async () => await content.addSection({ courseSlug, title: 'Verbs' }),
        text: async () =>
          await content.saveLesson({ courseSlug, lessonId, revision: 1, bodyMd: 'word '.repeat(9_000) }),
        details: async () =>
          await courses.saveDetails({ courseSlug, version, details: { ...details, title: 'Attic' } }),
      };
      const act = async () => {
        await acts[part]();
      };
      await whileHeld(course.id, act, async (tx) => {
        const data = { status: 'published' as const, publishedAt: testNow, publishedVersionId: null };
        await tx.course.update({ where: { id: course.id }, data });
      });
      const events = await testDb().outboxEvent.findMany();
      expect(tagsToExpire(events)).toEqual([`course:${course.id}`, 'catalogue']);
    },
  );

  it('keeps the first day, over archiving and publishing again, and both are on record', async () => {
    const { content, course } = await drafted();
    await testDb().course.update({ where: { id: course.id }, data: { descriptionMd: 'About.' } });
    await content.publish({ courseSlug });
    const first = await testDb().course.findUniqueOrThrow({ where: { id: course.id } });
    expect(await content.archive({ courseSlug })).toMatchObject({ status: 'archived' });
    await content.publish({ courseSlug });
    const again = await testDb().course.findUniqueOrThrow({ where: { id: course.id } });
    expect(again).toMatchObject({ status: 'published', publishedAt: first.publishedAt });
    const trail = await testDb().auditEntry.findMany({ orderBy: { seq: 'asc' } });
    expect(trail.map(({ action, before }) => [action, before])).toEqual([
      ['course.published', { status: 'draft' }],
      ['course.archived', { status: 'published' }],
      ['course.published', { status: 'archived' }],
    ]);
  });

  it('is for those whose place says so', async () => {
    const { content, factory, course } = await drafted();
    await testDb().course.update({ where: { id: course.id }, data: { descriptionMd: 'About.' } });
    const helper = await factory.user();
    const place = { courseId: course.id, userId: helper.id, role: 'assistant' as const };
    await testDb().courseStaff.create({ data: { ...place, permissions: ['content.edit'] } });
    const theirs = callAs(helper).content;
    expect((await theirs.checklist({ courseSlug })).isReady).toBe(true);
    await expect(theirs.publish({ courseSlug })).rejects.toThrow('courses/not_found');
    await content.publish({ courseSlug });
    await expect(theirs.archive({ courseSlug })).rejects.toThrow('courses/not_found');
  });
});
