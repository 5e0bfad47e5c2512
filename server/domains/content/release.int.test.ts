import { describe, expect, it } from 'vitest';
import type { ReleaseRule } from '@/server/domains/content/contract/release';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { testDb } from '@/test/test-db';

const courseSlug = 'bees';

async function taught(more: { lessons?: readonly ('article' | 'quiz')[] } = {}) {
  const factory = testFactory();
  const { lessons = ['article', 'article', 'quiz'] } = more;
  const course = await factory.course({ slug: courseSlug, lessons });
  const ids = course.lessons.map(({ id }) => id);
  const { content, courses } = callAs(course.owner);
  const save = async (lessonId: string, rule: ReleaseRule | null) =>
    await content.saveRelease({ courseSlug, target: { kind: 'lesson', id: lessonId }, rule });
  return { factory, course, content, courses, save, ids, at: (place: number) => ids[place] ?? '' };
}

const done = (lessonId: string): ReleaseRule => ({ kind: 'completed', lessonId });

const springCohort = {
  ...{ name: 'Spring', zone: 'Europe/Madrid', startsLocal: '2026-12-01T09:00', endsLocal: null },
  ...{ enrolFromLocal: null, enrolUntilLocal: null, capacity: null },
};

describe('a rule', () => {
  it('is kept as it was said, on lessons and sections, and taken away again', async () => {
    const { save, at, content, course } = await taught();
    const rule: ReleaseRule = {
      kind: 'all',
      rules: [
        done(at(0)),
        { kind: 'not', rule: { kind: 'before', at: '2026-12-24T23:59', zone: 'Europe/Madrid' } },
        {
          kind: 'any',
          rules: [
            { kind: 'enrolled', days: 3 },
            { kind: 'score', lessonId: at(2), percent: 60 },
          ],
        },
      ],
    };
    const saved = await save(at(1), rule);
    expect(saved).toMatchObject({ isSaved: true, refused: [] });
    const target = { kind: 'section', id: course.section.id } as const;
    const section: ReleaseRule = { kind: 'enrolled', days: 1 };
    await content.saveRelease({ courseSlug, target, rule: section });
    const plan = await content.release({ courseSlug });
    expect(plan.sections[0]).toMatchObject({
      rule: section,
      lessons: [{ rule: null }, { rule }, { hasQuiz: true }],
    });
    await save(at(1), null);
    expect((await content.release({ courseSlug })).sections[0]?.lessons[1]?.rule).toBeNull();
    const audit = await testDb().auditEntry.findMany({ where: { action: 'release.changed' } });
    expect(audit).toHaveLength(3);
  });

  it('that makes lessons wait for each other is not saved, and the answer names them', async () => {
    const { save, at, content } = await taught();
    await save(at(1), done(at(0)));
    const refused = await save(at(0), done(at(1)));
    expect(refused.isSaved).toBe(false);
    expect(refused.refused).toMatchObject([
      { lessonId: at(0), kind: 'cycle', path: ['Lesson 1', 'Lesson 2', 'Lesson 1'] },
    ]);
    expect((await content.release({ courseSlug })).sections[0]?.lessons[0]?.rule).toBeNull();
    await content.setSequential({ courseSlug, isSequential: true });
    const ahead = await save(at(0), done(at(2)));
    expect(ahead.refused.map(({ kind }) => kind)).toEqual(['cycle']);
  });

  it('of two that close a circle at once, one is refused', async () => {
    const { save, at } = await taught();
    const answers = await Promise.all([save(at(0), done(at(1))), save(at(1), done(at(0)))]);
    expect(answers.map(({ isSaved }) => isSaved).toSorted()).toEqual([false, true]);
  });

  it('may be neither too large nor too deep', async () => {
    const { save, at } = await taught();
    const many: ReleaseRule = { kind: 'all', rules: Array.from({ length: 60 }, () => done(at(0))) };
    await expect(save(at(1), many)).rejects.toThrow();
    let deep: ReleaseRule = done(at(0));
    for (let level = 0; level < 5_000; level += 1) deep = { kind: 'all', rules: [deep] };
    await expect(save(at(1), deep)).rejects.toThrow();
    await expect(save(at(1), { kind: 'after', at: '2026-02-30T10:00', zone: 'UTC' })).rejects.toThrow();
    await expect(
      save(at(1), { kind: 'after', at: '2026-02-20T10:00', zone: 'Mars/Olympus' }),
    ).rejects.toThrow();
  });

  it('is not for people outside of the staff', async () => {
    const { factory, at } = await taught();
    const stranger = callAs(await factory.user({ role: 'instructor' }));
    const target = { kind: 'lesson', id: at(0) } as const;
    await expect(stranger.content.release({ courseSlug })).rejects.toThrow('courses/not_found');
    await expect(stranger.content.saveRelease({ courseSlug, target, rule: null })).rejects.toThrow(
      'courses/not_found',
    );
  });
});

