import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { CallbackResult } from './callbacks';
import { CORS_HEADERS, HttpError, header, sendJson } from './http';
import { boundaryOf, firstPart } from './multipart';
import { TooLargeError } from './partial-files';
import { confirm, register } from './registration';
import type { StoredFile } from './registry';
import type { UploadService } from './service';
import { isSignedAddress } from './signature';

/** Waiting times of one upload, in milliseconds. */
const WAIT = {
  /** For the application to say what belongs to the file: in development it does so beside the upload. */
  registrationMs: 5_000,
  /** For its `onUploadComplete`. */
  resultMs: 30_000,
} as const;

const announcedSchema = z.object({
  'x-ut-identifier': z.string(),
  'x-ut-file-name': z.string(),
  'x-ut-file-size': z.coerce.number().int().nonnegative(),
  'x-ut-file-type': z.string(),
  'x-ut-slug': z.string().optional(),
  'x-ut-custom-id': z.string().optional(),
  'x-ut-content-disposition': z.enum(['attachment', 'inline']).default('inline'),
  'x-ut-acl': z.enum(['private', 'public-read']).default('public-read'),
});

/** Reads what the application signed for this file. @throws {HttpError} when nobody signed it or it has expired */
function announced(service: UploadService, url: URL): StoredFile {
  const address = service.addresses.ingestUrl + url.pathname + url.search;
  if (!isSignedAddress(address, service.apiKey, Date.now())) {
    throw new HttpError(403, 'Invalid or expired signature');
  }
  // The vendor's client encodes each value once more than the address itself does.
  const values = Object.fromEntries(
    [...url.searchParams].map(([name, value]) => [
      name,
      name.startsWith('x-ut-') ? decodeURIComponent(value) : value,
    ]),
  );
  const parsed = announcedSchema.safeParse(values);
  if (!parsed.success) throw new HttpError(400, 'The address does not describe a file');
  if (parsed.data['x-ut-identifier'] !== service.appId)
    throw new HttpError(403, 'Another application signed this');
  return {
    id: decodeURIComponent(url.pathname.slice(1)),
    name: parsed.data['x-ut-file-name'],
    size: parsed.data['x-ut-file-size'],
    type: parsed.data['x-ut-file-type'],
    customId: parsed.data['x-ut-custom-id'] ?? null,
    slug: parsed.data['x-ut-slug'] ?? null,
    acl: parsed.data['x-ut-acl'],
    disposition: parsed.data['x-ut-content-disposition'],
    status: 'Uploading',
    fileHash: '',
    uploadedAt: Date.now(),
  };
}

/** Whether the part's type is the announced one; a resumed part is a slice, which has none. */
function isAnnouncedType(file: StoredFile, contentType: string): boolean {
  const base = contentType.split(';')[0]?.trim().toLowerCase();
  if (base === 'application/octet-stream' || !file.type.includes('/')) return true;
  return base === file.type.split(';')[0]?.trim().toLowerCase();
}

async function receive(service: UploadService, file: StoredFile, request: IncomingMessage): Promise<void> {
  const boundary = boundaryOf(request.headers['content-type']);
  if (boundary === undefined) throw new HttpError(400, 'The upload must be multipart/form-data');
  const start = Number(/^bytes=(\d+)-/.exec(header(request, 'range') ?? '')?.[1] ?? 0);
  if (start > (await service.partials.size(file.id)))
    throw new HttpError(416, 'The upload resumes too far ahead');
  const part = await firstPart(request, boundary);
  if (!isAnnouncedType(file, part.contentType)) {
    throw new HttpError(415, `The file is ${part.contentType}, but ${file.type} was announced`);
  }
  const size = await service.partials.write(file.id, start, part.bytes, file.size);
  if (size < file.size) throw new HttpError(400, `The file ends after ${size} of ${file.size} bytes`);
}

/** A stored file, and what the application will say to it; undefined when nobody waits for that. */
interface Kept {
  file: StoredFile;
  result: Promise<CallbackResult | undefined> | undefined;
}

async function keep(service: UploadService, file: StoredFile): Promise<Kept> {
  if (file.slug !== null && !(await isRegistered(service, file.id))) {
    throw new HttpError(424, 'The application did not register this upload');
  }
  const fileHash = await service.partials.hash(file.id);
  const contentType = file.type.includes('/') ? file.type : 'application/octet-stream';
  await service.store.put(file.id, service.partials.read(file.id), { contentType, size: file.size });
  const kept: StoredFile = { ...file, fileHash, status: 'Uploaded', uploadedAt: Date.now() };
  const isAwaited = file.slug !== null && service.registry.routes.get(file.id)?.awaitServerData !== false;
  // Waiting starts before the calling: a quick application confirms before this function goes on.
  const result = isAwaited ? service.callbacks.result(file.id, WAIT.resultMs) : undefined;
  service.registry.transaction(() => {
    service.registry.files.put(kept);
    if (kept.slug !== null) queue(service, kept.id, 'callback', callbackPayload(service, kept));
  });
  await service.partials.remove(file.id);
  return { file: kept, result };
}

