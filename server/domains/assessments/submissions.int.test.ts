import { describe, expect, it } from 'vitest';
import { addFile, removeFile, signFile } from '@/server/domains/assessments/commands/hand-in';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fakeObjectStore } from '@/test/fake-ports';
import { fixedClock, testNow } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

const courseSlug = 'greek';

async function assignment(change: { dueLocal?: string; completesOn?: 'submitted' | 'passed' } = {}) {
  const factory = testFactory();
  const course = await factory.course({ slug: courseSlug, lessons: ['article'] });
  const clock = fixedClock();
  const { content, assessments: staff } = callAs(course.owner, clock);
  const { sections } = await content.addLesson({
    ...{ courseSlug, sectionId: course.section.id, title: 'Essay', kind: 'assignment' },
  });
  const lessonId = sections[0]?.lessons.at(-1)?.id ?? '';
  await content.saveLesson({ courseSlug, lessonId, revision: 1, bodyMd: 'Write an essay.' });
  await content.saveSettings({
    ...{ courseSlug, lessonId, revision: 1, assetId: null },
    settings: {
      ...{
        kind: 'assignment',
        minutes: null,
        timeZone: 'UTC',
        accepts: { text: true, files: true, links: true },
      },
      ...{ dueLocal: change.dueLocal ?? '', completesOn: change.completesOn ?? 'submitted' },
    },
  });
  await factory.publish(course.id);
  const user = await factory.user();
  const enrollment = await factory.enrollment({ userId: user.id, courseId: course.id });
  const learner = callAs(user, clock).assessments;
  const write = async (textMd: string, links: string[] = []) => {
    const { draft } = await learner.submission({ lessonId });
    return await learner.saveDraft({ lessonId, revision: draft?.revision ?? 0, textMd, links });
  };
  const isCompleted = async () =>
    (await testDb().lessonProgress.findFirst({ where: { lessonId, enrollmentId: enrollment.id } }))
      ?.completedAt != null;
  return { factory, course, clock, staff, lessonId, user, learner, write, isCompleted };
}

