import { describe, expect, it } from 'vitest';
import { endOrphans } from '@/server/domains/library';
import { eraseOwnership } from '@/server/domains/media';
import { mediaEvents } from '@/server/domains/media/events';
import { transact } from '@/server/platform/db';
import { newId } from '@/server/platform/ids';
import { testFactory } from '@/test/factory';
import { fixedClock } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

const db = testDb;
const clock = fixedClock();
const folderOf = (folder: string) => `private/assets/${folder}/`;

async function file(ownerId: string, values: object = {}) {
  const folder = newId();
  const facts = { kind: 'image', contentType: 'image/webp', bytes: 1, status: 'ready' } as const;
  const key = `public/assets/${folder}/abc-900.webp`;
  return await db().asset.create({
    data: { id: newId(), folder, key, ownerId, name: 'holiday.jpg', ...facts, ...values },
  });
}

const dropped = async () => {
  const events = await db().outboxEvent.findMany({ where: { name: 'media/files.dropped' } });
  return events.map(({ data }) => mediaEvents.filesDropped.schema.parse(data));
};

const isThere = async ({ id }: { id: string }) => (await db().asset.count({ where: { id } })) === 1;

describe('the files of an erased person', () => {
  it('go with every byte when nothing uses them', async () => {
    const factory = testFactory();
    const { id } = await factory.user({ role: 'instructor' });
    const [unused, living] = [await file(id), await file((await factory.user()).id)];
    expect(await endOrphans({ db: db(), clock }, 10)).toEqual({ removed: 0, kept: 0 });
    await transact(db(), async (tx) => await eraseOwnership(tx, id));
    expect(await endOrphans({ db: db(), clock }, 10)).toEqual({ removed: 1, kept: 0 });
    expect([await isThere(unused), await isThere(living)]).toEqual([false, true]);
    expect(await dropped()).toEqual([{ folder: unused.folder, keys: [unused.key], upload: null }]);
  });

  it('stay where a cover, a lesson or words use them, without what a camera wrote, and are looked at again', async () => {
    const factory = testFactory();
    const { id } = await factory.user({ role: 'instructor' });
    const [cover, inArticle, inDescription] = [await file(id), await file(id), await file(id)];
    const folder = newId();
    const key = `${folderOf(folder)}source`;
    const streamKey = `${folderOf(folder)}stream/master.m3u8`;
    const film = await file(id, { folder, kind: 'video', contentType: 'video/mp4', key, streamKey });
    const course = await factory.course({ lessons: ['video', 'article'] });
    const [shown, article] = course.lessons;
    await db().course.update({
      where: { id: course.id },
      data: {
        coverAssetId: cover.id,
        descriptionMd: `![](/media/assets/${inDescription.folder}/x-320.webp)`,
      },
    });
    await db().lessonVersion.updateMany({ where: { lessonId: shown?.id ?? '' }, data: { assetId: film.id } });
    const bodyMd = `Look: ![a](/media/assets/${inArticle.folder}/abc-900.webp)`;
    await db().lessonVersion.updateMany({ where: { lessonId: article?.id ?? '' }, data: { bodyMd } });
    await transact(db(), async (tx) => await eraseOwnership(tx, id));

    expect(await endOrphans({ db: db(), clock }, 10)).toEqual({ removed: 0, kept: 4 });
    for (const one of [cover, inArticle, inDescription, film]) expect(await isThere(one)).toBe(true);
    expect(await dropped()).toEqual([{ folder: null, keys: [key], upload: null }]);
    expect((await db().asset.findUniqueOrThrow({ where: { id: film.id } })).key).toBe(streamKey);

    expect(await endOrphans({ db: db(), clock }, 10)).toEqual({ removed: 0, kept: 0 });
    await db().lessonVersion.updateMany({
      where: { lessonId: article?.id ?? '' },
      data: { bodyMd: 'Nothing.' },
    });
    const later = fixedClock(new Date(clock.now().getTime() + 31 * 86_400_000));
    expect(await endOrphans({ db: db(), clock: later }, 10)).toEqual({ removed: 1, kept: 3 });
    expect(await isThere(inArticle)).toBe(false);
    // What is uploaded is dropped once.
    expect(await dropped()).toHaveLength(2);
  });

  it('are looked at some at a time', async () => {
    const { id } = await testFactory().user({ role: 'instructor' });
    for (let count = 0; count < 3; count += 1) await file(id);
    await transact(db(), async (tx) => await eraseOwnership(tx, id));
    expect(await endOrphans({ db: db(), clock }, 2)).toEqual({ removed: 2, kept: 0 });
    expect(await endOrphans({ db: db(), clock }, 2)).toEqual({ removed: 1, kept: 0 });
  });
});
