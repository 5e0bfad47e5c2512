import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { ByteRange } from './file-store';
import { CORS_HEADERS, HttpError } from './http';
import type { StoredFile } from './registry';
import type { UploadService } from './service';
import { isSignedAddress } from './signature';

/** Types that could run script on this host; they are offered for download only. */
const ACTIVE_TYPES = /^(text\/html|application\/xhtml\+xml|image\/svg\+xml|(text|application)\/xml)\b/i;

/** A single range of a `size` byte file (RFC 9110, 14.1.2); undefined for the whole, null when it lies outside. */
export function parseRange(value: string | undefined, size: number): ByteRange | null | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(value ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const isSuffix = match[1] === '';
  const start = isSuffix ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = isSuffix || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (start >= size || (isSuffix && Number(match[2]) === 0)) return null;
  return start > end ? undefined : { start, end };
}

function dispositionOf(file: StoredFile): string {
  const kind = ACTIVE_TYPES.test(file.type) ? 'attachment' : file.disposition;
  const ascii = file.name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const encoded = encodeURIComponent(file.name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

function fileAt(service: UploadService, url: URL): StoredFile {
  const [, kind, first, second] = url.pathname.split('/');
  const key = kind === 'a' && first === service.appId ? second : kind === 'f' ? first : undefined;
  const file = key === undefined ? undefined : service.registry.files.get(decodeURIComponent(key));
  if (file?.status !== 'Uploaded') throw new HttpError(404, 'File not found');
  const address = service.addresses.filesUrl + url.pathname + url.search;
  if (file.acl === 'private' && !isSignedAddress(address, service.apiKey, Date.now())) {
    throw new HttpError(403, 'This file is private');
  }
  return file;
}

function headersOf(file: StoredFile, range: ByteRange | undefined) {
  return {
    'accept-ranges': 'bytes',
    'cache-control': file.acl === 'private' ? 'private, max-age=300' : 'public, max-age=31536000, immutable',
    'content-disposition': dispositionOf(file),
    'content-length': String(range ? range.end - range.start + 1 : file.size),
    'content-type': file.type.includes('/') ? file.type : 'application/octet-stream',
    etag: `"${file.fileHash}"`,
    'x-content-type-options': 'nosniff',
    ...(range ? { 'content-range': `bytes ${range.start}-${range.end}/${file.size}` } : {}),
  };
}

/** Serves one file, whole or in part. `url` holds the path behind the file host's own address. */
export async function handleFile(
  service: UploadService,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  for (const [name, value] of Object.entries(CORS_HEADERS)) response.setHeader(name, value);
  if (request.method === 'OPTIONS') {
    response.writeHead(204).end();
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') throw new HttpError(405, 'Method not allowed');
  const file = fileAt(service, url);
  const range = parseRange(request.headers.range, file.size);
  if (range === null) {
    response.writeHead(416, { 'content-range': `bytes */${file.size}` }).end();
    return;
  }
  const headers = headersOf(file, range);
  if (request.headers['if-none-match'] === headers.etag) {
    response.writeHead(304, { etag: headers.etag }).end();
    return;
  }
  if (request.method === 'HEAD') {
    response.writeHead(200, headersOf(file, undefined)).end();
    return;
  }
  const body = await service.store.get(file.id, range);
  if (!body) throw new HttpError(404, 'File not found');
  response.writeHead(range ? 206 : 200, headers);
  await pipeline(body, response);
}
