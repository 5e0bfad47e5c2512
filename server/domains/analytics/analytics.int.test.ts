import { describe, expect, it } from 'vitest';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { testDb } from '@/test/test-db';

async function school() {
  const factory = testFactory();
  const teacher = await factory.user({ role: 'instructor' });
  const course = await factory.course({ owner: teacher, lessons: ['article', 'article', 'article'] });
  return { factory, teacher, course };
}

describe('teaching overview', () => {
  it('counts learners and completions of own courses only', async () => {
    const { factory, teacher, course } = await school();
    const empty = await factory.course({ owner: teacher });
    const elsewhere = await factory.course();
    await factory.enrollment({ courseId: elsewhere.id });
    for (let index = 0; index < 3; index += 1) await factory.enrollment({ courseId: course.id });
    await testDb().enrollment.updateMany({
      where: { id: (await testDb().enrollment.findFirstOrThrow({ where: { courseId: course.id } })).id },
      data: { completedAt: factory.context.now },
    });
    const overview = await callAs(teacher).analytics.overview();
    expect(overview.totals).toEqual({ courses: 2, learners: 3, completed: 1 });
    const byId = new Map(overview.courses.map((one) => [one.id, one]));
    expect(byId.get(course.id)).toMatchObject({ learners: 3, completed: 1, completionPercent: 33 });
    expect(byId.get(empty.id)).toMatchObject({ learners: 0, completionPercent: null, ratingMean: null });
  });
});

describe('learners of a course', () => {
  it('shows each once over pages with whole percentages', async () => {
    const { factory, teacher, course } = await school();
    const enrollments = [];
    for (let index = 0; index < 5; index += 1)
      enrollments.push(await factory.enrollment({ courseId: course.id }));
    const [first] = enrollments;
    const lessonId = course.lessons[0]?.id ?? '';
    await factory.lessonProgress({ enrollmentId: first?.id ?? '', lessonId });
    const rows = [];
    let cursor: string | undefined;
    do {
      const page = await callAs(teacher).analytics.learners({ courseSlug: course.slug, limit: 2, cursor });
      rows.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(rows.map((row) => row.enrollmentId).sort()).toEqual(enrollments.map((one) => one.id).sort());
    const moved = rows.find((row) => row.enrollmentId === first?.id);
    expect(moved).toMatchObject({ completedLessons: 1, totalLessons: 3, percent: 33, quizPercent: null });
    expect(JSON.stringify(rows)).not.toContain('@lyceum.test');
  });

  it('shows a course without lessons, and a completion that outlived a new lesson as whole', async () => {
    const { factory, teacher } = await school();
    const empty = await factory.course({ owner: teacher, lessons: [] });
    await factory.enrollment({ courseId: empty.id });
    const [row] = (await callAs(teacher).analytics.learners({ courseSlug: empty.slug })).items;
    expect(row).toMatchObject({ percent: 0, totalLessons: 0 });
    await testDb().enrollment.updateMany({ data: { completedAt: factory.context.now } });
    await factory.lesson({ courseId: empty.id, sectionId: empty.section.id });
    const [done] = (await callAs(teacher).analytics.learners({ courseSlug: empty.slug })).items;
    expect(done).toMatchObject({ percent: 100, completedLessons: 0, totalLessons: 1 });
  });

  it('are neither shown nor counted once they lost access', async () => {
    const { factory, teacher, course } = await school();
    const stays = await factory.enrollment({ courseId: course.id });
    await factory.enrollment({ courseId: course.id, revokedAt: factory.context.now });
    const page = await callAs(teacher).analytics.learners({ courseSlug: course.slug });
    expect(page.items.map((row) => row.enrollmentId)).toEqual([stays.id]);
    expect(page.course.learners).toBe(1);
  });

  it('are as far as they see themselves: what is only for a cohort counts for nobody else', async () => {
    const { factory, teacher, course } = await school();
    const staff = callAs(teacher);
    const { cohortId } = await staff.courses.createCohort({
      courseSlug: course.slug,
      cohort: {
        ...{ name: 'Spring', zone: 'Europe/Madrid', startsLocal: '2026-12-01T09:00', endsLocal: null },
        ...{ enrolFromLocal: null, enrolUntilLocal: null, capacity: null },
      },
    });
    const [first, , third] = course.lessons.map((lesson) => lesson.id);
    await staff.content.saveRelease({
      ...{ courseSlug: course.slug, target: { kind: 'lesson', id: third ?? '' } },
      rule: { kind: 'cohort', cohortId },
    });
    await factory.publish(course.id);
    const without = await factory.enrollment({ courseId: course.id });
    const within = await factory.enrollment({ courseId: course.id, cohortId });
    for (const { id: enrollmentId } of [without, within])
      await factory.lessonProgress({ enrollmentId, lessonId: first ?? '' });
    const { items } = await staff.analytics.learners({ courseSlug: course.slug });
    const byId = new Map(items.map((row) => [row.enrollmentId, row]));
    expect(byId.get(without.id)).toMatchObject({ completedLessons: 1, totalLessons: 2, percent: 50 });
    expect(byId.get(within.id)).toMatchObject({ completedLessons: 1, totalLessons: 3, percent: 33 });
  });

  it('do not get credit for lessons the course no longer shows, nor 100 % before completion', async () => {
    const { factory, teacher, course } = await school();
    const { id: enrollmentId } = await factory.enrollment({ courseId: course.id });
    const [hidden, done, open] = course.lessons.map((lesson) => lesson.id);
    for (const lessonId of [hidden ?? '', done ?? ''])
      await factory.lessonProgress({ enrollmentId, lessonId });
    await testDb().lesson.update({ where: { id: hidden ?? '' }, data: { publishedVersionId: null } });
    await factory.publish(course.id);
    const look = async () => (await callAs(teacher).analytics.learners({ courseSlug: course.slug })).items[0];
    expect(await look()).toMatchObject({ completedLessons: 1, totalLessons: 2, percent: 50 });
    await factory.lessonProgress({ enrollmentId, lessonId: open ?? '' });
    expect(await look()).toMatchObject({ completedLessons: 2, totalLessons: 2, percent: 99 });
  });

  it('hides the courses of other people, and shows all to admins', async () => {
    const { factory, course } = await school();
    const other = await factory.user({ role: 'instructor' });
    const look = { courseSlug: course.slug };
    await expect(callAs(other).analytics.learners(look)).rejects.toThrow('platform/not_found');
    await expect(callAs(other).analytics.learners({ courseSlug: 'none' })).rejects.toThrow(
      'platform/not_found',
    );
    const admin = await factory.user({ role: 'admin' });
    expect((await callAs(admin).analytics.learners(look)).items).toEqual([]);
  });
});
