import {
  posterFile,
  privateFolder,
  streamFolder,
  thumbnailFolder,
} from '@/server/domains/media/rules/asset-keys';
import {
  type LadderStep,
  segmentSeconds,
  stretchesOf,
  wholeStretch,
} from '@/server/domains/media/rules/ladder';
import { soundBitsPerSecond } from '@/server/domains/media/rules/playlists';
import { sheetsOf } from '@/server/domains/media/rules/thumbnails';
import type { Loudness, MediaFacts, MediaSource, RenderJob } from '@/server/platform/adapters/transcoder';

/** A piece of the work, by a name that stays the same however often it is tried. */
export type NamedJob = {
  readonly name: string;
  /** Which stream it is part of: `720p`, `sound`; null for stills; `thumbnails` is none that is played. */
  readonly stream: string | null;
  readonly job: RenderJob;
};

/** What is known of a recording before anything is made of it. */
export type RecordingFacts = {
  readonly source: MediaSource;
  readonly facts: MediaFacts;
  readonly sizes: readonly LadderStep[];
  /** Whether a size is made in one piece. */
  readonly isWhole: boolean;
};

/** Where in a video its stills are taken, as shares of its length. */
const shotShares = [0.1, 0.3, 0.5, 0.7, 0.9] as const;

/** So many stills stand to choice for the poster. */
export const posterChoices = shotShares.length;

/** The name under which the sheets of small pictures are handed on. */
export const thumbnailStream = 'thumbnails';

function picturesOf({ source, facts, sizes }: RecordingFacts, folder: string): NamedJob[] {
  const [largest] = sizes.slice(-1);
  if (largest === undefined || facts.picture === null) return [];
  const { durationMs } = facts;
  const at = (share: number) => Math.floor((durationMs * share) / 1_000);
  const shots = shotShares.map((share, index) => ({ name: posterFile(index), atSeconds: at(share) }));
  const { width, height } = largest;
  const stills = { kind: 'stills', source, folder: privateFolder(folder), shots, width, height } as const;
  const layout = sheetsOf(durationMs, facts.picture);
  const sheets = { kind: 'thumbnails', source, folder: thumbnailFolder(folder), layout, durationMs } as const;
  return [
    { name: 'stills', stream: null, job: stills },
    { name: 'thumbnails', stream: thumbnailStream, job: sheets },
  ];
}

/** Returns all the work on a recording, in order: what is quick and seen first comes first. */
export function workOn(known: RecordingFacts, folder: string, loudness: Loudness | null): NamedJob[] {
  const { source, facts, sizes, isWhole } = known;
  const at = streamFolder(folder);
  const sound: NamedJob = {
    name: 'sound',
    stream: 'sound',
    job: {
      ...{ kind: 'sound', source, folder: `${at}sound/`, loudness },
      ...{ bitsPerSecond: soundBitsPerSecond, segmentSeconds },
    },
  };
  const stretches = isWhole ? [wholeStretch(facts.durationMs)] : stretchesOf(facts.durationMs);
  const streams = sizes.flatMap((size) =>
    stretches.map(
      (stretch): NamedJob => ({
        name: `${size.name} from ${stretch.fromSeconds} s`,
        stream: size.name,
        job: { kind: 'pictures', source, folder: `${at}${size.name}/`, size, stretch },
      }),
    ),
  );
  return [...picturesOf(known, folder), ...(facts.hasSound ? [sound] : []), ...streams];
}
