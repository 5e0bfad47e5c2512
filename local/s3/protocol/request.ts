import type { IncomingMessage } from 'node:http';
import { s3Error } from './s3-error';

const MAX_KEY_BYTES = 1024;

/** A request as the S3 API sees it. */
export type S3Request = {
  readonly message: IncomingMessage;
  readonly method: string;
  /** The path as it was sent, still encoded. */
  readonly rawPath: string;
  /** Decoded query parameters in their order. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Headers by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bucket: string | null;
  readonly key: string | null;
};

/** The first query parameter of that name, undefined when absent. */
export function param(request: S3Request, name: string): string | undefined {
  return request.query.find(([candidate]) => candidate === name)?.[1];
}

/** Whether the query names a sub-resource, e.g. `?cors`. */
export function hasParam(request: S3Request, name: string): boolean {
  return param(request, name) !== undefined;
}

/** Percent-decoded text. @throws InvalidURI */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw s3Error('InvalidURI');
  }
}

/** RFC 3986 encoding as SigV4 wants it: everything but unreserved characters. */
export function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function parseQuery(search: string): [string, string][] {
  return search
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      return [decode(name), decode(value)];
    });
}

function joinHeaders(message: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(',') : value;
  }
  return headers;
}

/** The bucket of `bucket.localhost`, null for every other host. */
function bucketOfHost(host: string): string | null {
  return /^([a-z0-9][a-z0-9.-]+)\.localhost(?::\d+)?$/.exec(host.toLowerCase())?.[1] ?? null;
}

/** Splits a request into bucket, key and parameters; the key is never a file path. @throws InvalidURI, KeyTooLongError */
export function parseRequest(message: IncomingMessage): S3Request {
  const url = message.url ?? '/';
  const mark = url.indexOf('?');
  const rawPath = mark < 0 ? url : url.slice(0, mark);
  if (!rawPath.startsWith('/')) throw s3Error('InvalidURI');
  const headers = joinHeaders(message);
  const hostBucket = bucketOfHost(headers['host'] ?? '');
  const path = rawPath.slice(1);
  const slash = path.indexOf('/');
  const [pathBucket, pathKey] = slash < 0 ? [path, ''] : [path.slice(0, slash), path.slice(slash + 1)];
  const bucket = hostBucket ?? decode(pathBucket);
  const key = decode(hostBucket === null ? pathKey : path);
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw s3Error('KeyTooLongError');
  return {
    message,
    method: message.method ?? 'GET',
    rawPath,
    query: mark < 0 ? [] : parseQuery(url.slice(mark + 1)),
    headers,
    bucket: bucket === '' ? null : bucket,
    key: key === '' ? null : key,
  };
}
