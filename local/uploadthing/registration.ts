import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { HttpError, header, readBody, sendJson } from './http';
import type { UploadService } from './service';
import { isApiKey } from './signature';

const registration = z.object({
  fileKeys: z.array(z.string()).max(1_000),
  metadata: z.record(z.string(), z.unknown()).nullish(),
  isDev: z.boolean(),
  callbackUrl: z.url(),
  callbackSlug: z.string(),
  awaitServerData: z.boolean().default(true),
});

const confirmation = z.object({
  fileKey: z.string(),
  callbackData: z.unknown().optional(),
  error: z.string().optional(),
});

function requireKey(service: UploadService, request: IncomingMessage): void {
  if (isApiKey(header(request, 'x-uploadthing-api-key'), service.apiKey)) return;
  throw new HttpError(401, 'Invalid API key');
}

/** Takes what belongs to files that are about to be uploaded. @throws {HttpError} without the application's key */
export async function register(
  service: UploadService,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  requireKey(service, request);
  const { fileKeys, metadata, ...route } = await readBody(request, registration);
  service.registry.transaction(() => {
    for (const id of fileKeys) {
      service.registry.routes.put({ ...route, id, metadata: metadata ?? {}, registeredAt: Date.now() });
    }
  });
  if (route.isDev) stream(service, fileKeys, response);
  else sendJson(response, 200, { ok: true });
}

/** Keeps a development server's request open and sends its callbacks along it, one JSON line each. */
function stream(service: UploadService, keys: readonly string[], response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  response.flushHeaders();
  const open = new Set(keys);
  const detachers = keys.map((key) =>
    service.callbacks.attach(key, (chunk) => {
      response.write(chunk);
      open.delete(key);
      if (open.size === 0) response.end();
      return true;
    }),
  );
  response.on('close', () => {
    for (const detach of detachers) detach();
  });
}

/** Takes what `onUploadComplete` returned for a file. @throws {HttpError} without the application's key */
export async function confirm(
  service: UploadService,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  requireKey(service, request);
  const { fileKey, error, callbackData } = await readBody(request, confirmation);
  service.callbacks.confirm(fileKey, error === undefined ? { data: callbackData } : { error });
  sendJson(response, 200, { ok: true });
}
