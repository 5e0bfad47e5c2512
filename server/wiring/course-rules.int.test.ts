import { Client } from 'pg';
import { describe, expect, it, vi } from 'vitest';
import type { ReleaseRule } from '@/server/domains/content/contract/release';
import { callAs } from '@/test/caller';
import { courseSlug, minutesLater, taughtCourse } from '@/test/taught-course';
import { testDb } from '@/test/test-db';

const done = (lessonId: string): ReleaseRule => ({ kind: 'completed', lessonId });

const springCohort = {
  ...{ name: 'Spring', zone: 'Europe/Madrid', startsLocal: '2026-12-01T09:00', endsLocal: null },
  ...{ enrolFromLocal: null, enrolUntilLocal: null, capacity: null },
};

/** {@link taughtCourse} with somebody who learns in it, and short words for rules. */
async function taught() {
  const course = await taughtCourse();
  const { content, factory, ids } = course;
  const at = (place: number) => ids[place] ?? '';
  const rule = async (place: number, value: ReleaseRule | null) => {
    const target = { kind: 'lesson', id: at(place) } as const;
    return await content.saveRelease({ courseSlug, target, rule: value });
  };
  const sectionRule = async (value: ReleaseRule | null) => {
    const target = { kind: 'section', id: course.course.section.id } as const;
    return await content.saveRelease({ courseSlug, target, rule: value });
  };
  const learner = await factory.user();
  const { id: enrollmentId } = await factory.enrollment({
    courseId: course.course.id,
    userId: learner.id,
  });
  const asLearner = callAs(learner, minutesLater(2)).enrollments;
  /** Which lessons are locked to the learner, by place. */
  const locked = async () =>
    (await asLearner.outline({ courseSlug })).sections
      .flatMap(({ lessons }) => lessons)
      .flatMap(({ lock }, place) => (lock === null ? [] : [place]));
  const plan = async () => {
    const { isSequential, sections } = await content.release({ courseSlug });
    return [isSequential, sections[0]?.rule, sections[0]?.lessons.map((lesson) => lesson.rule)];
  };
  return { ...course, at, rule, sectionRule, asLearner, enrollmentId, locked, plan };
}

