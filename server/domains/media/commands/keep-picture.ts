import { mediaEvents } from '@/server/domains/media/events';
import { insertAsset } from '@/server/domains/media/repo/library';
import { sourceKey } from '@/server/domains/media/rules/asset-keys';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import type { Tx } from '@/server/platform/db';
import { emit } from '@/server/platform/events';

/** A picture that did not come by the library's own upload. */
export type KeptPicture = {
  readonly id: string;
  readonly ownerId: string;
  readonly name: string;
  /** Text alternative. */
  readonly alt: string;
  readonly bytes: number;
  readonly at: Date;
};

/** Stores the bytes of a picture, a WebP of our own making, where {@link keepPicture} expects them. */
export async function storePicture(store: ObjectStore, id: string, bytes: Buffer): Promise<void> {
  await store.put(sourceKey(id), bytes, { contentType: 'image/webp' });
}

/** Takes a stored picture into its owner's library and has it made ready; false when it is there already. */
export async function keepPicture(tx: Tx, { at, ...picture }: KeptPicture): Promise<boolean> {
  const { id } = picture;
  const file = { kind: 'image', contentType: 'image/webp', key: sourceKey(id), folder: id } as const;
  if (!(await insertAsset(tx, { ...picture, ...file, createdAt: at }))) return false;
  await emit(tx, mediaEvents.assetUploaded, { assetId: id, folder: id });
  return true;
}