describe('an assignment', () => {
  it('is written as a draft, handed in once however often it is sent, and completes the lesson', async () => {
    const { learner, lessonId, write, isCompleted, staff } = await assignment();
    await expect(learner.handIn({ lessonId })).rejects.toThrow('assessments/nothing_to_hand_in');
    await write('First words', ['https://example.org/essay']);
    expect(await staff.submissions({ courseSlug, lessonId })).toEqual([]);
    const sent = Array.from({ length: 10 }, async () => await learner.handIn({ lessonId }));
    await Promise.all(sent);
    expect(await isCompleted()).toBe(true);
    const { draft, handIns } = await learner.submission({ lessonId });
    expect(draft).toBeNull();
    expect(handIns).toMatchObject([{ number: 1, status: 'submitted', textMd: 'First words' }]);
  });

  it('begins one draft for ten saves at once, and loses none of two tabs', async () => {
    const { learner, lessonId } = await assignment();
    const saves = Array.from({ length: 10 }, async (_, number) =>
      learner.saveDraft({ lessonId, revision: 0, textMd: `Words of ${number}`, links: [] }),
    );
    expect((await Promise.allSettled(saves)).filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await testDb().submission.count()).toBe(1);
    await expect(learner.saveDraft({ lessonId, revision: 1, textMd: 'Old tab', links: [] })).rejects.toThrow(
      'assessments/changed_since',
    );
  });

  it('takes files that have arrived, which every hand-in keeps', async () => {
    const { user, clock, lessonId, write, learner } = await assignment();
    const objectStore = fakeObjectStore();
    const actor = { kind: 'user', userId: user.id, role: user.role } as const;
    const ctx = { db: testDb(), clock, actor, objectStore };
    await write('With a file');
    const { fileId } = await signFile(ctx, { lessonId, bytes: 3 });
    const named = { lessonId, fileId, name: 'a.txt' };
    await expect(addFile(ctx, named)).rejects.toThrow('assessments/file_missing');
    await objectStore.put(`private/submissions/${user.id}/${fileId}`, 'abc', { contentType: 'text/plain' });
    await addFile(ctx, named);
    await addFile(ctx, named);
    expect((await learner.submission({ lessonId })).draft?.files).toMatchObject([
      { name: 'a.txt', bytes: 3 },
    ]);
    await learner.handIn({ lessonId });
    // The next draft begins with the file; taken out of it, the hand-in still has its bytes.
    await write('Without it');
    const again = (await learner.submission({ lessonId })).draft?.files[0]?.id ?? '';
    await testDb().outboxEvent.deleteMany();
    await removeFile(ctx, { lessonId, fileId: again });
    expect(await testDb().outboxEvent.count()).toBe(0);
    const { draft, handIns } = await learner.submission({ lessonId });
    expect([draft?.files, handIns[0]?.files.length]).toEqual([[], 1]);
    // What nobody has any more goes from the store.
    const other = await signFile(ctx, { lessonId, bytes: 3 });
    const key = `private/submissions/${user.id}/${other.fileId}`;
    await objectStore.put(key, 'def', { contentType: 'text/plain' });
    await addFile(ctx, { lessonId, fileId: other.fileId, name: 'b.txt' });
    await removeFile(ctx, { lessonId, fileId: other.fileId });
    expect(await testDb().outboxEvent.findMany({ select: { name: true, data: true } })).toEqual([
      { name: 'media/files.dropped', data: { folder: null, keys: [key], upload: null } },
    ]);
  });

  it('is looked at by its staff: what needs work comes again with what was there, and what passes counts', async () => {
    const { factory, learner, lessonId, write, isCompleted, staff, user, course } = await assignment({
      completesOn: 'passed',
    });
    await write('First');
    await learner.handIn({ lessonId });
    expect(await isCompleted()).toBe(false);
    const [first] = await staff.submissions({ courseSlug, lessonId });
    expect(first).toMatchObject({ learner: user.name, textMd: 'First', status: 'submitted' });
    const grade = { courseSlug, submissionId: first?.id ?? '' };
    for (const other of [user, await factory.user({ role: 'instructor' })]) {
      const theirs = callAs(other).assessments;
      await expect(theirs.gradeSubmission({ ...grade, verdict: 'passed', feedbackMd: '' })).rejects.toThrow(
        'courses/not_found',
      );
      await expect(theirs.submissions({ courseSlug, lessonId })).rejects.toThrow('courses/not_found');
    }
    await staff.gradeSubmission({ ...grade, verdict: 'needs_work', feedbackMd: 'Say why.' });
    expect((await learner.submission({ lessonId })).handIns[0]).toMatchObject({
      status: 'needs_work',
      feedbackMd: 'Say why.',
    });
    await write('First, because');
    await learner.handIn({ lessonId });
    const [second] = await staff.submissions({ courseSlug, lessonId });
    expect(second).toMatchObject({ number: 2, textMd: 'First, because' });
    await staff.gradeSubmission({
      courseSlug,
      submissionId: second?.id ?? '',
      verdict: 'passed',
      feedbackMd: '',
    });
    expect(await isCompleted()).toBe(true);
    const trail = await testDb().auditEntry.findMany({ where: { action: 'submission.graded' } });
    expect(trail).toHaveLength(2);
    expect(course.id).not.toBe('');
  });

  it('is over when it was due, by the clocks of its zone', async () => {
    const dueLocal = testNow.toISOString().slice(0, 16);
    const { learner, lessonId, write, clock } = await assignment({ dueLocal });
    await write('In time');
    clock.advance(1);
    expect(await learner.submission({ lessonId })).toMatchObject({ isOpen: false });
    await expect(learner.handIn({ lessonId })).rejects.toThrow('assessments/too_late');
    await expect(write('Late')).rejects.toThrow('assessments/too_late');
  });

  it('is its learner’s alone', async () => {
    const { factory, lessonId, write, course } = await assignment();
    await write('Mine');
    const other = await factory.user();
    await expect(callAs(other).assessments.submission({ lessonId })).rejects.toThrow(
      'enrollments/not_enrolled',
    );
    await factory.enrollment({ userId: other.id, courseId: course.id });
    expect(await callAs(other).assessments.submission({ lessonId })).toMatchObject({
      draft: null,
      handIns: [],
    });
  });
});