describe('the rules of a published course', () => {
  it('are met by learners with the next version, and by nobody before', async () => {
    const { content, course, rule, sectionRule, at, locked, pending, asLearner, plan } = await taught();
    await rule(1, done(at(0)));
    await sectionRule({ kind: 'enrolled', days: 3 });
    await content.setSequential({ courseSlug, isSequential: true });
    expect(await pending()).toBe(3);
    expect(await locked()).toEqual([]);
    await asLearner.completeLesson({ lessonId: at(1) });
    await content.publish({ courseSlug });
    expect(await pending()).toBe(0);
    expect(await locked()).toEqual([0, 1, 2]);
    const place = { courseSlug, lessonSlug: course.lessons[2]?.slug ?? '' };
    await expect(asLearner.openLesson(place)).rejects.toThrow('enrollments/lesson_locked');
    await expect(asLearner.completeLesson({ lessonId: at(2) })).rejects.toThrow('enrollments/lesson_locked');
    // Taking them away is a draft as well.
    await sectionRule(null);
    await content.setSequential({ courseSlug, isSequential: false });
    expect(await locked()).toEqual([0, 1, 2]);
    expect(await plan()).toEqual([false, null, [null, done(at(0)), null]]);
    await content.publish({ courseSlug });
    expect(await locked()).toEqual([1]);
  });

  it('are those of the working copy in a course that was never published', async () => {
    const { course, rule, at, locked } = await taught();
    await testDb().course.update({
      where: { id: course.id },
      data: { status: 'draft', publishedAt: null, publishedVersionId: null },
    });
    await rule(2, done(at(0)));
    expect(await locked()).toEqual([2]);
  });

  it('are compared in full, with what they speak of by its name', async () => {
    const { content, courses, course, rule, sectionRule, at } = await taught();
    const { cohortId } = await courses.createCohort({ courseSlug, cohort: springCohort });
    const spring: ReleaseRule = { kind: 'cohort', cohortId };
    await rule(1, done(at(0)));
    await content.publish({ courseSlug });
    await rule(1, { kind: 'any', rules: [done(at(0)), spring] });
    await rule(2, done(at(1)));
    await sectionRule({ kind: 'enrolled', days: 1 });
    await content.setSequential({ courseSlug, isSequential: true });
    const changes = await content.compare({ courseSlug });
    expect(changes.details).toMatchObject([{ field: 'isSequential', from: 'false', to: 'true' }]);
    expect(changes.sections).toMatchObject([
      { change: 'changed', formerTitle: null, rule: { from: null, to: { kind: 'enrolled', days: 1 } } },
    ]);
    expect(changes.lessons).toMatchObject([
      { id: at(1), fields: [], rule: { from: done(at(0)), to: { kind: 'any' } } },
      { id: at(2), isTextChanged: false, rule: { from: null, to: done(at(1)) } },
    ]);
    const [first, second] = course.lessons;
    const { lessons, cohorts } = changes.ruleNames;
    expect(new Map(lessons.map(({ id, name }) => [id, name]))).toEqual(
      new Map([
        [at(0), first?.title],
        [at(1), second?.title],
      ]),
    );
    expect(cohorts).toEqual([{ id: cohortId, name: 'Spring' }]);
    await rule(1, done(at(0)));
    expect((await content.compare({ courseSlug })).lessons.map(({ id }) => id)).toEqual([at(2)]);
  });

  it('come back when a version is restored, and when changes are discarded', async () => {
    const { content, rule, sectionRule, at, plan, locked, pending } = await taught();
    await rule(1, done(at(0)));
    await sectionRule({ kind: 'enrolled', days: 3 });
    await content.setSequential({ courseSlug, isSequential: true });
    const before = await plan();
    await content.publish({ courseSlug });
    await rule(1, null);
    await rule(2, done(at(1)));
    await sectionRule(null);
    await content.setSequential({ courseSlug, isSequential: false });
    const changed = await plan();
    const [published, original] = (await content.versions({ courseSlug })).items;
    const discarded = await content.restoreVersion({ courseSlug, versionId: published?.id ?? '' });
    expect(await plan()).toEqual(before);
    expect(await pending()).toBe(0);
    await content.restoreVersion({ courseSlug, versionId: discarded.keptId ?? '' });
    expect(await plan()).toEqual(changed);
    await content.restoreVersion({ courseSlug, versionId: original?.id ?? '' });
    expect(await plan()).toEqual([false, null, [null, null, null]]);
    expect(await locked()).toEqual([0, 1, 2]);
    await content.publish({ courseSlug });
    expect(await locked()).toEqual([]);
  });

  it('are proven as they would be published, whatever everybody sees', async () => {
    const { content, courses, rule, at, locked } = await taught();
    const { cohortId } = await courses.createCohort({ courseSlug, cohort: springCohort });
    await rule(1, { kind: 'cohort', cohortId });
    await content.publish({ courseSlug });
    const [withCohort] = (await content.versions({ courseSlug })).items;
    await rule(1, null);
    // The working copy does not ask for it any more, but learners still meet a rule that does.
    await expect(content.removeCohort({ courseSlug, cohortId })).rejects.toThrow('content/cohort_in_use');
    await content.publish({ courseSlug });
    await content.removeCohort({ courseSlug, cohortId });
    await content.restoreVersion({ courseSlug, versionId: withCohort?.id ?? '' });
    expect((await content.release({ courseSlug })).findings).toMatchObject([
      { lessonId: at(1), kind: 'cohort_missing' },
    ]);
    await expect(content.publish({ courseSlug })).rejects.toThrow('content/not_ready');
    expect(await locked()).toEqual([]);
    await rule(1, done(at(0)));
    await content.publish({ courseSlug });
    expect(await locked()).toEqual([1]);
  });

  it('cannot be published otherwise than its author has looked at them', async () => {
    const { content, rule, at } = await taught();
    await rule(1, done(at(0)));
    const { stamp } = await content.compare({ courseSlug });
    await rule(1, { kind: 'enrolled', days: 2 });
    await expect(content.publish({ courseSlug, stamp: stamp ?? '' })).rejects.toThrow('content/moved_on');
  });

  it('leave cohorts and decisions about one learner as they are now', async () => {
    const { content, courses, enrollments, rule, at, locked, enrollmentId } = await taught();
    const { cohortId } = await courses.createCohort({ courseSlug, cohort: springCohort });
    await rule(1, { kind: 'cohort', cohortId });
    await rule(2, done(at(0)));
    await content.publish({ courseSlug });
    expect(await locked()).toEqual([1, 2]);
    await enrollments.moveLearner({ courseSlug, enrollmentId, cohortId });
    expect(await locked()).toEqual([2]);
    const decision = { opens: 'open' as const, until: null, reason: 'Knows it' };
    await enrollments.setOverride({ courseSlug, enrollmentId, lessonId: at(2), ...decision });
    expect(await locked()).toEqual([]);
  });

  it('cost as many queries when every lesson has one as when one has', async () => {
    const { content, rule, at, asLearner } = await taught();
    const spent = async () => {
      const queries = vi.spyOn(Client.prototype, 'query');
      await content.compare({ courseSlug });
      const compared = queries.mock.calls.length;
      await asLearner.outline({ courseSlug });
      const { length } = queries.mock.calls;
      queries.mockRestore();
      return [compared, length];
    };
    await rule(1, done(at(0)));
    const one = await spent();
    await rule(2, { kind: 'all', rules: [done(at(0)), done(at(1))] });
    await rule(0, { kind: 'enrolled', days: 0 });
    expect(await spent()).toEqual(one);
  });
});
