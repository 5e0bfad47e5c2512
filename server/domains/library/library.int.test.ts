import { describe, expect, it } from 'vitest';
import { publicUrl } from '@/server/platform/public-key';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { testNow } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

async function library() {
  const factory = testFactory();
  const owner = await factory.user({ role: 'instructor' });
  const caller = callAs(owner);
  const course = await factory.course({ owner, title: 'Engines', lessons: ['article', 'video'] });
  const [article, video] = course.lessons;
  if (article === undefined || video === undefined) throw new Error('two lessons');
  const image = async (values: object) => await factory.image({ ownerId: owner.id, ...values });
  return { factory, owner, caller, course, article, video, image };
}

describe('the media library', () => {
  it('has the caller’s files only, found by name, description and kind, page by page', async () => {
    const { factory, caller, image } = await library();
    await factory.image({ ownerId: (await factory.user()).id, name: 'theirs.png' });
    const first = await image({ name: 'gears.png', alt: 'Two wheels' });
    const second = await image({
      ...{ name: 'steam.png', alt: 'A boiler' },
      createdAt: new Date(testNow.getTime() + 1_000),
    });
    const names = async (input: object) => (await caller.library.list(input)).items.map(({ name }) => name);
    expect(await names({})).toEqual(['steam.png', 'gears.png']);
    expect(await names({ text: 'GEAR' })).toEqual(['gears.png']);
    expect(await names({ text: 'boiler' })).toEqual(['steam.png']);
    expect(await names({ kind: 'video' })).toEqual([]);
    // What LIKE reads as "anything" is a character like others.
    expect([await names({ text: '%' }), await names({ text: 'gears_png' })]).toEqual([[], []]);
    const page = await caller.library.list({ limit: 1 });
    expect(page.items.map(({ id }) => id)).toEqual([second.id]);
    const next = await caller.library.list({ limit: 1, cursor: page.nextCursor ?? '' });
    expect([next.items.map(({ id }) => id), next.nextCursor]).toEqual([[first.id], null]);
  });

  it('says where a file is used, and keeps it there', async () => {
    const { caller, course, article, video, image } = await library();
    const [cover, shown, inline, free] = [
      await image({ name: 'cover' }),
      await image({ name: 'shown' }),
      await image({ name: 'inline' }),
      await image({ name: 'free' }),
    ];
    await testDb().course.update({ where: { id: course.id }, data: { coverAssetId: cover.id } });
    await testDb().lessonVersion.updateMany({
      where: { lessonId: video.id },
      data: { assetId: shown.id },
    });
    await testDb().lessonVersion.updateMany({
      where: { lessonId: article.id },
      data: { bodyMd: `See ![it](${publicUrl(inline.key)}).` },
    });
    const { items } = await caller.library.list({});
    const uses = Object.fromEntries(items.map((item) => [item.name, item.uses]));
    const place = { course: { slug: course.slug, title: 'Engines' } };
    expect(uses).toEqual({
      cover: [{ ...place, part: 'cover', lessonTitle: null }],
      shown: [{ ...place, part: 'lesson', lessonTitle: video.title }],
      inline: [{ ...place, part: 'lesson', lessonTitle: article.title }],
      free: [],
    });
    for (const used of [cover, shown, inline]) {
      await expect(caller.library.remove({ assetId: used.id })).rejects.toThrow('library/in_use');
    }
    await caller.library.remove({ assetId: free.id });
    expect(await testDb().asset.count({ where: { id: free.id } })).toBe(0);
    const [event] = await testDb().outboxEvent.findMany({ where: { name: 'media/files.dropped' } });
    expect(event?.data).toMatchObject({ keys: [free.key] });
    expect(await testDb().auditEntry.findMany()).toMatchObject([
      { action: 'asset.removed', subjectType: 'asset', subjectId: free.id },
    ]);
  });

  it('finds a picture in descriptions, and in courses of others, of which it names nothing', async () => {
    const { factory, caller, course, image } = await library();
    const theirs = await factory.course({ title: 'Secret', lessons: ['article'] });
    const [own, taken] = [await image({ name: 'own' }), await image({ name: 'taken' })];
    const describe = async (id: string, key: string) =>
      await testDb().course.update({ where: { id }, data: { descriptionMd: `![x](${publicUrl(key)})` } });
    await describe(course.id, own.key);
    await testDb().lessonVersion.updateMany({
      where: { lessonId: theirs.lessons[0]?.id ?? '' },
      data: { bodyMd: `![x](${publicUrl(taken.key)})` },
    });
    const { items } = await caller.library.list({});
    expect(Object.fromEntries(items.map((item) => [item.name, item.uses]))).toEqual({
      own: [{ part: 'description', course: { slug: course.slug, title: 'Engines' }, lessonTitle: null }],
      taken: [{ part: 'lesson', course: null, lessonTitle: null }],
    });
    for (const { id } of [own, taken]) {
      await expect(caller.library.remove({ assetId: id })).rejects.toThrow('library/in_use');
    }
  });

  it('does not lose a file that comes into use while it is removed', async () => {
    const { caller, course, image } = await library();
    for (let round = 0; round < 5; round += 1) {
      const { id } = await image({});
      const use = testDb().course.update({ where: { id: course.id }, data: { coverAssetId: id } });
      const [removed, used] = await Promise.allSettled([caller.library.remove({ assetId: id }), use]);
      const { coverAssetId } = await testDb().course.findUniqueOrThrow({ where: { id: course.id } });
      expect([removed.status, used.status].sort()).toEqual(['fulfilled', 'rejected']);
      expect(coverAssetId === id).toBe(used.status === 'fulfilled');
    }
  });

  it('is changed by its owner only', async () => {
    const { factory, caller, image } = await library();
    const { id } = await image({});
    const other = callAs(await factory.user({ role: 'instructor' }));
    await expect(other.library.remove({ assetId: id })).rejects.toThrow('media/not_found');
    await expect(other.library.file({ assetId: id })).rejects.toThrow('media/not_found');
    expect(await caller.library.file({ assetId: id })).toEqual((await caller.library.list({})).items[0]);
    await expect(other.media.setAlt({ assetId: id, alt: 'mine' })).rejects.toThrow('media/not_found');
    await caller.media.setAlt({ assetId: id, alt: ' A wheel ' });
    expect(await testDb().asset.findUnique({ where: { id } })).toMatchObject({ alt: 'A wheel' });
  });
});
