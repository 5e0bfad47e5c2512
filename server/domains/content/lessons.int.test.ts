import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import {
  findLesson,
  findLessonTotals,
  findLessonView,
  findVideoDurationMs,
  getCurricula,
  getCurriculum,
  lessonsOf,
} from '@/server/domains/content';
import { findPublicImages, openStream } from '@/server/domains/media';
import { newId } from '@/server/platform/ids';
import { isPublicKey, publicUrl } from '@/server/platform/public-key';
import { testFactory } from '@/test/factory';
import { fakeObjectStore } from '@/test/fake-ports';
import { fixedClock, testNow } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

const secret = 'a secret of at least thirty-two characters';
const reader = { userId: newId(), now: testNow, secret };
const viewOf = async (place: { courseId: string; lessonSlug: string }) =>
  await findLessonView(testDb(), place, reader);

describe('curriculum', () => {
  it('has sections and lessons in their order, an empty section too', async () => {
    const factory = testFactory();
    const course = await factory.course({ lessons: ['article', 'quiz'] });
    const second = await factory.section({ courseId: course.id });
    const last = await factory.section({ courseId: course.id });
    const late = await factory.lesson({ courseId: course.id, sectionId: last.id });
    const { sections } = await getCurriculum(testDb(), course.id);
    expect(sections.map(({ id, lessons }) => [id, lessons.map((lesson) => lesson.id)])).toEqual([
      [course.section.id, course.lessons.map((lesson) => lesson.id)],
      [second.id, []],
      [last.id, [late.id]],
    ]);
    const minutes = [...course.lessons, late].reduce((sum, lesson) => sum + lesson.minutes, 0);
    const totals = await findLessonTotals(testDb(), [course.id, second.id]);
    expect([...totals]).toEqual([[course.id, { lessonCount: 3, minutes }]]);
  });
});

describe('curricula', () => {
  it('of several courses are each their own, and show published lessons only', async () => {
    const factory = testFactory();
    const [course, other] = [await factory.course(), await factory.course({ lessons: ['video', 'article'] })];
    const [draft] = other.lessons;
    await testDb().lesson.update({ where: { id: draft?.id ?? '' }, data: { publishedVersionId: null } });
    await factory.publish(other.id);
    const ids = [other.id, course.id];
    const curricula = await getCurricula(testDb(), ids);
    expect(ids.map((id) => curricula.get(id))).toEqual(
      await Promise.all(ids.map(async (id) => await getCurriculum(testDb(), id))),
    );
    const shown = lessonsOf(curricula.get(other.id) ?? { sections: [] });
    expect(shown.map((lesson) => lesson.id)).toEqual([other.lessons[1]?.id]);
    const totals = await findLessonTotals(testDb(), ids);
    expect(totals.get(other.id)?.lessonCount).toBe(1);
    expect(await findLesson(testDb(), draft?.id ?? '')).toBeNull();
    expect((await getCurricula(testDb(), [])).size).toBe(0);
  });
});

describe('a lesson', () => {
  it('with a video has addresses that end after some hours', async () => {
    const course = await testFactory().course({ lessons: ['video'] });
    const [lesson] = course.lessons;
    const place = { courseId: course.id, lessonSlug: lesson?.slug ?? '' };
    const view = await viewOf(place);
    expect(view?.video?.streamUrl).toBeNull();
    const [, , , token = '', path = ''] = view?.video?.url?.split('/') ?? [];
    const objectStore = fakeObjectStore();
    await objectStore.put(lesson?.video?.key ?? '', 'film', { contentType: 'video/mp4' });
    const openAs = async (userId: string, laterMs = 0) => {
      const actor = { kind: 'user' as const, userId, role: 'learner' as const };
      const clock = fixedClock(new Date(testNow.getTime() + laterMs));
      const ctx = { db: testDb(), clock, actor, objectStore, secret, delivery: null };
      return await openStream(ctx, { token, path, range: 'bytes=1-2' });
    };
    expect(await openAs(reader.userId)).toMatchObject({ object: { contentRange: 'bytes 1-2/4' } });
    await expect(openAs(newId())).rejects.toThrow('media/not_found');
    await expect(openAs(reader.userId, 4 * 3_600_000)).rejects.toThrow('media/not_found');
    expect(await findVideoDurationMs(testDb(), lesson?.id ?? '')).toBe(lesson?.video?.durationMs);
  });

  it('with a video that was made ready here has a stream for its reader only', async () => {
    const course = await testFactory().course({ lessons: ['video'] });
    const folder = newId();
    const streamKey = `private/assets/${folder}/stream/master.m3u8`;
    await testDb().asset.updateMany({ data: { folder, streamKey } });
    const view = await viewOf({ courseId: course.id, lessonSlug: course.lessons[0]?.slug ?? '' });
    // The file itself says what a camera wrote into it, and is nobody's but its owner's.
    expect(view?.video?.url).toBeNull();
    const [, , , token = '', path] = view?.video?.streamUrl?.split('/') ?? [];
    expect(path).toBe('master.m3u8');
    const objectStore = fakeObjectStore();
    await objectStore.put(streamKey, '#EXTM3U\n360p/index.m3u8\n', { contentType: 'a/b' });
    const openAs = async (userId: string) => {
      const actor = { kind: 'user' as const, userId, role: 'learner' as const };
      const ctx = { db: testDb(), clock: fixedClock(testNow), actor, objectStore, secret, delivery: null };
      const played = await openStream(ctx, { token, path: 'master.m3u8', range: null });
      return 'object' in played ? await text(played.object.body) : played.address;
    };
    expect(await openAs(reader.userId)).toContain('360p/index.m3u8');
    await expect(openAs(newId())).rejects.toThrow('media/not_found');
  });

  it('whose video is not ready is shown without it', async () => {
    const course = await testFactory().course({ lessons: ['video'] });
    await testDb().asset.updateMany({ data: { status: 'pending' } });
    const place = { courseId: course.id, lessonSlug: course.lessons[0]?.slug ?? '' };
    expect(await viewOf(place)).toMatchObject({ video: null });
  });

  it('is found in its own course only', async () => {
    const factory = testFactory();
    const [course, other] = [await factory.course(), await factory.course()];
    const place = { courseId: other.id, lessonSlug: course.lessons[0]?.slug ?? '' };
    const found = await viewOf(place);
    expect(found?.id).not.toBe(course.lessons[0]?.id);
    expect(await viewOf({ ...place, lessonSlug: 'none' })).toBeNull();
  });
});

describe('public pictures', () => {
  it('are those that are ready, public and of known size', async () => {
    const factory = testFactory();
    const shown = await factory.image({ key: 'public/images/a b.svg' });
    const hidden = await factory.image({ key: 'private/images/a.svg' });
    const pending = await factory.image({ status: 'pending' });
    const unmeasured = await factory.image({ width: null });
    const ids = [shown, hidden, pending, unmeasured].map((image) => image.id);
    const images = await findPublicImages(testDb(), ids);
    expect([...images.keys()]).toEqual([shown.id]);
    expect(images.get(shown.id)?.url).toBe('/media/images/a%20b.svg');
    expect((await findPublicImages(testDb(), [])).size).toBe(0);
  });

  it('never lead out of their folder', () => {
    expect(isPublicKey('public/images/a.svg')).toBe(true);
    for (const key of ['private/a.svg', 'public/../private/a.svg', 'public', '/public/a.svg']) {
      expect(isPublicKey(key)).toBe(false);
    }
    expect(publicUrl('public/a/ü?.svg')).toBe('/media/a/%C3%BC%3F.svg');
  });
});
