import { Client } from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { findLesson } from '@/server/domains/content';
import { findCoursePage, listCatalogue } from '@/server/domains/search/queries';
import { tagsToExpire } from '@/server/wiring/invalidation';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { testNow } from '@/test/fixed-clock';
import { courseSlug, taughtCourse as taught } from '@/test/taught-course';
import { testDb } from '@/test/test-db';
import { whileHeld } from '@/test/while-held';

describe('what is saved of a published course', () => {
  it('is seen by nobody but its staff until it is published', async () => {
    const { factory, course, content, ids, save, describeAs, remove, pending, seen } = await taught();
    const [first = '', second = ''] = ids;
    await testDb().outboxEvent.deleteMany();
    await describeAs({ title: 'Attic Greek', descriptionMd: 'Another *course*.' });
    await save(first, 'Other words.');
    await remove(second);
    expect(await pending()).toBe(4);
    expect(tagsToExpire(await testDb().outboxEvent.findMany())).toEqual([]);

    const learner = await factory.user();
    await factory.enrollment({ courseId: course.id, userId: learner.id });
    const place = { courseSlug, lessonSlug: course.lessons[0]?.slug ?? '' };
    const asLearner = callAs(learner).enrollments;
    expect((await findCoursePage(testDb(), courseSlug, 'en'))?.title).toBe('Greek');
    expect((await listCatalogue(testDb(), { query: 'Attic' }, 'en')).items).toEqual([]);
    expect((await asLearner.openLesson(place)).lesson.bodyMd).toBe(course.lessons[0]?.version.bodyMd);
    expect(await findLesson(testDb(), second)).toMatchObject({ id: second });
    expect(await seen()).toEqual(ids);
    const preview = await callAs(course.owner).enrollments.openLesson(place);
    expect(preview.lesson.bodyMd).toBe('Other words.');

    await content.publish({ courseSlug });
    expect(await pending()).toBe(0);
    expect(await findCoursePage(testDb(), courseSlug, 'en')).toMatchObject({
      ...{ title: 'Attic Greek', descriptionMd: 'Another *course*.', lessonCount: 2 },
    });
    expect((await listCatalogue(testDb(), { query: 'Attic' }, 'en')).items).toHaveLength(1);
    expect((await asLearner.openLesson(place)).lesson.bodyMd).toBe('Other words.');
    expect(await findLesson(testDb(), second)).toBeNull();
    expect(tagsToExpire(await testDb().outboxEvent.findMany())).toEqual([`course:${course.id}`, 'catalogue']);
  });

  it('finds everybody at its new address at once', async () => {
    const { courses, course } = await taught();
    const { details, version } = await courses.details({ courseSlug });
    await testDb().outboxEvent.deleteMany();
    await courses.saveDetails({ courseSlug, version, details: { ...details, slug: 'attic' } });
    expect((await findCoursePage(testDb(), 'attic', 'en'))?.title).toBe('Greek');
    expect(tagsToExpire(await testDb().outboxEvent.findMany())).toContain(`course:${course.id}`);
  });

  it('is no change when it says again what everybody sees', async () => {
    const { course, ids, content, save, describeAs, pending } = await taught();
    const [first = ''] = ids;
    const before = course.lessons[0]?.version.bodyMd ?? '';
    await testDb().lesson.updateMany({ data: { minutes: 1 } });
    await content.publish({ courseSlug });
    await save(first, 'Other words.');
    await describeAs({ tags: ['old'] });
    expect(await pending()).toBe(2);
    await save(first, before);
    await describeAs({ tags: [] });
    expect(await pending()).toBe(0);
    expect((await content.compare({ courseSlug })).count).toBe(0);
  });

  it('never overwrites what a second tab has saved, whatever was published between', async () => {
    const { content, ids, save } = await taught();
    const [first = ''] = ids;
    const tab = await content.lesson({ courseSlug, lessonId: first });
    await save(first, 'One.');
    await content.publish({ courseSlug });
    await save(first, 'Two.');
    await save(first, tab.bodyMd);
    await save(first, 'Three.');
    const late = content.saveLesson({ courseSlug, lessonId: first, revision: tab.revision, bodyMd: 'Late.' });
    await expect(late).rejects.toThrow('content/changed_since');
    const all = await testDb().lessonVersion.findMany({ where: { lessonId: first } });
    expect(new Set(all.map(({ revision }) => revision)).size).toBe(all.length);
  });
});

