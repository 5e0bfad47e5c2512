import { isPublicKey, publicUrl } from '@/server/platform/public-key';

/** A picture anyone may see, with known dimensions. */
export type AssetView = {
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
  /** The same in other formats and sizes, best format first, as `<source>` takes it. */
  readonly sources: readonly { readonly type: string; readonly srcSet: string }[];
};

/** A track of captions, for one reader. */
export type CaptionTrack = { readonly locale: string; readonly label: string; readonly url: string };

/** A video whose addresses work for one reader, while they are signed in, and for some hours. */
export type PlayableVideo = {
  /** The file itself; null when there is a stream, because a file says what a camera wrote into it. */
  readonly url: string | null;
  readonly contentType: string;
  /** Playlist of its stream; null for a video that is played as one file. */
  readonly streamUrl: string | null;
  readonly width: number;
  readonly height: number;
  readonly durationMs: number;
  readonly posterUrl: string | null;
  /** WebVTT track of small pictures for moments of it. */
  readonly thumbnailsUrl: string | null;
  readonly captions: CaptionTrack[];
};

/** A recording without pictures, as {@link PlayableVideo}. */
export type PlayableAudio = {
  readonly url: string | null;
  readonly contentType: string;
  readonly streamUrl: string | null;
  readonly durationMs: number;
  /** Its waveform: amplitudes of equal stretches, 0 to 255; empty when it was not measured. */
  readonly peaks: number[];
  readonly captions: CaptionTrack[];
};

type Variant = { readonly key: string; readonly contentType: string; readonly width: number };

/** Best first: browsers take the first they know. */
const formats = ['image/avif', 'image/webp'] as const;

function sourcesOf(variants: readonly Variant[]): AssetView['sources'] {
  return formats.flatMap((type) => {
    const own = variants.filter(({ contentType, key }) => contentType === type && isPublicKey(key));
    const srcSet = own.map(({ key, width }) => `${publicUrl(key)} ${width}w`).join(', ');
    return srcSet === '' ? [] : [{ type, srcSet }];
  });
}

/** Returns an asset as a public picture, or null when it is private, no picture, or of unknown size. */
export function publicImage(asset: {
  kind: string;
  key: string;
  width: number | null;
  height: number | null;
  alt: string;
  variants: readonly Variant[];
}): AssetView | null {
  if (asset.kind !== 'image' || !isPublicKey(asset.key)) return null;
  if (asset.width === null || asset.height === null) return null;
  const { key, width, height, alt, variants } = asset;
  return { url: publicUrl(key), width, height, alt, sources: sourcesOf(variants) };
}
