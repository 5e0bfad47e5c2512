import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { HttpError, header, readBody, sendJson } from './http';
import type { StoredFile } from './registry';
import type { UploadService } from './service';
import { isApiKey } from './signature';

/** What the stand-in's plan allows, in bytes: a hundred gigabytes. */
const LIMIT_BYTES = 100_000_000_000;

/** How long a signed address holds when nobody says, in seconds. */
const DEFAULT_EXPIRY_SECONDS = 300;

const keys = z.object({
  fileKeys: z.array(z.string()).max(1_000).optional(),
  customIds: z.array(z.string()).max(1_000).optional(),
});
const one = { fileKey: z.string().optional(), customId: z.string().optional() };

const paging = z.object({
  limit: z.number().int().min(1).max(500).default(500),
  offset: z.number().int().min(0).default(0),
});
const renames = z.object({
  updates: z.array(z.object({ ...one, newName: z.string().min(1).max(1_000) })).max(1_000),
});
const aclChanges = z.object({
  updates: z.array(z.object({ ...one, acl: z.enum(['private', 'public-read']) })).max(1_000),
});
const access = z.object({ ...one, expiresIn: z.number().positive().default(DEFAULT_EXPIRY_SECONDS) });

function filesOf(service: UploadService, asked: z.infer<typeof keys>): StoredFile[] {
  const { fileKeys = [], customIds = [] } = asked;
  const found = [
    ...fileKeys.map((fileKey) => service.registry.find({ fileKey })),
    ...customIds.map((customId) => service.registry.find({ customId })),
  ];
  return found.filter((file) => file !== undefined);
}

function needFile(
  service: UploadService,
  asked: { fileKey?: string | undefined; customId?: string | undefined },
) {
  const file = service.registry.find(asked);
  if (!file) throw new HttpError(404, 'File not found');
  return file;
}

type Operation = (service: UploadService, request: IncomingMessage) => Promise<unknown>;

/** The operations of the vendor's `UTApi`, by path. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  async '/v6/deleteFiles'(service, request) {
    const files = filesOf(service, await readBody(request, keys));
    for (const file of files) await service.remove(file);
    return { success: true, deletedCount: files.length };
  },
  async '/v6/getFileUrl'(service, request) {
    const files = filesOf(service, await readBody(request, keys));
    return { data: files.map((file) => ({ key: file.id, url: service.urlOf(file) })) };
  },
  async '/v6/listFiles'(service, request) {
    const { limit, offset } = await readBody(request, paging);
    const files = service.registry.files.all();
    return {
      hasMore: offset + limit < files.length,
      files: files.slice(offset, offset + limit).map((file) => ({
        id: file.id,
        customId: file.customId,
        key: file.id,
        name: file.name,
        size: file.size,
        status: file.status,
        uploadedAt: file.uploadedAt,
      })),
    };
  },
  async '/v6/renameFiles'(service, request) {
    const { updates } = await readBody(request, renames);
    service.registry.transaction(() => {
      for (const { newName, ...key } of updates) {
        service.registry.files.put({ ...needFile(service, key), name: newName });
      }
    });
    return { success: true };
  },
  async '/v6/updateACL'(service, request) {
    const { updates } = await readBody(request, aclChanges);
    service.registry.transaction(() => {
      for (const { acl, ...key } of updates) service.registry.files.put({ ...needFile(service, key), acl });
    });
    return { success: true };
  },
  async '/v6/requestFileAccess'(service, request) {
    const { expiresIn, ...key } = await readBody(request, access);
    const url = service.signedUrlOf(needFile(service, key), expiresIn);
    return { url, ufsUrl: url };
  },
  async '/v6/getUsageInfo'(service) {
    const files = service.registry.files.all().filter((file) => file.status === 'Uploaded');
    const totalBytes = files.reduce((sum, file) => sum + file.size, 0);
    return { totalBytes, appTotalBytes: totalBytes, filesUploaded: files.length, limitBytes: LIMIT_BYTES };
  },
};

/** Answers one request to the API. `path` is what follows the API's own address. */
export async function handleApi(
  service: UploadService,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isApiKey(header(request, 'x-uploadthing-api-key'), service.apiKey)) {
    throw new HttpError(401, 'Invalid API key');
  }
  const operation = request.method === 'POST' ? OPERATIONS[path] : undefined;
  if (!operation) throw new HttpError(404, 'Not found');
  sendJson(response, 200, await operation(service, request));
}