describe('an outline with rules', () => {
  it('keeps what a rule asks for, and says who asks', async () => {
    const { save, at, content } = await taught();
    await save(at(1), done(at(0)));
    const refused = await content
      .remove({ courseSlug, sectionIds: [], lessonIds: [at(0)] })
      .catch((error: Error) => error.cause);
    expect(refused).toMatchObject({
      code: 'content/still_needed',
      details: { lesson: 'Lesson 2', needs: 'Lesson 1' },
    });
    expect((await content.outline({ courseSlug })).removed.lessons).toEqual([]);
    await content.remove({ courseSlug, sectionIds: [], lessonIds: [at(0), at(1)] });
  });

  it('does not move a lesson before what it waits for in a course taken in order', async () => {
    const { save, at, content, course } = await taught();
    await save(at(2), done(at(0)));
    await content.setSequential({ courseSlug, isSequential: true });
    const move = { kind: 'lessons' as const, ids: [at(2)], sectionId: course.section.id, afterId: null };
    await expect(content.move({ courseSlug, moves: [move] })).rejects.toThrow('content/rules_broken');
    await content.setSequential({ courseSlug, isSequential: false });
    await content.move({ courseSlug, moves: [move] });
  });

  it('is not published while a rule asks for what learners do not see', async () => {
    const { save, at, content } = await taught();
    await save(at(1), done(at(0)));
    const check = async () =>
      (await content.checklist({ courseSlug })).items.find((item) => item.check === 'release');
    expect(await check()).toMatchObject({ isMet: true, isRequired: true });
    await testDb().lesson.update({ where: { id: at(0) }, data: { publishedVersionId: null } });
    expect(await check()).toMatchObject({ isMet: false, lessons: [{ id: at(1) }] });
    await expect(content.publish({ courseSlug })).rejects.toThrow('content/not_ready');
  });
});

describe('a cohort', () => {
  it('is kept while a rule asks for it or somebody is in it', async () => {
    const { factory, save, at, content, courses, course } = await taught();
    const { cohortId } = await courses.createCohort({ courseSlug, cohort: springCohort });
    await save(at(0), { kind: 'cohort', cohortId });
    await expect(content.removeCohort({ courseSlug, cohortId })).rejects.toThrow('content/cohort_in_use');
    await save(at(0), null);
    const { id } = await factory.enrollment({ courseId: course.id, cohortId });
    await expect(content.removeCohort({ courseSlug, cohortId })).rejects.toThrow('content/cohort_in_use');
    await testDb().enrollment.update({ where: { id }, data: { cohortId: null } });
    await content.removeCohort({ courseSlug, cohortId });
    expect(await testDb().cohort.count()).toBe(0);
  });

  it('is managed by owners and instructors, and by assistants for whom it was chosen', async () => {
    const { factory, course } = await taught();
    const assistant = await factory.user();
    const place = { courseId: course.id, userId: assistant.id };
    await testDb().courseStaff.create({
      data: { ...place, role: 'assistant', permissions: ['learners.read'] },
    });
    const create = async () =>
      await callAs(assistant).courses.createCohort({ courseSlug, cohort: springCohort });
    await expect(create()).rejects.toThrow('courses/not_found');
    await testDb().courseStaff.update({
      where: { courseId_userId: place },
      data: { permissions: ['learners.manage'] },
    });
    const { cohortId } = await create();
    const later = { ...springCohort, startsLocal: '2026-12-08T09:00', capacity: 20 };
    await callAs(assistant).courses.changeCohort({ courseSlug, cohortId, cohort: later });
    const { cohorts } = await callAs(assistant).enrollments.cohorts({ courseSlug });
    expect(cohorts).toMatchObject([{ id: cohortId, fields: later, learners: 0 }]);
    const wrong = { ...springCohort, endsLocal: '2026-11-01T09:00' };
    await expect(callAs(assistant).courses.createCohort({ courseSlug, cohort: wrong })).rejects.toThrow();
  });
});
