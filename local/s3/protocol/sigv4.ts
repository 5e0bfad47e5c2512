import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { decode, encode } from './request';

/** Who may use the server. */
export type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
};

/** The day, region and service a signature is good for. */
export type Scope = { readonly date: string; readonly region: string };

/** The parts of a request that a signature covers. */
export type Signable = {
  readonly method: string;
  readonly rawPath: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
};

/** The only algorithm S3 still takes. */
export const ALGORITHM = 'AWS4-HMAC-SHA256';

/** Hexadecimal SHA-256. */
export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** `20261231T235959Z` of a moment. */
export function amzDate(now: number): string {
  return new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/** Milliseconds since the epoch of an `x-amz-date`, NaN when it is none. */
export function parseAmzDate(text: string): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** `date/region/s3/aws4_request`. */
export function scopeText({ date, region }: Scope): string {
  return `${date}/${region}/s3/aws4_request`;
}

/** The key derived from a secret for one scope. */
export function signingKey(secret: string, { date, region }: Scope): Buffer {
  return hmac(hmac(hmac(hmac(`AWS4${secret}`, date), region), 's3'), 'aws4_request');
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function canonicalQuery(query: Signable['query']): string {
  return query
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a, x], [b, y]) => compareText(a, b) || compareText(x, y))
    .map((pair) => pair.join('='))
    .join('&');
}

function canonicalRequest(request: Signable): string {
  const path = request.rawPath
    .split('/')
    .map((segment) => encode(decode(segment)))
    .join('/');
  const headers = request.signedHeaders.map(
    (name) => `${name}:${(request.headers[name] ?? '').trim().replace(/\s+/g, ' ')}\n`,
  );
  return [
    request.method,
    path,
    canonicalQuery(request.query),
    headers.join(''),
    request.signedHeaders.join(';'),
    request.payloadHash,
  ].join('\n');
}

/** Hexadecimal HMAC of a string under a derived key. */
export function sign(key: Uint8Array, stringToSign: string): string {
  return hmac(key, stringToSign).toString('hex');
}

/** The SigV4 signature of a request. @param date `x-amz-date` as sent */
export function requestSignature(request: Signable, date: string, scope: Scope, secret: string): string {
  const stringToSign = [ALGORITHM, date, scopeText(scope), sha256Hex(canonicalRequest(request))].join('\n');
  return sign(signingKey(secret, scope), stringToSign);
}

/** Compares signatures in time that does not depend on where they differ. */
export function isSameSignature(expected: string, given: string): boolean {
  return timingSafeEqual(
    createHash('sha256').update(expected).digest(),
    createHash('sha256').update(given).digest(),
  );
}
