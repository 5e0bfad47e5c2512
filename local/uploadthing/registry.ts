import { join } from 'node:path';
import { z } from 'zod';
import { Tables } from '@/local/durable/tables';

/** A file, from its registration to its removal. Times are milliseconds since 1970. */
const fileSchema = z.object({
  /** The file's key. */
  id: z.string(),
  name: z.string(),
  size: z.number().int(),
  type: z.string(),
  customId: z.string().nullable(),
  slug: z.string().nullable(),
  acl: z.enum(['private', 'public-read']),
  disposition: z.enum(['attachment', 'inline']),
  status: z.enum(['Failed', 'Uploaded', 'Uploading']),
  fileHash: z.string(),
  uploadedAt: z.number(),
});

/** What the application registered for a file before its upload. */
const routeSchema = z.object({
  id: z.string(),
  metadata: z.record(z.string(), z.unknown()),
  callbackUrl: z.string(),
  callbackSlug: z.string(),
  awaitServerData: z.boolean(),
  isDev: z.boolean(),
  registeredAt: z.number(),
});

/** A callback that the application has not confirmed yet. */
const callbackSchema = z.object({
  id: z.string(),
  hook: z.enum(['callback', 'error']),
  payload: z.string(),
  attempts: z.number().int(),
  createdAt: z.number(),
  nextAt: z.number(),
});

/** A file as it is kept, whether its bytes have come or not. */
export type StoredFile = z.infer<typeof fileSchema>;

/** A registration: the file that may be uploaded, and whom to call afterwards. */
export type FileRoute = z.infer<typeof routeSchema>;

/** A callback that the application has not confirmed yet. */
export type Callback = z.infer<typeof callbackSchema>;

/** How long a registration waits for its upload. */
const ROUTE_KEPT_MS = 7 * 86_400_000;

/** Files, registrations and open callbacks, in memory and in a journal under `dataDir`. */
export class Registry extends Tables {
  readonly files = this.table('file', fileSchema);
  readonly routes = this.table('route', routeSchema);
  readonly callbacks = this.table('callback', callbackSchema);

  /** @throws when the journal cannot be read */
  constructor(dataDir: string) {
    super();
    this.open(join(dataDir, 'uploadthing.jsonl'), () => {
      this.routes.forget(
        (row) => row.registeredAt < Date.now() - ROUTE_KEPT_MS && !this.callbacks.get(row.id),
      );
    });
  }

  /** The file with this key or, when asked so, with this custom id. */
  find(key: { customId?: string | undefined; fileKey?: string | undefined }): StoredFile | undefined {
    if (key.fileKey !== undefined) return this.files.get(key.fileKey);
    return this.files.all().find((row) => row.customId !== null && row.customId === key.customId);
  }
}