describe('publishing again', () => {
  it('makes one version of ten clicks, and none when there is nothing new', async () => {
    const { content, describeAs } = await taught();
    await describeAs({ title: 'Attic Greek' });
    const { stamp } = await content.compare({ courseSlug });
    const clicks = Array.from({ length: 10 }, async () =>
      content.publish({ courseSlug, stamp: stamp ?? '', note: 'A better title.' }),
    );
    expect((await Promise.allSettled(clicks)).every(({ status }) => status === 'fulfilled')).toBe(true);
    const { items } = await content.versions({ courseSlug });
    expect(items.map(({ number, note, isPublished }) => [number, note, isPublished])).toEqual([
      [2, 'A better title.', true],
      [1, '', false],
    ]);
  });

  it('refuses what its author has not looked at', async () => {
    const { content, ids, save, pending } = await taught();
    await save(ids[0] ?? '', 'Draft.');
    const { stamp } = await content.compare({ courseSlug });
    await save(ids[0] ?? '', 'Draft, and a word more.');
    await expect(content.publish({ courseSlug, stamp: stamp ?? '' })).rejects.toThrow('content/moved_on');
    expect(await pending()).toBe(1);
    const now = await content.compare({ courseSlug });
    await content.publish({ courseSlug, stamp: now.stamp ?? '' });
    expect(await pending()).toBe(0);
  });

  it('lets a save that comes at the same time go before or after, never into what is published', async () => {
    const { content, course, ids, save } = await taught();
    const lessonId = ids[0] ?? '';
    await save(lessonId, 'First.');
    const { revision } = await content.lesson({ courseSlug, lessonId });
    let saving: Promise<unknown> = Promise.resolve();
    const both = async () => {
      saving = content.saveLesson({ courseSlug, lessonId, revision, bodyMd: 'Second.' });
      await content.publish({ courseSlug });
    };
    await whileHeld(course.id, both, async () => undefined);
    await saving;
    const seen = await testDb().courseVersionLesson.findMany({
      where: { lessonId },
      select: { lessonVersion: { select: { bodyMd: true } }, courseVersion: { select: { number: true } } },
      orderBy: { courseVersion: { number: 'asc' } },
    });
    const published = seen.at(-1)?.lessonVersion.bodyMd ?? '';
    expect((await content.lesson({ courseSlug, lessonId })).bodyMd).toBe('Second.');
    expect(['First.', 'Second.']).toContain(published);
    expect((await content.pending({ courseSlug })).count > 0).toBe(published === 'First.');
  });

  it('keeps every version as it was', async () => {
    const { content, describeAs } = await taught();
    await describeAs({ title: 'Attic Greek' });
    await content.publish({ courseSlug });
    for (const change of [
      testDb().courseVersion.updateMany({ data: { title: 'Rewritten' } }),
      testDb().courseVersionSection.updateMany({ data: { title: 'Rewritten' } }),
      testDb().courseVersionLesson.updateMany({ data: { title: 'Rewritten' } }),
    ])
      await expect(change).rejects.toThrow('a version of a course is never changed');
    await testDb().courseVersion.updateMany({ data: { createdById: null } });
    await testDb().course.deleteMany();
    expect(await testDb().courseVersion.count()).toBe(0);
  });
});

