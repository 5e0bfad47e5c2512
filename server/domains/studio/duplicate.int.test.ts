import { Client } from 'pg';
import { describe, expect, it, vi } from 'vitest';
import type { ReleaseRule } from '@/server/domains/content/contract/release';
import { newId } from '@/server/platform/ids';
import { keyOfPlace } from '@/server/platform/order';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { testNow } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

const courseSlug = 'bees';

async function studio() {
  const factory = testFactory();
  const course = await factory.course({
    ...{ slug: courseSlug, title: 'Bees', outcomes: ['Keep bees'], visibility: 'private' as const },
    lessons: ['article', 'video', 'quiz'],
  });
  const learner = await factory.user();
  await factory.enrollment({ courseId: course.id, userId: learner.id });
  await factory.review({ courseId: course.id, userId: learner.id, rating: 5 });
  await testDb().lessonVersion.updateMany({
    where: { lessonId: course.lessons[0]?.id ?? '' },
    data: { bodyMd: 'Of **bees**.', revision: 7, version: 3 },
  });
  const colleague = await factory.user({ role: 'instructor' });
  await testDb().courseStaff.create({
    data: { courseId: course.id, userId: colleague.id, role: 'instructor' },
  });
  return { factory, course, learner, colleague, caller: callAs(colleague) };
}

/** What a course is made of, without ids. */
async function contentOf(courseId: string) {
  const course = await testDb().course.findUniqueOrThrow({
    where: { id: courseId },
    select: {
      ...{ descriptionMd: true, outcomes: true, level: true, language: true, tags: true, visibility: true },
      sections: {
        select: {
          ...{ title: true, position: true },
          lessons: {
            where: { archivedAt: null },
            select: {
              ...{ slug: true, title: true, kind: true, minutes: true, position: true, isPreview: true },
              publishedVersion: { select: { bodyMd: true, assetId: true, settings: true } },
            },
            orderBy: { position: 'asc' },
          },
        },
        orderBy: { position: 'asc' },
      },
    },
  });
  return course;
}

