import { Client } from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { findLesson, getCurriculum, lessonsOf } from '@/server/domains/content';
import { findCoursePage, listCatalogue } from '@/server/domains/search/queries';
import { tagsToExpire } from '@/server/wiring/invalidation';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fixedClock, testNow } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';
import { whileHeld } from '@/test/while-held';

const courseSlug = 'greek';
const minutesLater = (minutes: number) => fixedClock(new Date(testNow.getTime() + minutes * 60_000));

async function taught(count = 3) {
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

describe('what is saved of a published course', () => {
  it('is seen by nobody but its staff until it is published', async () => {
    const { factory, course, content, ids, save, describeAs, remove, pending, seen } = await taught();
    const [first = '', second = ''] = ids;
    await testDb().outboxEvent.deleteMany();
    await describeAs({ title: 'Attic Greek', descriptionMd: 'Another *course*.' });
    await save(first, 'Other words.');
    await remove(second);
    expect(await pending()).toBe(5);
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
    expect(await pending()).toBe(2);
    const now = await content.compare({ courseSlug });
    await content.publish({ courseSlug, stamp: now.stamp ?? '' });
    expect(await pending()).toBe(0);
  });

  it('lets a save that comes at the same time go before or after, never into what is published', async () => {
    const { content, course, ids, save } = await taught();
    const lessonId = ids[0] ?? '';
    await save(lessonId, 'First.');
    const { revision } = await content.lesson({ courseSlug, lessonId });
    const late = await whileHeld(`SELECT id FROM courses WHERE id = '${course.id}' FOR UPDATE`, async () => [
      content.publish({ courseSlug }),
      content.saveLesson({ courseSlug, lessonId, revision, bodyMd: 'Second.' }),
    ]);
    await Promise.all(late);
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
      { id: verbs, change: 'added', title: 'Verbs', formerTitle: null },
      { id: course.section.id, change: 'changed', title: 'Letters', formerTitle: course.section.title },
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
    expect(text.map(({ kind }) => kind)).toEqual(['same', 'same', 'removed', 'added']);
    const whole = await content.compareText({ courseSlug, lessonId: added });
    expect(whole).toContainEqual({ kind: 'added', words: [{ text: 'Am, is, are.', isChanged: true }] });
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
      stranger.content.pending({ courseSlug }),
      stranger.content.compare({ courseSlug }),
      stranger.content.versions({ courseSlug }),
      stranger.enrollments.publishImpact({ courseSlug }),
    ])
      await expect(ask).rejects.toThrow('courses/not_found');
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

describe('restoring', () => {
  it('puts a version into the working copy, shows it to nobody, and can be undone', async () => {
    const { content, course, ids, save, describeAs, remove, pending, seen } = await taught();
    const [first = '', second = ''] = ids;
    await describeAs({ title: 'Attic Greek' });
    await save(first, 'Second version.');
    await remove(second);
    await content.publish({ courseSlug });
    await save(first, 'Not published.');
    const [present, original] = (await content.versions({ courseSlug })).items;
    const restored = await content.restoreVersion({ courseSlug, versionId: original?.id ?? '' });
    const since = await content.compare({ courseSlug, fromId: original?.id ?? '' });
    expect(since.count).toBe(0);
    expect((await content.lesson({ courseSlug, lessonId: first })).bodyMd).toBe(
      course.lessons[0]?.version.bodyMd,
    );
    expect((await content.outline({ courseSlug })).sections[0]?.lessons.map(({ id }) => id)).toEqual(ids);
    expect((await findCoursePage(testDb(), courseSlug, 'en'))?.title).toBe('Attic Greek');
    expect(await seen()).toEqual(ids.filter((id) => id !== second));

    const { items } = await content.versions({ courseSlug });
    expect(items[0]).toMatchObject({ id: restored.keptId, kind: 'kept', number: null, isPublished: false });
    await content.restoreVersion({ courseSlug, versionId: restored.keptId ?? '' });
    expect((await content.lesson({ courseSlug, lessonId: first })).bodyMd).toBe('Not published.');
    expect((await content.outline({ courseSlug })).removed.lessons.map(({ id }) => id)).toEqual([second]);
    expect(await pending()).toBeGreaterThan(0);

    await content.restoreVersion({ courseSlug, versionId: present?.id ?? '' });
    expect(await pending()).toBe(0);
    const nothing = await content.restoreVersion({ courseSlug, versionId: present?.id ?? '' });
    expect(nothing).toEqual({ keptId: null, count: 0 });
  });

  it('brings back every version exactly, after any changes', async () => {
    const { content, course, ids, save, describeAs, remove } = await taught(5);
    const sectionIds = [course.section.id];
    const acts = [
      async (n: number) => await describeAs({ title: `Greek ${n}` }),
      async (n: number) => await save(ids[n % 5] ?? '', `Words of ${n}`).catch(() => undefined),
      async (n: number) => await remove(ids[n % 5] ?? '').catch(() => undefined),
      async (n: number) => {
        const { sections } = await content.addSection({ courseSlug, title: `Section ${n}` });
        sectionIds.push(sections.at(-1)?.id ?? '');
      },
      async (n: number) => {
        const to = sectionIds[n % sectionIds.length] ?? '';
        const step = { kind: 'lessons' as const, ids: [ids[n % 5] ?? ''], sectionId: to, afterId: null };
        await content.move({ courseSlug, moves: [step] }).catch(() => undefined);
      },
      async (n: number) => {
        const id = sectionIds[n % sectionIds.length] ?? '';
        await content
          .move({ courseSlug, moves: [{ kind: 'section', id, afterId: null }] })
          .catch(() => undefined);
      },
      async (n: number) => {
        const step = { courseSlug, sectionIds: [sectionIds[n % sectionIds.length] ?? ''], lessonIds: [] };
        if (sectionIds.length > 2) await content.remove(step).catch(() => undefined);
      },
    ];
    // The same walk in every run, and a long one: 48 changes, published after each six as far as it can be.
    let state = 7;
    const next = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state;
    };
    for (let step = 0; step < 48; step += 1) {
      await acts[next() % acts.length]?.(next());
      if (step % 6 === 5) await content.publish({ courseSlug }).catch(() => undefined);
    }
    const { items } = await content.versions({ courseSlug });
    expect(items.length).toBeGreaterThan(4);
    for (const { id } of items.toReversed()) {
      await content.restoreVersion({ courseSlug, versionId: id });
      expect((await content.compare({ courseSlug, fromId: id })).count).toBe(0);
    }
  }, 30_000);

  it('leaves a lesson without words where it is', async () => {
    const { content, course, describeAs } = await taught();
    await content.addLesson({ courseSlug, sectionId: course.section.id, title: 'Begun' });
    await describeAs({ title: 'Attic Greek' });
    const [published] = (await content.versions({ courseSlug })).items;
    await content.restoreVersion({ courseSlug, versionId: published?.id ?? '' });
    const { sections } = await content.outline({ courseSlug });
    expect(sections[0]?.lessons.map(({ title }) => title)).toContain('Begun');
  });
});

describe('learners', () => {
  it('who have finished stay finished, and are told what is new; progress in what was removed is kept', async () => {
    const { factory, course, content, ids, remove } = await taught(2);
    const [first = '', second = ''] = ids;
    const learner = await factory.user({ name: 'Ada' });
    const enrollment = await factory.enrollment({ courseId: course.id, userId: learner.id });
    const { enrollments } = callAs(learner, minutesLater(2));
    for (const lessonId of ids) await enrollments.completeLesson({ lessonId });
    expect((await enrollments.outline({ courseSlug })).newSince).toBeNull();

    const added = (
      await content.addLesson({ courseSlug, sectionId: course.section.id, title: 'Verbs' })
    ).sections[0]?.lessons.at(-1);
    await content.saveLesson({ courseSlug, lessonId: added?.id ?? '', revision: 1, bodyMd: 'Am, is, are.' });
    await remove(second);
    expect((await enrollments.outline({ courseSlug })).newSince).toBeNull();
    expect(await callAs(course.owner).enrollments.publishImpact({ courseSlug })).toEqual({
      ...{ learners: 1, finished: 1, underWay: 0, movesUp: 0, movesDown: 0, finishing: 0, newLessons: 1 },
    });
    const later = callAs(course.owner, minutesLater(3));
    await later.content.publish({ courseSlug, note: 'Verbs, at last.' });

    const outline = await enrollments.outline({ courseSlug });
    expect(outline).toMatchObject({
      progress: { percent: 100, isCompleted: true, completedLessons: 1, totalLessons: 2 },
      newSince: { count: 1, lessons: [{ title: 'Verbs' }] },
      news: { note: 'Verbs, at last.' },
    });
    expect(outline.sections[0]?.lessons.map(({ isNew }) => isNew)).toEqual([false, true]);
    expect((await enrollments.listMine({})).items[0]?.newSince?.count).toBe(1);
    const where = { enrollmentId: enrollment.id, lessonId: second };
    expect((await testDb().lessonProgress.findFirstOrThrow({ where })).completedAt).not.toBeNull();

    await testDb().outboxEvent.deleteMany();
    await enrollments.completeLesson({ lessonId: added?.id ?? '' });
    const names = (await testDb().outboxEvent.findMany()).map(({ name }) => name);
    expect(names).toEqual(['enrollment/lesson.completed']);
    expect((await enrollments.outline({ courseSlug })).newSince).toBeNull();
    await expect(enrollments.completeLesson({ lessonId: first })).resolves.toMatchObject({
      progress: { percent: 100 },
    });
  });

  it('in the middle move with what is published; whom it moves is said before', async () => {
    const { factory, course, content, ids, remove } = await taught(4);
    const [first = '', second = '', third = '', fourth = ''] = ids;
    const doing = async (...done: string[]) => {
      const { id: enrollmentId } = await factory.enrollment({ courseId: course.id });
      for (const lessonId of done) await factory.lessonProgress({ enrollmentId, lessonId });
    };
    await doing(first, second);
    await doing(third, fourth);
    await doing(third);
    await doing();
    await remove(third, fourth);
    const { enrollments } = callAs(course.owner);
    expect(await enrollments.publishImpact({ courseSlug })).toEqual({
      ...{ learners: 4, finished: 0, underWay: 4, movesUp: 1, movesDown: 2, finishing: 1, newLessons: 0 },
    });
    await content.publish({ courseSlug });
    expect(await enrollments.publishImpact({ courseSlug })).toMatchObject({ movesUp: 0, movesDown: 0 });
  });

  it('who finish a later version are certified for that one', async () => {
    const { factory, course, content, describeAs, ids } = await taught(1);
    await describeAs({ title: 'Attic Greek' });
    await content.publish({ courseSlug });
    const learner = await factory.user();
    await factory.enrollment({ courseId: course.id, userId: learner.id });
    await callAs(learner).enrollments.completeLesson({ lessonId: ids[0] ?? '' });
    const enrollment = await testDb().enrollment.findFirstOrThrow({
      select: { completedVersion: { select: { number: true } } },
    });
    expect(enrollment.completedVersion?.number).toBe(2);
  });
});