describe('a comparison', () => {
  it('says what was added, moved, changed and removed, and how the words differ', async () => {
    const { content, course, ids, save, describeAs, remove } = await taught(4);
    const [first = '', second = '', third = '', fourth = ''] = ids;
    const { sections } = await content.addSection({ courseSlug, title: 'Verbs' });
    const verbs = sections.at(-1)?.id ?? '';
    const outline = await content.addLesson({ courseSlug, sectionId: verbs, title: 'To be' });
    const added = outline.sections.at(-1)?.lessons[0]?.id ?? '';
    await content.saveLesson({ courseSlug, lessonId: added, revision: 1, bodyMd: 'Am, is, are.' });
    await content.move({
      courseSlug,
      moves: [{ kind: 'lessons', ids: [fourth], sectionId: verbs, afterId: null }],
    });
    await content.rename({ courseSlug, kind: 'section', id: course.section.id, title: 'Letters' });
    await content.rename({ courseSlug, kind: 'lesson', id: first, title: 'Alpha' });
    await save(second, '## A heading\n\nAnother paragraph with `code`.');
    await remove(third);
    await describeAs({ title: 'Attic Greek', tags: ['old', 'dead'] });

    const changes = await content.compare({ courseSlug });
    expect(changes.details).toMatchObject([
      { field: 'title', from: 'Greek', to: 'Attic Greek' },
      { field: 'tags', from: '', to: 'old\ndead' },
    ]);
    expect(changes.sections).toEqual([
      { id: verbs, change: 'added', title: 'Verbs', formerTitle: null, rule: null },
      {
        id: course.section.id,
        change: 'changed',
        title: 'Letters',
        formerTitle: course.section.title,
        rule: null,
      },
    ]);
    expect(changes.lessons.map(({ id, change }) => [id, change])).toEqual([
      [added, 'added'],
      [fourth, 'moved'],
      [first, 'changed'],
      [second, 'changed'],
      [third, 'removed'],
    ]);
    expect(changes.lessons[1]).toMatchObject({
      ...{ sectionTitle: 'Verbs', formerSectionTitle: course.section.title },
    });
    expect(changes.lessons[2]).toMatchObject({
      fields: [{ field: 'title', from: course.lessons[0]?.title, to: 'Alpha' }],
      isTextChanged: false,
    });
    const text = await content.compareText({ courseSlug, lessonId: second });
    expect(text.lines.map(({ kind }) => kind)).toEqual(['same', 'same', 'removed', 'added']);
    const whole = await content.compareText({ courseSlug, lessonId: added });
    expect(whole.lines).toContainEqual({ kind: 'added', words: [{ text: 'Am, is, are.', isChanged: true }] });
    await expect(content.compareText({ courseSlug, lessonId: course.id })).rejects.toThrow(
      'content/lesson_not_found',
    );
  });

  it('is its own course’s', async () => {
    const { factory, content } = await taught();
    const other = await factory.course({ slug: 'latin' });
    const theirs = await callAs(other.owner).content.versions({ courseSlug: 'latin' });
    const versionId = theirs.items[0]?.id ?? '';
    await expect(content.compare({ courseSlug, fromId: versionId })).rejects.toThrow(
      'content/version_not_found',
    );
    await expect(content.restoreVersion({ courseSlug, versionId })).rejects.toThrow(
      'content/version_not_found',
    );
    const stranger = callAs(other.owner);
    for (const ask of [
      async () => await stranger.content.pending({ courseSlug }),
      async () => await stranger.content.compare({ courseSlug }),
      async () => await stranger.content.versions({ courseSlug }),
      async () => await stranger.enrollments.publishImpact({ courseSlug }),
    ])
      await expect(ask()).rejects.toThrow('courses/not_found');
  });

  it('takes as many queries for 300 lessons as for three', async () => {
    const factory = testFactory();
    const queriesFor = async (count: number) => {
      const slug = `course-of-${count}`;
      const course = await factory.course({ slug, lessons: ['article'] });
      const { content, enrollments } = callAs(course.owner);
      const rows = Array.from({ length: count }, (_, index) => ({
        ...{ courseId: course.id, sectionId: course.section.id, title: `Lesson ${index}`, minutes: 1 },
        ...{ id: factory.context.id(slug, index + 1), slug: `lesson-of-${index}`, kind: 'article' as const },
        ...{ position: `b${String(index).padStart(4, '0')}z`, updatedAt: testNow },
      }));
      await testDb().lesson.createMany({ data: rows });
      await testDb().lessonVersion.createMany({
        data: rows.map(({ id: lessonId }, index) => ({
          ...{ id: factory.context.id(`text of ${slug}`, index + 1), lessonId, version: 1, bodyMd: 'Words.' },
        })),
      });
      await testDb().$executeRaw`
        UPDATE lessons SET published_version_id = v.id FROM lesson_versions v
        WHERE v.lesson_id = lessons.id AND lessons.course_id = ${course.id}::uuid`;
      const spent: number[] = [];
      const count1 = async (work: () => Promise<unknown>) => {
        const queries = vi.spyOn(Client.prototype, 'query');
        await work();
        spent.push(queries.mock.calls.length);
        queries.mockRestore();
      };
      await count1(async () => expect((await content.pending({ courseSlug: slug })).count).toBe(count));
      await count1(async () =>
        expect((await content.compare({ courseSlug: slug })).lessons).toHaveLength(count),
      );
      await count1(async () => await enrollments.publishImpact({ courseSlug: slug }));
      await count1(async () => await content.publish({ courseSlug: slug }));
      await count1(async () => await enrollments.outline({ courseSlug: slug }));
      const { items } = await content.versions({ courseSlug: slug });
      const versionId = items.at(-1)?.id ?? '';
      await count1(async () => await content.restoreVersion({ courseSlug: slug, versionId }));
      return spent;
    };
    const few = await queriesFor(3);
    expect(Math.min(...few)).toBeGreaterThan(0);
    expect(await queriesFor(300)).toEqual(few);
  }, 30_000);
});
