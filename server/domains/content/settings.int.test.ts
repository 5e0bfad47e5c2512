import { describe, expect, it } from 'vitest';
import { findLessonsWithAssets, listSessions } from '@/server/domains/content';
import type { LessonSettings } from '@/server/domains/content/contract/settings';
import { removeAsset } from '@/server/domains/media';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fixedClock, testNow } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

const courseSlug = 'greek';

type Kind = LessonSettings['kind'];
type Saved = { settings: LessonSettings; assetId?: string | null; revision?: number };

async function courseWith(kind: Kind) {
  const factory = testFactory();
  const course = await factory.course({ slug: courseSlug, lessons: ['article'] });
  const clock = fixedClock();
  const { content } = callAs(course.owner, clock);
  const { sections } = await content.addLesson({
    courseSlug,
    sectionId: course.section.id,
    title: 'Alpha',
    kind,
  });
  const lessonId = sections[0]?.lessons.at(-1)?.id ?? '';
  const save = async ({ settings, assetId = null, revision }: Saved) => {
    const saved = await content.saveSettings({
      ...{ courseSlug, lessonId, settings, assetId },
      revision: revision ?? (await content.settings({ courseSlug, lessonId })).revision,
    });
    // Of sessions learners are told, which is once they are published.
    if (settings.kind === 'live') await content.publish({ courseSlug });
    return saved;
  };
  const learner = await factory.user();
  await factory.enrollment({ userId: learner.id, courseId: course.id });
  const summary = async () => (await content.outline({ courseSlug })).sections[0]?.lessons.at(-1);
  const part = async () => {
    await content.publish({ courseSlug });
    const lessonSlug = (await summary())?.slug ?? '';
    const opened = await callAs(learner, clock).enrollments.openLesson({ courseSlug, lessonSlug });
    return opened.lesson.part;
  };
  return { factory, course, content, clock, lessonId, learner, save, summary, part };
}

const embed = (url: string): LessonSettings => ({ kind: 'embed', minutes: null, url, title: '' });
const live = (change: Partial<Extract<LessonSettings, { kind: 'live' }>> = {}): LessonSettings => ({
  ...{ kind: 'live', startsLocal: '2026-12-01T18:00', timeZone: 'Europe/Madrid', minutes: 45 },
  ...{ joinUrl: 'https://meet.example.org/alpha', isCancelled: false, recordingLessonId: null },
  ...change,
});