/** Waits for the registration of a file: in development it may come after the file. */
async function isRegistered(service: UploadService, key: string): Promise<boolean> {
  const until = Date.now() + WAIT.registrationMs;
  while (!service.registry.routes.get(key)) {
    if (Date.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

function callbackPayload(service: UploadService, file: StoredFile): string {
  const url = service.urlOf(file);
  return JSON.stringify({
    status: 'uploaded',
    metadata: service.registry.routes.get(file.id)?.metadata ?? {},
    file: {
      name: file.name,
      size: file.size,
      type: file.type,
      customId: file.customId,
      key: file.id,
      url,
      appUrl: url,
      ufsUrl: url,
      fileHash: file.fileHash,
    },
    origin: service.addresses.ingestUrl,
  });
}

function queue(service: UploadService, key: string, hook: 'callback' | 'error', payload: string): void {
  const createdAt = Date.now();
  service.registry.callbacks.put({ id: key, hook, payload, attempts: 0, createdAt, nextAt: createdAt });
}

/** Forgets a refused upload and tells the application. */
async function refuse(service: UploadService, file: StoredFile, reason: string): Promise<void> {
  await service.partials.remove(file.id);
  service.registry.transaction(() => {
    service.registry.files.put({ ...file, status: 'Failed' });
    if (service.registry.routes.get(file.id)) {
      queue(service, file.id, 'error', JSON.stringify({ fileKey: file.id, error: reason }));
    }
  });
}

async function serverDataOf({ result }: Kept): Promise<unknown> {
  if (!result) return null;
  const answer = await result;
  if (!answer) throw new HttpError(504, 'The application has not confirmed the upload yet');
  if ('error' in answer) throw new HttpError(500, answer.error);
  return answer.data ?? null;
}

/** A refusal that no further attempt with the same file can mend. */
function finalReason(error: unknown): string | undefined {
  if (error instanceof TooLargeError) return error.message;
  return error instanceof HttpError && error.status === 415 ? error.message : undefined;
}

async function upload(service: UploadService, file: StoredFile, request: IncomingMessage): Promise<Kept> {
  const existing = service.registry.files.get(file.id);
  if (existing?.status === 'Uploaded') throw new HttpError(409, 'This file is already uploaded');
  try {
    await receive(service, file, request);
  } catch (error) {
    const reason = finalReason(error);
    if (reason === undefined) throw error;
    await refuse(service, file, reason);
    throw error instanceof TooLargeError ? new HttpError(413, error.message) : error;
  }
  return keep(service, file);
}

/** Uploads of one file follow each other: a client that resumes may be faster than its broken connection. */
const turns = new WeakMap<UploadService, Map<string, Promise<unknown>>>();

async function inTurn<T>(service: UploadService, key: string, work: () => Promise<T>): Promise<T> {
  const queues = turns.get(service) ?? new Map<string, Promise<unknown>>();
  turns.set(service, queues);
  const before = queues.get(key) ?? Promise.resolve();
  const run = before.then(work, work);
  const settled = run.catch(() => undefined);
  queues.set(key, settled);
  void settled.then(() => {
    if (queues.get(key) === settled) queues.delete(key);
  });
  return run;
}

/** Answers one request to the ingest. `url` holds the path behind the ingest's own address. */
export async function handleIngest(
  service: UploadService,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'POST' && url.pathname === '/route-metadata')
    return register(service, request, response);
  if (request.method === 'POST' && url.pathname === '/callback-result')
    return confirm(service, request, response);
  for (const [name, value] of Object.entries(CORS_HEADERS)) response.setHeader(name, value);
  if (request.method === 'OPTIONS') {
    response.writeHead(204).end();
    return;
  }
  if (request.method !== 'HEAD' && request.method !== 'PUT') throw new HttpError(405, 'Method not allowed');
  const file = announced(service, url);
  if (request.method === 'HEAD') {
    response.writeHead(200, { 'x-ut-range-start': String(await service.partials.size(file.id)) }).end();
    return;
  }
  const kept = await inTurn(service, file.id, () => upload(service, file, request));
  const address = service.urlOf(kept.file);
  sendJson(response, 200, {
    url: address,
    appUrl: address,
    ufsUrl: address,
    fileHash: kept.file.fileHash,
    serverData: await serverDataOf(kept),
  });
}
