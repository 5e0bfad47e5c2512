import { dropLeftovers } from '@/server/domains/media/commands/drop-files';
import type { Announcing } from '@/server/domains/media/context';
import { mediaErrors } from '@/server/domains/media/errors';
import {
  type AtWork,
  finishPending,
  selectPending,
  updateProgress,
} from '@/server/domains/media/repo/processing';
import { privateFolder, streamFolder } from '@/server/domains/media/rules/asset-keys';
import { type LadderStep, ladderOf, segmentSeconds, stretchesOf } from '@/server/domains/media/rules/ladder';
import {
  masterPlaylist,
  mediaPlaylist,
  type Segment,
  soundBitsPerSecond,
} from '@/server/domains/media/rules/playlists';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import {
  type MediaFacts,
  type MediaSource,
  MediaUnreadableError,
  type Rendered,
  type RenderJob,
  type Transcoder,
} from '@/server/platform/adapters/transcoder';
import type { UseCaseContext } from '@/server/platform/context';
import { AppError } from '@/server/platform/errors';

type Workshop = Pick<UseCaseContext, 'db'> &
  Announcing & { readonly objectStore: ObjectStore; readonly transcoder: Transcoder };

/** Longer than any lesson, in ms; more pixels at a side than any screen shows. */
const limits = { durationMs: 4 * 3_600_000, side: 8_192 } as const;

/** A piece of the work, by a name that stays the same however often it is tried. */
export type NamedJob = {
  readonly name: string;
  /** Which stream it is part of: `720p`, `sound`; null for the still picture. */
  readonly stream: string | null;
  readonly job: RenderJob;
};

/** All the work on a recording, in order. */
export type Plan = {
  readonly facts: MediaFacts;
  readonly sizes: readonly LadderStep[];
  readonly jobs: readonly NamedJob[];
};

/** Says of a damaged file that trying again cannot help. */
async function reading<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof MediaUnreadableError) throw new AppError(mediaErrors.unreadable, { cause: error });
    throw error;
  }
}

function requireBounds({ durationMs, picture }: MediaFacts): void {
  const details = { limit: limits.durationMs / 3_600_000 };
  if (durationMs > limits.durationMs) throw new AppError(mediaErrors.too_long, { details });
  const side = Math.max(picture?.width ?? 0, picture?.height ?? 0);
  if (side > limits.side)
    throw new AppError(mediaErrors.too_many_pixels, { details: { limit: limits.side } });
}

function jobsOf(
  source: MediaSource,
  folder: string,
  facts: MediaFacts,
  sizes: readonly LadderStep[],
): NamedJob[] {
  const at = streamFolder(folder);
  const stretches = stretchesOf(facts.durationMs);
  const [largest] = sizes.slice(-1);
  const still: NamedJob[] =
    largest === undefined
      ? []
      : [
          {
            name: 'still',
            stream: null,
            job: {
              ...{ kind: 'still', source, folder: privateFolder(folder) },
              atSeconds: Math.floor(facts.durationMs / 10_000),
              ...{ width: largest.width, height: largest.height },
            },
          },
        ];
  const sound: NamedJob[] = facts.hasSound
    ? [
        {
          name: 'sound',
          stream: 'sound',
          job: {
            ...{ kind: 'sound', source, folder: `${at}sound/` },
            bitsPerSecond: soundBitsPerSecond,
            segmentSeconds,
          },
        },
      ]
    : [];
  const pictures = sizes.flatMap((size) =>
    stretches.map(
      (stretch): NamedJob => ({
        name: `${size.name} from ${stretch.fromSeconds} s`,
        stream: size.name,
        job: { kind: 'pictures', source, folder: `${at}${size.name}/`, size, stretch },
      }),
    ),
  );
  return [...still, ...sound, ...pictures];
}

/**
 * Looks at a recording and says what is to be made of it; null when there is nothing to do (any more).
 *
 * @throws AppError `media/unreadable`, `media/too_long`, `media/too_many_pixels`.
 */
export async function planRecording(ctx: Workshop, at: AtWork): Promise<Plan | null> {
  const asset = await selectPending(ctx.db, at);
  if (asset === null || asset.kind === 'image') return null;
  const source = { key: asset.key, contentType: asset.contentType };
  const facts = await reading(async () => await ctx.transcoder.probe(source));
  requireBounds(facts);
  const sizes = facts.picture === null ? [] : ladderOf(facts.picture);
  return { facts, sizes, jobs: jobsOf(source, at.folder, facts, sizes) };
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
  // A film takes hours of all the processors there are; nobody else would stop the work on one that is gone.
  if ((await selectPending(ctx.db, at)) === null) {
    await dropLeftovers(ctx, at.folder);
    return 'over';
  }
  const rendered = await reading(async () => await ctx.transcoder.render(job));
  if (rendered === null) return null;
  if (await updateProgress(ctx.db, at, percent)) await announce(ctx, at);
  return rendered;
}

async function announce(ctx: Pick<Workshop, 'db' | 'live'>, at: AtWork): Promise<void> {
  const asset = await selectPending(ctx.db, at);
  if (asset?.ownerId != null) await ctx.live.announce(asset.ownerId);
}

/** Writes the playlists and makes the recording ready; false when it is gone or replaced meanwhile. */
export async function publishRecording(
  ctx: Workshop,
  at: AtWork,
  { facts, sizes }: Omit<Plan, 'jobs'>,
  streams: Readonly<Record<string, readonly Segment[]>>,
): Promise<boolean> {
  const asset = await selectPending(ctx.db, at);
  if (asset === null) {
    await dropLeftovers(ctx, at.folder);
    return false;
  }
  const folder = streamFolder(at.folder);
  const options = { contentType: 'application/vnd.apple.mpegurl' };
  for (const [name, segments] of Object.entries(streams))
    await ctx.objectStore.put(`${folder}${name}/index.m3u8`, mediaPlaylist(segments), options);
  const streamKey = `${folder}master.m3u8`;
  await ctx.objectStore.put(streamKey, masterPlaylist(sizes, facts.hasSound), options);
  const isDone = await finishPending(ctx.db, at, {
    status: 'ready',
    kind: facts.picture === null ? 'audio' : 'video',
    durationMs: facts.durationMs,
    width: facts.picture?.width ?? null,
    height: facts.picture?.height ?? null,
    posterKey: facts.picture === null ? null : `${privateFolder(at.folder)}still.jpg`,
    progressPercent: 100,
    streamKey,
  });
  if (!isDone) await dropLeftovers(ctx, at.folder);
  if (asset.ownerId !== null) await ctx.live.announce(asset.ownerId);
  return isDone;
}