describe('a copy of a course', () => {
  it('says all that the course says, is a draft of who made it alone, and knows nobody who learned', async () => {
    const { course, colleague, caller } = await studio();
    const copyId = newId();
    await caller.content.remove({ courseSlug, sectionIds: [], lessonIds: [course.lessons[1]?.id ?? ''] });
    const made = await caller.studio.duplicateCourse({ courseSlug, copyId, title: 'Bees again' });
    expect(made).toEqual({ courseSlug: 'bees-again', cohortRules: 0 });
    expect(await contentOf(copyId)).toEqual(await contentOf(course.id));
    const copy = await testDb().course.findUniqueOrThrow({
      where: { id: copyId },
      include: { staff: true, enrollments: true, reviews: true, addresses: true },
    });
    expect(copy).toMatchObject({
      ...{ title: 'Bees again', status: 'draft', publishedAt: null, version: 1, createdAt: testNow },
      staff: [{ userId: colleague.id, role: 'owner' }],
      ...{ enrollments: [], reviews: [], addresses: [{ slug: 'bees-again' }] },
    });
    const versions = await testDb().lessonVersion.findMany({ where: { lesson: { courseId: copyId } } });
    expect(versions.map(({ version, revision }) => [version, revision])).toEqual([
      [1, 1],
      [1, 1],
    ]);
    // Neither knows of the other.
    const before = await contentOf(course.id);
    const lesson = await testDb().lesson.findFirstOrThrow({ where: { courseId: copyId, kind: 'article' } });
    await caller.content.saveLesson({
      ...{ courseSlug: 'bees-again', lessonId: lesson.id, revision: 1, bodyMd: 'Other words.' },
    });
    expect(await contentOf(course.id)).toEqual(before);
    const audit = await testDb().auditEntry.findFirstOrThrow({ where: { action: 'course.duplicated' } });
    expect(audit).toMatchObject({ subjectId: copyId, after: { from: course.id } });
  });

  it('has the rules of the course about its own lessons, and keeps shut what only a cohort opened', async () => {
    const { course, caller, colleague } = await studio();
    const at = (place: number) => course.lessons[place]?.id ?? '';
    const { cohortId } = await callAs(course.owner).courses.createCohort({
      courseSlug,
      cohort: {
        ...{ name: 'Spring', zone: 'Europe/Madrid', startsLocal: '2026-12-01T09:00', endsLocal: null },
        ...{ enrolFromLocal: null, enrolUntilLocal: null, capacity: null },
      },
    });
    const inSpring: ReleaseRule = { kind: 'cohort', cohortId };
    const done = (lessonId: string): ReleaseRule => ({ kind: 'completed', lessonId });
    const rules: readonly (readonly ['lesson' | 'section', string, ReleaseRule])[] = [
      ['lesson', at(1), { kind: 'any', rules: [inSpring, done(at(0))] }],
      ['lesson', at(2), inSpring],
      ['section', course.section.id, { kind: 'enrolled', days: 1 }],
    ];
    for (const [kind, id, rule] of rules)
      expect(await caller.content.saveRelease({ courseSlug, target: { kind, id }, rule })).toMatchObject({
        isSaved: true,
      });
    await caller.content.setSequential({ courseSlug, isSequential: true });
    const ask = { courseSlug, copyId: newId(), title: 'Bees again' };
    const made = await caller.studio.duplicateCourse(ask);
    expect(made).toEqual({ courseSlug: 'bees-again', cohortRules: 2 });
    expect(await caller.studio.duplicateCourse(ask)).toEqual(made);

    const plan = await caller.content.release({ courseSlug: made.courseSlug });
    const [first, second, third] = plan.sections[0]?.lessons ?? [];
    expect(plan).toMatchObject({ isSequential: true, cohorts: [] });
    expect(plan.sections[0]?.rule).toEqual({ kind: 'enrolled', days: 1 });
    expect([first?.rule, second?.rule, third?.rule]).toEqual([null, done(first?.id ?? ''), inSpring]);
    expect(first?.id).not.toBe(at(0));
    expect(plan.findings).toMatchObject([{ lessonId: third?.id, kind: 'cohort_missing' }]);
    const asOwner = callAs(colleague).content;
    const copy = { courseSlug: made.courseSlug };
    await expect(asOwner.publish(copy)).rejects.toThrow('content/not_ready');
    const target = { kind: 'lesson', id: third?.id ?? '' } as const;
    await asOwner.saveRelease({ ...copy, target, rule: done(second?.id ?? '') });
    expect((await asOwner.release(copy)).findings).toEqual([]);
    const { sections } = await caller.content.release({ courseSlug });
    expect(sections[0]?.lessons[2]?.rule).toEqual(inSpring);
  });

  it('asks in the rule of a section for its own lessons', async () => {
    const { factory, course, caller } = await studio();
    const section = await factory.section({ courseId: course.id });
    await factory.lesson({ courseId: course.id, sectionId: section.id });
    const rule: ReleaseRule = { kind: 'completed', lessonId: course.lessons[0]?.id ?? '' };
    await caller.content.saveRelease({ courseSlug, target: { kind: 'section', id: section.id }, rule });
    const made = await caller.studio.duplicateCourse({ courseSlug, copyId: newId(), title: 'Again' });
    const { sections } = await caller.content.release({ courseSlug: made.courseSlug });
    const lessonId = sections[0]?.lessons[0]?.id ?? '';
    expect(sections.map((one) => one.rule)).toEqual([null, { kind: 'completed', lessonId }]);
    expect(lessonId).not.toBe(course.lessons[0]?.id);
  });

  it('is made once, when ten ask for the same at once or later', async () => {
    const { caller } = await studio();
    const ask = { courseSlug, copyId: newId(), title: 'Bees' };
    const tries = await Promise.all(
      Array.from({ length: 10 }, async () => caller.studio.duplicateCourse(ask)),
    );
    expect(new Set(tries.map((one) => one.courseSlug))).toEqual(new Set(['bees-2']));
    expect(await caller.studio.duplicateCourse(ask)).toEqual({ courseSlug: 'bees-2', cohortRules: 0 });
    expect(await testDb().course.count()).toBe(2);
    expect(await testDb().courseAddress.count()).toBe(1);
  });

  it('is for who may change the course and begin one', async () => {
    const { factory, course, learner } = await studio();
    const ask = { courseSlug, copyId: newId(), title: 'Mine' };
    await expect(callAs(learner).studio.duplicateCourse(ask)).rejects.toThrow('platform/forbidden');
    const other = callAs(await factory.user({ role: 'instructor' }));
    await expect(other.studio.duplicateCourse(ask)).rejects.toThrow('courses/not_found');
    // Nobody learns by an id whether there is such a course.
    const stolen = { courseSlug, copyId: course.id, title: 'Mine' };
    await expect(other.studio.duplicateCourse(stolen)).rejects.toThrow('courses/not_found');
  });

  it('takes a course of a thousand lessons in few statements', async () => {
    const { factory, course, caller } = await studio();
    const rows = Array.from({ length: 1_000 }, (_, index) => ({ id: newId(), versionId: newId(), index }));
    const section = await factory.section({ courseId: course.id });
    await testDb().lesson.createMany({
      data: rows.map(({ id, index }) => ({
        ...{ id, courseId: course.id, sectionId: section.id, slug: `l-${index}`, title: `L ${index}` },
        ...{ kind: 'article' as const, minutes: 1, position: keyOfPlace(index) },
      })),
    });
    await testDb().lessonVersion.createMany({
      data: rows.map(({ id, versionId }) => ({ id: versionId, lessonId: id, version: 1, bodyMd: 'Words.' })),
    });
    const queries = vi.spyOn(Client.prototype, 'query');
    const copyId = newId();
    await caller.studio.duplicateCourse({ courseSlug, copyId, title: 'Long' });
    expect(queries.mock.calls.length).toBeLessThanOrEqual(40);
    queries.mockRestore();
    expect(await testDb().lesson.count({ where: { courseId: copyId } })).toBe(1_003);
    expect(await testDb().lessonVersion.count({ where: { lesson: { courseId: copyId } } })).toBe(1_003);
  });
});

