import { dropLeftovers } from '@/server/domains/media/commands/drop-files';
import type { Announcing } from '@/server/domains/media/context';
import { mediaErrors } from '@/server/domains/media/errors';
import {
  type AtWork,
  finishPending,
  selectPending,
  updateProgress,
} from '@/server/domains/media/repo/processing';
import {
  posterKey,
  privateFolder,
  streamFolder,
  thumbnailTrackPath,
} from '@/server/domains/media/rules/asset-keys';
import { ladderOf } from '@/server/domains/media/rules/ladder';
import { masterPlaylist, mediaPlaylist, type Segment } from '@/server/domains/media/rules/playlists';
import {
  type NamedJob,
  posterChoices,
  type RecordingFacts,
  thumbnailStream,
} from '@/server/domains/media/rules/recording-work';
import { sheetsOf, thumbnailTrack } from '@/server/domains/media/rules/thumbnails';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import {
  type Heard,
  type MediaFacts,
  MediaUnreadableError,
  NothingToPlayError,
  type Rendered,
  type Transcoder,
} from '@/server/platform/adapters/transcoder';
import type { UseCaseContext } from '@/server/platform/context';
import { AppError } from '@/server/platform/errors';

type Workshop = Pick<UseCaseContext, 'db'> &
  Announcing & { readonly objectStore: ObjectStore; readonly transcoder: Transcoder };

/** Longer than any lesson, in ms; more pixels at a side, or in all, than any screen shows. */
const limits = { durationMs: 4 * 3_600_000, side: 8_192, pixels: 36_000_000 } as const;

/** So many stretches a waveform has: as many as can be told apart on a wide screen. */
const waveformPeaks = 600;

/** Says of a damaged file that trying again cannot help. @throws AppError `media/unreadable`, `media/nothing_to_play` */
export async function reading<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof MediaUnreadableError) throw new AppError(mediaErrors.unreadable, { cause: error });
    if (error instanceof NothingToPlayError)
      throw new AppError(mediaErrors.nothing_to_play, { cause: error });
    throw error;
  }
}

function requireBounds({ durationMs, picture }: MediaFacts): void {
  const details = { limit: limits.durationMs / 3_600_000 };
  if (durationMs > limits.durationMs) throw new AppError(mediaErrors.too_long, { details });
  const [width, height] = [picture?.width ?? 0, picture?.height ?? 0];
  if (Math.max(width, height) > limits.side || width * height > limits.pixels)
    throw new AppError(mediaErrors.too_many_pixels, { details: { limit: limits.side } });
}

const kindOf = ({ picture }: MediaFacts) => (picture === null ? 'audio' : 'video');

/**
 * Looks at a recording; null when there is nothing to do (any more).
 *
 * @throws AppError `media/unreadable`, `media/nothing_to_play`, `media/too_long`, `media/too_many_pixels`;
 *   `media/other_kind` when it stands in the place of a video and has no picture, or the other way round.
 */
export async function planRecording(ctx: Workshop, at: AtWork): Promise<RecordingFacts | null> {
  const asset = await selectPending(ctx.db, at);
  if (asset === null || (asset.kind !== 'video' && asset.kind !== 'audio')) return null;
  const source = { key: asset.key, contentType: asset.contentType };
  const facts = await reading(async () => await ctx.transcoder.probe(source));
  requireBounds(facts);
  if (asset.isReplacement && asset.kind !== kindOf(facts)) throw new AppError(mediaErrors.other_kind);
  const sizes = facts.picture === null ? [] : ladderOf(facts.picture);
  return { source, facts, sizes, isWhole: ctx.transcoder.takesWholes };
}

/** Whether nobody waits for the work any more; what was made until then is removed. */
async function isOver(ctx: Workshop, at: AtWork): Promise<boolean> {
  // A film takes hours of all the processors there are; nobody else would stop the work on one that is gone.
  if ((await selectPending(ctx.db, at)) !== null) return false;
  await dropLeftovers(ctx, at.folder);
  return true;
}

