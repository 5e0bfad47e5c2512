import { describe, expect, it } from 'vitest';
import { findCoursePage } from '@/server/domains/search/queries';
import { callAs } from '@/test/caller';
import { courseSlug, minutesLater, taughtCourse as taught } from '@/test/taught-course';
import { testDb } from '@/test/test-db';

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
