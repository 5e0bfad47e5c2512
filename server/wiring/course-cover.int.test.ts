import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { showCover, takeCover } from '@/server/domains/courses';
import { processPicture } from '@/server/domains/media';
import { findCoursePage, listCatalogue } from '@/server/domains/search/queries';
import { t } from '@/server/trpc/init';
import { appRouter } from '@/server/trpc/root';
import { tagsToExpire } from '@/server/wiring/invalidation';
import { callAs, testContext } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fakeLive, fakeObjectStore, fakeUploads } from '@/test/fake-ports';
import { fixedClock } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

const courseSlug = 'bees';
const whole = { x: 0, y: 0, width: 100, height: 100 };

const photo = async (background: string, width = 1_000, height = 800) =>
  await sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .withExif({ IFD0: { Copyright: 'Ada' } })
    .toBuffer();

async function studio() {
  const factory = testFactory();
  const course = await factory.course({ slug: courseSlug, title: 'Bees' });
  const [objectStore, uploads] = [fakeObjectStore(), fakeUploads()];
  const ctx = { db: testDb(), clock: fixedClock(), objectStore, uploads, live: fakeLive() };
  const actor = { kind: 'user', userId: course.owner.id, role: course.owner.role } as const;
  const { courses } = t.createCallerFactory(appRouter)({ ...testContext(actor), objectStore });
  const send = async (uploadKey: string, bytes: Uint8Array, wish: object = {}, userId = course.owner.id) => {
    uploads.files.set(uploadKey, bytes);
    await takeCover(ctx, { userId, uploadKey, wish: { ...whole, courseSlug, alt: '', ...wish } });
  };
  const coming = async () =>
    (await testDb().course.findUniqueOrThrow({ where: { id: course.id } })).nextCoverAssetId ?? '';
  const ready = async () => {
    const id = await coming();
    await processPicture(ctx, { assetId: id, folder: id });
    await showCover(ctx, id);
    return id;
  };
  return { factory, course, ctx, courses, send, ready, coming, objectStore, uploads };
}

describe('the cover of a course', () => {
  it('is cut to 16 by 9, made in sizes, measured, described, and shown wherever the course is', async () => {
    const { course, courses, send, ready, uploads } = await studio();
    await send('one', await photo('#ffffff'), { alt: 'A hive' });
    expect(uploads.files.size).toBe(0);
    const before = await courses.cover({ courseSlug });
    expect(before).toMatchObject({ cover: null, coming: { isFailed: false } });
    await testDb().outboxEvent.deleteMany();
    const assetId = await ready();
    const events = await testDb().outboxEvent.findMany({ where: { name: 'course/changed' } });
    expect(tagsToExpire(events)).toEqual([]);
    const { cover, ...rest } = await courses.cover({ courseSlug });
    expect(rest).toMatchObject({ assetId, contrast: 1, coming: null, alt: 'A hive', isDecorative: false });
    expect(cover).toMatchObject({ width: 1_000, height: 563, alt: 'A hive', shadePercent: 55 });
    expect(cover?.sources.map(({ type }) => type)).toEqual(['image/avif', 'image/webp']);
    expect(cover?.sources[0]?.srcSet).toMatch(/320\.avif 320w, .*640\.avif 640w, .*1000\.avif 1000w$/);
    // Others see it with the next version.
    expect((await findCoursePage(testDb(), courseSlug, 'en'))?.cover).toBeNull();
    await callAs(course.owner).content.publish({ courseSlug });
    const page = await findCoursePage(testDb(), courseSlug, 'en');
    expect(page?.cover).toEqual(cover);
    expect((await listCatalogue(testDb(), {}, 'en')).items[0]?.cover).toEqual(cover);
  });

  it('stays until another one is ready, and comes back with one act after it was taken away', async () => {
    const { courses, send, ready, coming } = await studio();
    await send('one', await photo('#000000'), { alt: 'Night' });
    const first = await ready();
    await send('two', await photo('#ffffff'));
    expect(await courses.cover({ courseSlug })).toMatchObject({
      assetId: first,
      coming: { isFailed: false },
    });
    const second = await ready();
    expect(await courses.cover({ courseSlug })).toMatchObject({
      assetId: second,
      isDecorative: true,
      alt: '',
    });
    expect(await courses.setCover({ courseSlug, assetId: null, alt: '' })).toMatchObject({
      ...{ cover: null, contrast: null, isDecorative: false },
    });
    const back = await courses.setCover({ courseSlug, assetId: first, alt: 'Night' });
    expect(back).toMatchObject({ assetId: first, alt: 'Night', contrast: 21 });
    expect(await coming()).toBe('');
    expect((await courses.describeCover({ courseSlug, alt: 'A dark sky' })).cover?.alt).toBe('A dark sky');
  });

  it('is taken once, however often the service calls, and nothing of a stranger', async () => {
    const { factory, ctx, course, courses, send, ready } = await studio();
    await send('one', await photo('#123456'));
    await send('one', await photo('#123456'));
    await takeCover(ctx, {
      userId: course.owner.id,
      uploadKey: 'one',
      wish: { ...whole, courseSlug, alt: '' },
    });
    expect(await testDb().asset.count({ where: { kind: 'image' } })).toBe(1);
    const shown = await ready();
    await send('one', await photo('#123456'));
    expect(await courses.cover({ courseSlug })).toMatchObject({ assetId: shown, coming: null });

    const stranger = await factory.user({ role: 'instructor' });
    await expect(send('two', await photo('#fff'), {}, stranger.id)).rejects.toThrow('courses/not_found');
    const theirs = await factory.image({ ownerId: stranger.id });
    const take = courses.setCover({ courseSlug, assetId: theirs.id, alt: '' });
    await expect(take).rejects.toThrow('courses/cover_not_found');
    await expect(callAs(stranger).courses.setCover({ courseSlug, assetId: null, alt: '' })).rejects.toThrow(
      'courses/not_found',
    );
  });

  it('is refused with a reason, and the upload removed', async () => {
    const { send, uploads } = await studio();
    await expect(send('a', Buffer.from('no picture'))).rejects.toThrow('courses/cover_unreadable');
    await expect(send('b', await photo('#fff', 639, 639))).rejects.toThrow('courses/cover_too_small');
    await expect(send('c', await photo('#fff'), { width: 20 })).rejects.toThrow('courses/cover_too_small');
    expect(uploads.files.size).toBe(0);
  });
});