/**
 * Measures how loud a recording is, and its waveform.
 *
 * @returns null and `over` as {@link renderPiece}.
 */
export async function listenToRecording(
  ctx: Workshop,
  at: AtWork,
  { source, facts }: RecordingFacts,
): Promise<Heard | 'over' | null> {
  if (await isOver(ctx, at)) return 'over';
  const job = {
    source,
    folder: privateFolder(at.folder),
    durationMs: facts.durationMs,
    peaks: waveformPeaks,
  };
  return await reading(async () => await ctx.transcoder.listen(job));
}

/**
 * Does a piece of the work and tells its owner how far it is.
 *
 * @returns null while a service elsewhere is still at it; `over` when the recording is gone, replaced or done.
 */
export async function renderPiece(
  ctx: Workshop,
  at: AtWork,
  { job }: NamedJob,
  percent: number,
): Promise<readonly Rendered[] | 'over' | null> {
  if (await isOver(ctx, at)) return 'over';
  const rendered = await reading(async () => await ctx.transcoder.render(job));
  if (rendered === null) return null;
  if (await updateProgress(ctx.db, at, percent)) await announce(ctx, at);
  return rendered;
}

async function announce(ctx: Pick<Workshop, 'db' | 'live'>, at: AtWork): Promise<void> {
  const asset = await selectPending(ctx.db, at);
  if (asset?.ownerId != null) await ctx.live.announce(asset.ownerId);
}

type Streams = Readonly<Record<string, readonly Segment[]>>;

/** Writes the playlists and the track of the small pictures; returns where they lie. */
async function writeLists(
  { objectStore }: Workshop,
  at: AtWork,
  { facts, sizes }: RecordingFacts,
  { [thumbnailStream]: sheets = [], ...streams }: Streams,
): Promise<{ streamKey: string; thumbnailsKey: string | null }> {
  const folder = streamFolder(at.folder);
  const options = { contentType: 'application/vnd.apple.mpegurl' };
  for (const [name, segments] of Object.entries(streams))
    await objectStore.put(`${folder}${name}/index.m3u8`, mediaPlaylist(segments), options);
  const streamKey = `${folder}master.m3u8`;
  await objectStore.put(streamKey, masterPlaylist(sizes, facts.hasSound), options);
  if (facts.picture === null) return { streamKey, thumbnailsKey: null };
  const names = sheets.map(({ name }) => name);
  const layout = sheetsOf(facts.durationMs, facts.picture);
  const thumbnailsKey = `${folder}${thumbnailTrackPath}`;
  const track = thumbnailTrack(layout, facts.durationMs, names);
  await objectStore.put(thumbnailsKey, track, { contentType: 'text/vtt; charset=utf-8' });
  return { streamKey, thumbnailsKey };
}

/** Writes the playlists and makes the recording ready; false when it is gone or replaced meanwhile. */
export async function publishRecording(
  ctx: Workshop,
  at: AtWork,
  known: RecordingFacts,
  { heard, streams }: { readonly heard: Heard | null; readonly streams: Streams },
): Promise<boolean> {
  const asset = await selectPending(ctx.db, at);
  if (asset === null) {
    await dropLeftovers(ctx, at.folder);
    return false;
  }
  const { durationMs, picture } = known.facts;
  const lists = await writeLists(ctx, at, known, streams);
  const isDone = await finishPending(ctx.db, at, {
    ...{ status: 'ready', kind: kindOf(known.facts), progressPercent: 100, durationMs, ...lists },
    ...{ width: picture?.width ?? null, height: picture?.height ?? null },
    posterKey: picture === null ? null : posterKey(at.folder, 0),
    posterChoices: picture === null ? 0 : posterChoices,
    loudnessLufs: heard?.loudness?.lufs ?? null,
    peaks: heard === null ? null : Uint8Array.from(heard.peaks),
  });
  if (!isDone) await dropLeftovers(ctx, at.folder);
  if (asset.ownerId !== null) await ctx.live.announce(asset.ownerId);
  return isDone;
}
