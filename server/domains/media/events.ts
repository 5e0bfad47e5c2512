import { z } from 'zod';
import { defineEvent } from '@/server/platform/events';

/** What happens to files. */
export const mediaEvents = {
  /** A file has arrived that is to be made ready for courses. */
  assetUploaded: defineEvent('media/asset.uploaded', z.object({ assetId: z.uuid(), folder: z.uuid() })),
  /** A picture can be shown. */
  pictureReady: defineEvent('media/picture.ready', z.object({ assetId: z.uuid() })),
  /** The picture of a video at a moment is to be its poster. */
  posterWanted: defineEvent(
    'media/poster.wanted',
    z.object({ assetId: z.uuid(), folder: z.uuid(), posterId: z.uuid(), atMs: z.number().int().min(0) }),
  ),
  /** Nobody needs these objects any more. */
  filesDropped: defineEvent(
    'media/files.dropped',
    z.object({
      folder: z.uuid().nullable(),
      keys: z.array(z.string()).max(200),
      /** An upload whose parts the store is to forget. */
      upload: z.object({ key: z.string(), storeUploadId: z.string() }).nullable(),
    }),
  ),
} as const;