describe('the settings of a lesson', () => {
  it('are saved over the revision they began with, once when ten save at once', async () => {
    const { content, lessonId, save } = await courseWith('embed');
    const saves = Array.from({ length: 10 }, async (_, number) =>
      save({ settings: embed(`https://vimeo.com/7697987${number}`), revision: 1 }),
    );
    expect((await Promise.allSettled(saves)).filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { settings, revision } = await content.settings({ courseSlug, lessonId });
    expect(revision).toBe(2);
    // What is saved already is saved, from whichever revision.
    expect(await save({ settings, revision: 1 })).toEqual({ revision: 2 });
    await expect(save({ settings: embed('https://vimeo.com/1234567'), revision: 1 })).rejects.toThrow(
      'content/changed_since',
    );
  });

  it('show a lesson once it has what its kind needs, and refuse what is none of its kind', async () => {
    const { save, summary, part } = await courseWith('embed');
    expect(await summary()).toMatchObject({ isShown: false, kind: 'embed' });
    await save({ settings: embed('') });
    expect(await summary()).toMatchObject({ isShown: false });
    for (const url of ['https://evil.example.org/', 'http://vimeo.com/76979871', 'javascript:alert(1)']) {
      await expect(save({ settings: embed(url) })).rejects.toThrow();
    }
    await expect(save({ settings: live() })).rejects.toThrow('content/lesson_not_found');
    await save({ settings: embed('https://youtu.be/dQw4w9WgXcQ?t=43') });
    expect(await summary()).toMatchObject({ isShown: true, minutes: 5 });
    expect(await part()).toMatchObject({ kind: 'embed', embed: { site: 'YouTube', title: 'Alpha' } });
  });

  it('are for the staff of the course', async () => {
    const { factory, lessonId, learner } = await courseWith('quiz');
    const other = await factory.user({ role: 'instructor' });
    for (const who of [learner, other]) {
      await expect(callAs(who).content.settings({ courseSlug, lessonId })).rejects.toThrow(
        'courses/not_found',
      );
    }
  });
});

describe('files of a lesson', () => {
  const document = { kind: 'document', minutes: null } as const;

  it('are one’s own, ready or not, and of the kind', async () => {
    const { factory, course, save, part } = await courseWith('document');
    const pdf = {
      kind: 'document' as const,
      contentType: 'application/pdf',
      key: 'private/a.pdf',
      name: 'Alpha.pdf',
    };
    const own = await factory.image({ ...pdf, ownerId: course.owner.id });
    const theirs = await factory.image({ ...pdf, key: 'private/b.pdf', ownerId: (await factory.user()).id });
    const picture = await factory.image({ ownerId: course.owner.id });
    await expect(save({ settings: document, assetId: theirs.id })).rejects.toThrow('content/file_not_found');
    await expect(save({ settings: document, assetId: picture.id })).rejects.toThrow('content/file_unfit');
    await save({ settings: document, assetId: own.id });
    const found = await part();
    expect(found).toMatchObject({ kind: 'document', file: { name: 'Alpha.pdf', bytes: 1_000 } });
    // The lesson keeps it, whoever wants it gone.
    const context = {
      db: testDb(),
      clock: fixedClock(),
      actor: { kind: 'user', userId: course.owner.id, role: 'instructor' },
    } as const;
    await expect(removeAsset(context, own.id)).rejects.toThrow('media/in_use');
  });

  it('are offered in order under the names they are given, and kept as long as they are', async () => {
    const { factory, course, lessonId, save, part } = await courseWith('download');
    const [first, second] = [
      await factory.image({ ownerId: course.owner.id, name: 'a.png' }),
      await factory.image({ ownerId: course.owner.id, name: 'b.png' }),
    ];
    const settingsOf = (...ids: string[]): LessonSettings => ({
      ...{ kind: 'download', minutes: null },
      files: ids.map((assetId) => ({ assetId, label: assetId === second.id ? 'The second' : '' })),
    });
    await save({ settings: settingsOf(second.id, first.id) });
    const offered = await part();
    expect(offered.kind === 'download' ? offered.files.map(({ name }) => name) : []).toEqual([
      'The second',
      'a.png',
    ]);
    expect(await findLessonsWithAssets(testDb(), [first.id])).toEqual([
      { assetId: first.id, courseId: course.id, lessonTitle: 'Alpha' },
    ]);
    const context = {
      db: testDb(),
      clock: fixedClock(),
      actor: { kind: 'user', userId: course.owner.id, role: 'instructor' },
    } as const;
    await expect(removeAsset(context, first.id)).rejects.toThrow('media/in_use');
    await save({ settings: settingsOf(second.id) });
    // The version that was published offers it still, and can be restored.
    await expect(removeAsset(context, first.id)).rejects.toThrow('media/in_use');
    const third = await factory.image({ ownerId: course.owner.id, name: 'c.png' });
    await removeAsset(context, third.id);
    await expect(save({ settings: settingsOf(second.id, third.id) })).rejects.toThrow(
      'content/file_not_found',
    );
    expect(await testDb().lesson.findUnique({ where: { id: lessonId }, select: { minutes: true } })).toEqual({
      minutes: 5,
    });
  });
});

describe('a live session', () => {
  it('is an instant, whose number grows when it moves, and of which learners are told', async () => {
    const { save, part, course, lessonId } = await courseWith('live');
    await save({ settings: live() });
    expect(await part()).toMatchObject({
      ...{ startsAt: new Date('2026-12-01T17:00:00Z'), sequence: 0, joinUrl: null, hasJoinUrl: true },
    });
    await testDb().outboxEvent.deleteMany();
    await save({ settings: live({ joinUrl: 'https://meet.example.org/beta' }) });
    expect(await part()).toMatchObject({ sequence: 0 });
    const where = { name: 'content/session.moved' };
    expect(await testDb().outboxEvent.count({ where })).toBe(0);
    await save({ settings: live({ startsLocal: '2026-12-02T18:00' }) });
    expect(await part()).toMatchObject({ sequence: 1, changedAt: testNow });
    await save({ settings: live({ startsLocal: '2026-12-02T18:00', isCancelled: true }) });
    expect(await part()).toMatchObject({ sequence: 2, isCancelled: true });
    const facts = { courseId: course.id, lessonId };
    expect(
      await testDb().outboxEvent.findMany({
        where,
        select: { name: true, data: true },
        orderBy: { id: 'asc' },
      }),
    ).toEqual([
      { name: 'content/session.moved', data: { ...facts, sequence: 1, isCancelled: false } },
      { name: 'content/session.moved', data: { ...facts, sequence: 2, isCancelled: true } },
    ]);
  });

  it('gives the address to join by from ten minutes before, and can be marked from then on', async () => {
    const { save, part, clock, learner, lessonId } = await courseWith('live');
    await save({ settings: live() });
    const { enrollments } = callAs(learner, clock);
    clock.set(new Date('2026-12-01T16:49:00Z'));
    expect(await part()).toMatchObject({ joinUrl: null, isOpen: false });
    await expect(enrollments.completeLesson({ lessonId })).rejects.toThrow('enrollments/session_to_come');
    clock.set(new Date('2026-12-01T16:50:00Z'));
    expect(await part()).toMatchObject({ joinUrl: 'https://meet.example.org/alpha', isOpen: true });
    expect(await enrollments.completeLesson({ lessonId })).toMatchObject({ isLessonCompleted: true });
    clock.set(new Date('2026-12-02T16:50:00Z'));
    expect(await part()).toMatchObject({ joinUrl: null, isOpen: false, isAttendable: true });
  });

  it('is found by when it begins, unless it is cancelled', async () => {
    const { save, lessonId } = await courseWith('live');
    await save({ settings: live() });
    const span = { from: new Date('2026-12-01T16:00:00Z'), to: new Date('2026-12-01T17:00:00Z') };
    expect((await listSessions(testDb(), span)).map((one) => one.lessonId)).toEqual([lessonId]);
    expect(await listSessions(testDb(), { from: span.to, to: new Date('2026-12-02T17:00:00Z') })).toEqual([]);
    await save({ settings: live({ isCancelled: true }) });
    expect(await listSessions(testDb(), span)).toEqual([]);
  });
});

describe('before publishing', () => {
  it('what each kind needs is looked at', async () => {
    // Of the course, whatever its lessons are.
    const advice: readonly string[] = ['cover', 'tags'];
    const { content, save, factory, course } = await courseWith('audio');
    const unmet = async () =>
      (await content.checklist({ courseSlug })).items.flatMap(({ check, isMet, isRequired }) =>
        isMet || advice.includes(check) ? [] : [[check, isRequired]],
      );
    // Hidden lessons are worth a look, no more.
    expect(await unmet()).toEqual([['files', false]]);
    const recording = {
      kind: 'audio' as const,
      contentType: 'audio/mpeg',
      key: 'private/a.mp3',
      durationMs: 90_000,
    };
    const audio = await factory.image({ ...recording, ownerId: course.owner.id, status: 'pending' });
    await save({ settings: { kind: 'audio' }, assetId: audio.id });
    expect(await unmet()).toEqual([
      ['transcripts', true],
      ['files', true],
    ]);
    await testDb().asset.update({ where: { id: audio.id }, data: { status: 'ready' } });
    await testDb().caption.create({
      data: { assetId: audio.id, locale: 'en', label: 'English', key: 'private/a.vtt' },
    });
    expect(await unmet()).toEqual([]);
    // Ready by now: saving what is saved already measures it.
    await save({ settings: { kind: 'audio' }, assetId: audio.id });
    expect(await testDb().lesson.findFirst({ where: { kind: 'audio' }, select: { minutes: true } })).toEqual({
      minutes: 2,
    });
  });
});
