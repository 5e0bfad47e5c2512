import { thumbnailTrackPath } from '@/server/domains/media/rules/asset-keys';
import { sealGrant } from '@/server/domains/media/rules/stream-token';
import { isPublicKey, publicUrl } from '@/server/platform/public-key';

/** How long the address of a private file works: a long sitting with pauses, not a link to pass on. */
export const playbackSeconds = 4 * 3_600;

/** Whoever is given addresses, and what seals them. */
export type Reader = { readonly userId: string; readonly now: Date; readonly secret: string };

const expiresAt = ({ now }: Reader) => now.getTime() + playbackSeconds * 1_000;

type Streamed = {
  readonly streamKey: string | null;
  readonly thumbnailsKey: string | null;
  readonly folder: string | null;
};

/** Returns the addresses of a stream and its small pictures, which work for this reader only; null what there is not. */
export function streamAddresses(
  { streamKey, thumbnailsKey, folder }: Streamed,
  reader: Reader,
): { readonly streamUrl: string | null; readonly thumbnailsUrl: string | null } {
  if (streamKey === null || folder === null) return { streamUrl: null, thumbnailsUrl: null };
  const { userId, secret } = reader;
  const base = `/api/media/${sealGrant(secret, { folder, userId, expiresAt: expiresAt(reader) })}`;
  return {
    streamUrl: `${base}/master.m3u8`,
    thumbnailsUrl: thumbnailsKey === null ? null : `${base}/${thumbnailTrackPath}`,
  };
}

type Paged = { readonly pagePictures: number; readonly folder: string | null };

/** Returns the address below which `1.jpg`, `2.jpg` … show the first pages to this reader; null when there are none. */
export function pagesAddress({ pagePictures, folder }: Paged, reader: Reader): string | null {
  if (pagePictures === 0 || folder === null) return null;
  const grant = { folder, userId: reader.userId, expiresAt: expiresAt(reader) };
  return `/api/media/${sealGrant(reader.secret, grant)}/pages`;
}

/** Returns the address of one object: for anyone where it is public, else for this reader only. */
export function objectAddress(key: string, reader: Reader): string {
  if (isPublicKey(key)) return publicUrl(key);
  const { userId, secret } = reader;
  return `/api/media/${sealGrant(secret, { key, userId, expiresAt: expiresAt(reader) })}/file`;
}

type Caption = { readonly locale: string; readonly label: string; readonly key: string };

/** Returns tracks of captions for this reader. */
export function captionTracks(captions: readonly Caption[], reader: Reader) {
  return captions.map(({ locale, label, key }) => ({ locale, label, url: objectAddress(key, reader) }));
}