describe('a copy of a lesson', () => {
  it('stands behind it, with its quiz, under an address of its own', async () => {
    const { course, caller } = await studio();
    const lessonId = course.lessons[2]?.id ?? '';
    const outline = await caller.studio.duplicateLesson({ courseSlug, lessonId, title: 'Again' });
    const { lessons } = outline.sections[0] ?? { lessons: [] };
    expect(lessons.map(({ title }) => title).slice(2)).toEqual([course.lessons[2]?.title, 'Again']);
    const [, , source, copy] = (await contentOf(course.id)).sections[0]?.lessons ?? [];
    expect(source?.publishedVersion?.settings).toMatchObject({ kind: 'quiz', passPercent: 70 });
    expect(copy).toMatchObject({ slug: 'again', publishedVersion: source?.publishedVersion });
    // Its questions are asked from it, and its learners' attempts are of its own.
    const seen = await caller.studio.preview({ courseSlug, lessonSlug: 'again' });
    expect(seen.quiz?.questions).toHaveLength(2);
  });
});

describe('a copy of a lesson with a rule', () => {
  it('opens when the lesson does', async () => {
    const { course, caller } = await studio();
    const [first, second] = course.lessons;
    const rule: ReleaseRule = { kind: 'completed', lessonId: first?.id ?? '' };
    const lessonId = second?.id ?? '';
    await caller.content.saveRelease({ courseSlug, target: { kind: 'lesson', id: lessonId }, rule });
    await caller.studio.duplicateLesson({ courseSlug, lessonId, title: 'Again' });
    const { sections } = await caller.content.release({ courseSlug });
    expect(sections[0]?.lessons.map((one) => one.rule)).toEqual([null, rule, rule, null]);
  });
});

describe('the preview', () => {
  it('shows the course as learners will see it, with the key of quizzes, and writes nothing', async () => {
    const { course, caller, learner, colleague, factory } = await studio();
    await testDb().course.update({ where: { id: course.id }, data: { status: 'draft' } });
    await factory.enrollment({ courseId: course.id, userId: colleague.id });
    const before = await testDb().lessonProgress.count();
    const first = await caller.studio.preview({ courseSlug });
    expect(first).toMatchObject({ lesson: { bodyMd: 'Of **bees**.' }, quiz: null, previous: null });
    const lessonSlug = course.lessons[2]?.slug ?? '';
    const { quiz, next } = await caller.studio.preview({ courseSlug, lessonSlug });
    expect([quiz?.questions.length, next]).toEqual([2, null]);
    expect(await testDb().attempt.count()).toBe(0);
    expect(await testDb().lessonProgress.count()).toBe(before);
    await expect(callAs(learner).studio.preview({ courseSlug })).rejects.toThrow('courses/not_found');
    await expect(caller.studio.preview({ courseSlug, lessonSlug: 'none' })).rejects.toThrow(
      'content/lesson_not_found',
    );
  });
});
