import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import {
  failProcessing,
  type LibraryRow,
  listenToRecording,
  planRecording,
  processPicture,
  publishRecording,
  renderPiece,
  urlsOfFile,
  workOn,
} from '@/server/domains/media';
import { retryProcessing } from '@/server/domains/media/commands/end-processing';
import { selectLibrary } from '@/server/domains/media/repo/library';
import { privateFolder } from '@/server/domains/media/rules/asset-keys';
import { newId } from '@/server/platform/ids';
import { film, heard, renderAll, secret, workshop } from '@/test/media-workshop';
import { testDb } from '@/test/test-db';

describe('a picture', () => {
  const picture = { kind: 'image', contentType: 'image/png' } as const;

  it('becomes public in several sizes, the right way up, without what a camera wrote into it', async () => {
    const { ctx, at, key, asset } = await workshop(picture);
    const bytes = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#246' } })
      .withExif({ IFD0: { Copyright: 'somewhere at home' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    await ctx.objectStore.put(key, bytes, { contentType: 'image/jpeg' });
    expect(await planRecording(ctx, at)).toBeNull();
    expect(await processPicture(ctx, at)).toBe('ready');
    expect(await processPicture(ctx, at)).toBe('over');
    const ready = await asset();
    expect(ready).toMatchObject({ status: 'ready', width: 600, height: 900, contentType: 'image/webp' });
    expect(ready.key).toMatch(/^public\/assets\/.*-600\.webp$/);
    const variants = await testDb().pictureVariant.findMany({ orderBy: [{ width: 'asc' }, { key: 'asc' }] });
    expect(variants.map(({ width, contentType }) => `${width} ${contentType}`).sort()).toEqual(
      [320, 600].flatMap((width) => [`${width} image/avif`, `${width} image/webp`]),
    );
    for (const variant of variants) {
      const stored = ctx.objectStore.objects.get(variant.key);
      expect((await sharp(stored).metadata()).exif).toBeUndefined();
    }
    // As it came, with the place it was taken at, nobody can ask for it any more, and nothing keeps it.
    const dropped = await testDb().outboxEvent.findMany({ where: { name: 'media/files.dropped' } });
    expect(dropped.map(({ data }) => data)).toEqual([{ folder: null, keys: [key], upload: null }]);
    const [row]: LibraryRow[] = await selectLibrary(ctx.db, ctx.actor.userId, {}, null, 1);
    if (row === undefined) throw new Error('none');
    const reader = { userId: ctx.actor.userId, now: ctx.clock.now(), secret };
    expect((await urlsOfFile(ctx.objectStore, row, reader)).pictureUrl).toMatch(/^\/media\/.*-320\.webp$/);
  });

  it.each([
    ['cut off', async (whole: Buffer) => whole.subarray(0, whole.byteLength / 2), 'media/unreadable'],
    ['no picture', async () => randomBytes(500), 'media/unreadable'],
    [
      'of more pixels than fit',
      async () =>
        await sharp({ create: { width: 12_000, height: 8_000, channels: 3, background: '#000' } })
          .png({ compressionLevel: 9 })
          .toBuffer(),
      'media/too_many_pixels',
    ],
  ])('that is %s ends with a reason', async (_, spoil, code) => {
    const { ctx, at, key, asset } = await workshop(picture);
    const noise = { create: { width: 400, height: 400, channels: 3 as const, background: '#135' } };
    await ctx.objectStore.put(key, await spoil(await sharp(noise).png().toBuffer()), { contentType: 'a/b' });
    await expect(processPicture(ctx, at)).rejects.toThrow(code);
    await failProcessing(ctx, at, ['image'], code);
    expect(await asset()).toMatchObject({ status: 'failed', failure: code.replace('media/', '') });
  });
});

const recordings = ['video', 'audio'] as const;

const none = {
  ...{ source: { key: 'none', contentType: 'video/mp4' }, facts: film, sizes: [], isWhole: false },
};

describe('a recording', () => {
  it('becomes a stream in every size it has, that plays for its reader only', async () => {
    const { ctx, at, asset } = await workshop({});
    expect(await processPicture(ctx, at)).toBe('other_kind');
    const plan = await planRecording(ctx, at);
    if (plan === null) throw new Error('nothing to do');
    expect(await listenToRecording(ctx, at, plan)).toEqual(heard);
    const jobs = workOn(plan, at.folder, heard.loudness);
    expect(jobs.map(({ name }) => name)).toEqual([
      ...['stills', 'thumbnails', 'sound'],
      ...['360p from 0 s', '360p from 30 s', '720p from 0 s', '720p from 30 s'],
    ]);
    const streams = await renderAll({ ctx, at }, jobs);
    expect((await asset()).progressPercent).toBe(70);
    // A step that is tried again finds its work done and takes nothing back.
    const [first] = jobs;
    if (first !== undefined) await renderPiece(ctx, at, first, 10);
    expect((await asset()).progressPercent).toBe(70);
    expect(await publishRecording(ctx, at, plan, { heard, streams })).toBe(true);
    expect(await publishRecording(ctx, at, plan, { heard, streams })).toBe(false);
    expect(await asset()).toMatchObject({
      ...{ status: 'ready', kind: 'video', durationMs: 40_000, width: 1_280, height: 720 },
      ...{ posterKey: `${privateFolder(at.folder)}poster-0.jpg`, posterChoices: 5, loudnessLufs: -23.4 },
      peaks: Uint8Array.from(heard.peaks),
    });
  });

  it('in one piece for each size goes to a service that takes wholes', async () => {
    const { ctx, at } = await workshop({});
    const plan = await planRecording({ ...ctx, transcoder: { ...ctx.transcoder, takesWholes: true } }, at);
    if (plan === null) throw new Error('nothing to do');
    const names = workOn(plan, at.folder, null).map(({ name }) => name);
    expect(names).toEqual(['stills', 'thumbnails', 'sound', '360p from 0 s', '720p from 0 s']);
  });

  it('without pictures is sound, whatever it was taken for', async () => {
    const { ctx, at, asset } = await workshop({ contentType: 'video/webm' }, { ...film, picture: null });
    const plan = await planRecording(ctx, at);
    if (plan === null) throw new Error('nothing to do');
    expect(workOn(plan, at.folder, null).map(({ name }) => name)).toEqual(['sound']);
    await publishRecording(ctx, at, plan, { heard, streams: { sound: [] } });
    expect(await asset()).toMatchObject({ status: 'ready', kind: 'audio', posterKey: null });
  });

  it.each([
    ['damaged', null, 'media/unreadable'],
    ['too long', { ...film, durationMs: 5 * 3_600_000 }, 'media/too_long'],
    ['too large', { ...film, picture: { width: 20_000, height: 10 } }, 'media/too_many_pixels'],
    ['too large in all', { ...film, picture: { width: 8_000, height: 8_000 } }, 'media/too_many_pixels'],
  ])('that is %s ends with a reason', async (_, facts, code) => {
    const { ctx, at } = await workshop({}, facts);
    await expect(planRecording(ctx, at)).rejects.toThrow(code);
  });

  it('that was replaced or removed meanwhile is left alone', async () => {
    const { ctx, at, asset } = await workshop({});
    const old = { ...at, folder: newId() };
    expect(await planRecording(ctx, old)).toBeNull();
    const nothing = { heard: null, streams: {} };
    expect(await publishRecording(ctx, old, none, nothing)).toBe(false);
    await failProcessing(ctx, old, recordings, 'media/unreadable');
    expect((await asset()).status).toBe('pending');

    const plan = await planRecording(ctx, at);
    const [piece] = plan === null ? [] : workOn(plan, at.folder, null);
    if (plan === null || piece === undefined) throw new Error('nothing to do');
    const made = [old, at].map(({ folder }) => `${privateFolder(folder)}stream/360p/00000.ts`);
    const [ofOld = '', ofNew = ''] = made;
    const ends = [
      async () => expect(await renderPiece(ctx, old, piece, 10)).toBe('over'),
      async () => expect(await publishRecording(ctx, old, plan, nothing)).toBe(false),
      async () => expect(await processPicture(ctx, old)).toBe('over'),
      async () => await failProcessing(ctx, old, recordings, 'media/unreadable'),
    ];
    for (const end of ends) {
      for (const key of made) await ctx.objectStore.put(key, 'made', { contentType: 'video/mp2t' });
      await end();
      expect([ctx.objectStore.objects.has(ofOld), ctx.objectStore.objects.has(ofNew)]).toEqual([false, true]);
    }
    // Ready in the meantime, it keeps what was made for it.
    await testDb().asset.update({ where: { id: at.assetId }, data: { status: 'ready' } });
    expect(await renderPiece(ctx, at, piece, 10)).toBe('over');
    expect(ctx.objectStore.objects.has(ofNew)).toBe(true);
  });

  it('that is removed while it is published leaves nothing behind', async () => {
    const { ctx, at } = await workshop({});
    const { put } = ctx.objectStore;
    const removing = async (...args: Parameters<typeof put>) => {
      await testDb().asset.deleteMany({ where: { id: at.assetId } });
      await put(...args);
    };
    const objectStore = { ...ctx.objectStore, put: removing };
    const made = { heard: null, streams: { sound: [] } };
    expect(await publishRecording({ ...ctx, objectStore }, at, none, made)).toBe(false);
    expect([...ctx.objectStore.objects.keys()]).toEqual([]);
  });

  it('that failed on our side is tried once more when its owner wants it', async () => {
    const { ctx, at, asset } = await workshop({});
    await expect(retryProcessing(ctx, at)).rejects.toThrow('media/not_failed');
    await failProcessing(ctx, at, ['image'], 'the work on pictures failed, which this is none of');
    expect(await asset()).toMatchObject({ status: 'pending', failure: null });
    await failProcessing(ctx, at, recordings, 'spawn ffmpeg ENOENT');
    expect(await asset()).toMatchObject({ status: 'failed', failure: 'processing_failed' });
    await retryProcessing(ctx, at);
    expect(await asset()).toMatchObject({ status: 'pending', failure: null });
    const events = await testDb().outboxEvent.findMany({ where: { name: 'media/asset.uploaded' } });
    expect(events.map(({ data }) => data)).toEqual([{ assetId: at.assetId, folder: at.folder }]);
  });
});
