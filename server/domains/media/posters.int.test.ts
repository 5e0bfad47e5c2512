import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { makePoster, planRecording, publishRecording, workOn } from '@/server/domains/media';
import { setPoster } from '@/server/domains/media/commands/choose-poster';
import { mediaEvents } from '@/server/domains/media/events';
import { listPosters } from '@/server/domains/media/queries/list-posters';
import { privateFolder, sourceKey } from '@/server/domains/media/rules/asset-keys';
import { newId } from '@/server/platform/ids';
import { heard, renderAll, workshop } from '@/test/media-workshop';
import { testDb } from '@/test/test-db';

async function readyFilm() {
  const shop = await workshop({});
  const { ctx, at } = shop;
  const plan = await planRecording(ctx, at);
  if (plan === null) throw new Error('nothing to do');
  const jobs = workOn(plan, at.folder, null);
  await publishRecording(ctx, at, plan, { heard, streams: await renderAll({ ctx, at }, jobs) });
  return shop;
}
type Film = Awaited<ReturnType<typeof readyFilm>>;

/** A picture in the library of the film's owner, as it was uploaded: with the place where it was taken. */
async function picture({ ctx }: Film, bytes?: Buffer): Promise<string> {
  const folder = newId();
  const key = sourceKey(folder);
  const whole = await sharp({ create: { width: 2_400, height: 1_200, channels: 3, background: '#c00' } })
    .withExif({ IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
    .jpeg()
    .toBuffer();
  await ctx.objectStore.put(key, bytes ?? whole, { contentType: 'image/jpeg' });
  const facts = { kind: 'image', contentType: 'image/jpeg', bytes: 1, ownerId: ctx.actor.userId } as const;
  await testDb().asset.create({ data: { id: folder, folder, key, ...facts } });
  return folder;
}

const eventsOf = async (name: string) =>
  (await testDb().outboxEvent.findMany({ where: { name } })).map(({ data }) => data);

describe('the poster of a video', () => {
  it('is chosen from stills of it', async () => {
    const { ctx, at, asset } = await readyFilm();
    const before = await listPosters(ctx, at.assetId);
    expect(before.choices.map(({ isChosen }) => isChosen)).toEqual([true, false, false, false, false]);
    const choose = async (choice: number) =>
      await setPoster(ctx, { assetId: at.assetId, from: { kind: 'still', choice } });
    expect(await choose(3)).toEqual({ assetId: at.assetId, outcome: 'chosen' });
    expect((await asset()).posterKey).toBe(`${privateFolder(at.folder)}poster-3.jpg`);
    expect((await listPosters(ctx, at.assetId)).choices[3]?.isChosen).toBe(true);
    await expect(choose(5)).rejects.toThrow('media/no_picture');
    // The stills stay: another one can be chosen tomorrow.
    expect(await eventsOf('media/files.dropped')).toEqual([]);
  });

  it('is a picture of the library, encoded anew; the one before goes', async () => {
    const film = await readyFilm();
    const { ctx, at, asset } = film;
    const choose = async (pictureId: string) =>
      await setPoster(ctx, { assetId: at.assetId, from: { kind: 'picture', pictureId } });
    await choose(await picture(film));
    const { posterKey } = await asset();
    const poster = await buffer(await ctx.objectStore.get(posterKey ?? ''));
    const { width, height, exif, format } = await sharp(poster).metadata();
    expect({ width, height, exif, format }).toEqual({
      width: 1_920,
      height: 960,
      exif: undefined,
      format: 'jpeg',
    });
    expect(await listPosters(ctx, at.assetId)).toMatchObject({ isOwn: true });
    await choose(await picture(film));
    expect(await eventsOf('media/files.dropped')).toEqual([
      { folder: null, keys: [posterKey], upload: null },
    ]);
    await expect(choose(await picture(film, Buffer.from('no picture')))).rejects.toThrow('media/no_picture');
    await expect(choose(at.assetId)).rejects.toThrow('media/no_picture');
    await expect(choose(newId())).rejects.toThrow('media/no_picture');
  });

  it('is made of the picture at a moment in the background, once, and only while the video is the same', async () => {
    const { ctx, at, asset } = await readyFilm();
    const from = { kind: 'moment', atMs: 99_000 } as const;
    expect(await setPoster(ctx, { assetId: at.assetId, from })).toMatchObject({ outcome: 'making' });
    const [data] = await eventsOf('media/poster.wanted');
    const event = mediaEvents.posterWanted.schema.parse(data);
    // No later than the end.
    expect(event).toMatchObject({ assetId: at.assetId, folder: at.folder, atMs: 40_000 });
    const busy = { ...ctx.transcoder, render: async () => null };
    expect(await makePoster({ ...ctx, transcoder: busy }, event)).toBeNull();
    expect(await makePoster(ctx, event)).toBe('made');
    expect(await makePoster(ctx, event)).toBe('made');
    expect((await asset()).posterKey).toBe(`${privateFolder(at.folder)}poster-${event.posterId}.jpg`);
    expect(await eventsOf('media/files.dropped')).toEqual([]);
    expect(await makePoster(ctx, { ...event, folder: newId() })).toBe('over');
  });

  it("is nobody's to see or choose but its owner's, and of a ready video only", async () => {
    const { ctx, at } = await readyFilm();
    const stranger = { ...ctx, actor: { ...ctx.actor, userId: newId() } };
    const wish = { assetId: at.assetId, from: { kind: 'still', choice: 1 } } as const;
    await expect(setPoster(stranger, wish)).rejects.toThrow('media/not_found');
    await expect(listPosters(stranger, at.assetId)).rejects.toThrow('media/not_found');
    await testDb().asset.updateMany({ data: { status: 'pending' } });
    await expect(setPoster(ctx, wish)).rejects.toThrow('media/not_found');
  });
});
