import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { CommandLine } from './backend';
import { bytesOf } from './reply';

const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** A request the endpoint refuses, with the HTTP status it answers. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const commandSchema = z.array(scalar).min(1);
const batchSchema = z.array(commandSchema);

function toCommand(parts: z.infer<typeof commandSchema>): CommandLine {
  return parts.map((part) => bytesOf(part === null ? '' : String(part)));
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new RequestError(400, 'ERR failed to parse request: invalid JSON');
  }
}

/** The bytes of a request. @throws RequestError 413 above 16 MiB */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY_BYTES) throw new RequestError(413, 'ERR max request size exceeded');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** The commands of a `/pipeline` or `/multi-exec` body. @throws RequestError 400 */
export function parseBatch(body: Buffer): CommandLine[] {
  const batch = batchSchema.safeParse(parseJson(body));
  if (!batch.success)
    throw new RequestError(400, 'ERR failed to parse pipeline request: expected arrays of commands');
  return batch.data.map(toCommand);
}

/** The command of a `POST /` body. @throws RequestError 400 */
export function parseSingle(body: Buffer): CommandLine {
  const command = commandSchema.safeParse(parseJson(body));
  if (!command.success) throw new RequestError(400, 'ERR failed to parse command: expected a JSON array');
  return toCommand(command.data);
}

/** The path's segments, decoded. @throws RequestError 400 on malformed escapes */
export function pathSegments(url: URL): string[] {
  try {
    return url.pathname.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    throw new RequestError(400, 'ERR malformed path');
  }
}

/** `/set/key?EX=10` with the value as body: path, then body, then query, in that order. */
export function parsePathCommand(url: URL, body: Buffer): CommandLine {
  const command = pathSegments(url).map(bytesOf);
  if (body.length > 0) command.push(body.toString('latin1'));
  for (const [name, value] of url.searchParams) {
    if (name === '_token') continue;
    command.push(bytesOf(name));
    if (value !== '') command.push(bytesOf(value));
  }
  return command;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Whether the request carries the endpoint's token, compared in constant time. */
export function isAuthorized(request: IncomingMessage, url: URL, token: string): boolean {
  const header = request.headers.authorization ?? '';
  const given = header.startsWith('Bearer ')
    ? header.slice('Bearer '.length)
    : (url.searchParams.get('_token') ?? '');
  return timingSafeEqual(digest(given), digest(token));
}
