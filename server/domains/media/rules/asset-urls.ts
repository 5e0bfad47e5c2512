import { isPublicKey, publicUrl } from '@/server/platform/public-key';

/** A picture anyone may see, with known dimensions. */
export type AssetView = {
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
};

/** A video with signed addresses. */
export type PlayableVideo = {
  readonly url: string;
  readonly contentType: string;
  /** Playlist of its stream, for this reader only; null for a video that is played as one file. */
  readonly streamUrl: string | null;
  readonly width: number;
  readonly height: number;
  readonly durationMs: number;
  readonly posterUrl: string | null;
  readonly captions: { readonly locale: string; readonly label: string; readonly url: string }[];
};

/** Returns an asset as a public picture, or null when it is private, no picture, or of unknown size. */
export function publicImage(asset: {
  kind: string;
  key: string;
  width: number | null;
  height: number | null;
  alt: string;
}): AssetView | null {
  if (asset.kind !== 'image' || !isPublicKey(asset.key)) return null;
  if (asset.width === null || asset.height === null) return null;
  return { url: publicUrl(asset.key), width: asset.width, height: asset.height, alt: asset.alt };
}
