import { text } from 'node:stream/consumers';
import { beforeEach, describe, expect, it } from 'vitest';
import { openStream, planRecording, publishRecording, urlsOfFile, workOn } from '@/server/domains/media';
import { selectLibrary } from '@/server/domains/media/repo/library';
import { privateFolder } from '@/server/domains/media/rules/asset-keys';
import { newId } from '@/server/platform/ids';
import { answerStream, type StreamContext } from '@/server/wiring/serve-stream';
import { fixedClock } from '@/test/fixed-clock';
import { heard, renderAll, secret, workshop } from '@/test/media-workshop';

type Shop = Awaited<ReturnType<typeof workshop>>;
type Piece = { readonly token: string; readonly path: string };

/** A film that is ready, with bytes of every piece in the store. */
async function readyFilm(): Promise<Shop> {
  const shop = await workshop({});
  const { ctx, at } = shop;
  const plan = await planRecording(ctx, at);
  if (plan === null) throw new Error('nothing to do');
  const jobs = workOn(plan, at.folder, heard.loudness);
  const put = async (key: string) =>
    await ctx.objectStore.put(key, `the bytes of ${key}`, { contentType: 'video/mp2t' });
  for (const { job } of jobs)
    for (const { name } of (await ctx.transcoder.render(job)) ?? []) await put(`${job.folder}${name}`);
  await put(`${privateFolder(at.folder)}poster-0.jpg`);
  await publishRecording(ctx, at, plan, { heard, streams: await renderAll({ ctx, at }, jobs) });
  return shop;
}

function pieceOf(url: string | null): Piece {
  const [, , , token = '', ...path] = url?.split('/') ?? [];
  return { token, path: path.join('/') };
}

/** What a list names, on lines of their own or as `URI="…"`. */
const named = /^(?!#|WEBVTT|.* --> )(\S+?)(?:#.*)?$|URI="([^"]+)"/gm;

async function read(ctx: Shop['ctx'], piece: Piece): Promise<string> {
  const played = await openStream(ctx, { ...piece, range: null });
  return 'object' in played ? await text(played.object.body) : played.address;
}

/** Everything that a player asks for, found as a player finds it: each list names the next by its own address. */
async function piecesOf({ ctx }: Shop): Promise<Piece[]> {
  const [row] = await selectLibrary(ctx.db, ctx.actor.userId, {}, null, 1);
  if (row === undefined) throw new Error('none');
  const urls = await urlsOfFile(ctx.objectStore, row, {
    ...{ userId: ctx.actor.userId, now: ctx.clock.now(), secret },
  });
  const pieces = [urls.streamUrl, urls.thumbnailsUrl, urls.pictureUrl].map(pieceOf);
  for (const { token, path } of pieces) {
    if (!isList(path)) continue;
    const base = `https://site.test/${token}/`;
    for (const [, line, uri] of (await read(ctx, { token, path })).matchAll(named)) {
      const next = new URL(line ?? uri ?? '', `${base}${path}`).href.slice(base.length);
      if (!pieces.some((one) => one.path === next)) pieces.push({ token, path: next });
    }
  }
  return pieces;
}

const isList = (path: string) => /\.(m3u8|vtt)$/.test(path);

describe('a recording that is played', () => {
  let film: Shop;
  let pieces: Piece[];
  beforeEach(async () => {
    film = await readyFilm();
    pieces = await piecesOf(film);
  });

  const statusOf = async (piece: Piece, who: Partial<StreamContext> = {}, range: string | null = null) =>
    (await answerStream({ ...film.ctx, ...who }, { ...piece, range })).status;
  const others = (): [number, Partial<StreamContext>][] => [
    [401, { actor: null }],
    [404, { actor: { ...film.ctx.actor, userId: newId() } }],
    [404, { clock: fixedClock(new Date(film.ctx.clock.now().getTime() + 4 * 3_600_000)) }],
    [404, { secret: `${secret}!` }],
  ];

  it('names every piece by an address of ours', () => {
    expect(pieces.map(({ path }) => path).sort()).toEqual([
      ...['360p/00000.ts', '360p/index.m3u8', '720p/00000.ts', '720p/index.m3u8', 'file', 'master.m3u8'],
      ...['sound/00000.ts', 'sound/index.m3u8', 'thumbs/000.jpg', 'thumbs/track.vtt'],
    ]);
  });

  it('is read by its reader piece by piece, also in stretches, and kept by no cache', async () => {
    for (const piece of pieces) {
      const own = await answerStream(film.ctx, { ...piece, range: null });
      expect([own.status, own.headers.get('cache-control')], piece.path).toEqual([200, 'private, no-store']);
      const stretch = await answerStream(film.ctx, { ...piece, range: 'bytes=0-3' });
      expect(stretch.headers.get('content-range'), piece.path).toMatch(/^bytes 0-3\/\d+$/);
      expect([stretch.status, (await stretch.text()).length], piece.path).toEqual([206, 4]);
      expect(await statusOf(piece, {}, 'bytes=99999-'), piece.path).toBe(416);
    }
  });

  it('is refused piece by piece to a visitor, to another learner, when it is over, and when it is forged', async () => {
    for (const piece of pieces)
      for (const [status, who] of others()) expect(await statusOf(piece, who), piece.path).toBe(status);
  });

  it('comes from CloudFront where there is one, for a moment, and for whom we have let in only', async () => {
    const addressOf = (key: string, until: Date) => `https://cdn.test/${key}?${until.getTime()}`;
    const delivery = { addressOf };
    const until = film.ctx.clock.now().getTime() + 60_000;
    for (const piece of pieces) {
      const led = await answerStream({ ...film.ctx, delivery }, { ...piece, range: null });
      expect(led.status, piece.path).toBe(isList(piece.path) ? 200 : 302);
      if (led.status === 302) expect(led.headers.get('location')).toMatch(new RegExp(`\\?${until}$`));
      for (const [status, who] of others())
        expect(await statusOf(piece, { ...who, delivery }), piece.path).toBe(status);
    }
  });

  it('opens nothing beside what was made to be played', async () => {
    const [stream, , poster] = pieces;
    if (stream === undefined || poster === undefined) throw new Error('none');
    await film.ctx.objectStore.put(film.key, 'as it was uploaded', { contentType: 'video/mp4' });
    const elsewhere = [
      '../source',
      'source',
      '720p/../../source',
      '1080p/index.m3u8',
      'file',
      'poster-0.jpg',
    ];
    for (const path of elsewhere) {
      await expect(read(film.ctx, { ...stream, path })).rejects.toThrow('media/not_found');
    }
    await expect(read(film.ctx, { ...poster, path: 'master.m3u8' })).rejects.toThrow('media/not_found');
  });
});
