import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Signatures older or newer than this are refused, as the SDK does. */
const SIGNATURE_TOLERANCE_MS = 5 * 60_000;

function withoutPrefix(signingKey: string): string {
  return signingKey.replace(/^signkey-\w+-/, '');
}

function hmac(body: string, signingKey: string, timestamp: string): string {
  return createHmac('sha256', withoutPrefix(signingKey)).update(body).update(timestamp).digest('hex');
}

function sameText(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Signs a body in the form of the `x-inngest-signature` header: `t=<seconds>&s=<hex HMAC-SHA256 of body and t>`.
 * The body of a request must be canonical JSON, because the SDK signs what it parsed (SDK_SPEC 4.1.3).
 */
export function sign(body: string, signingKey: string, now: number): string {
  const timestamp = String(Math.round(now / 1000));
  return `t=${timestamp}&s=${hmac(body, signingKey, timestamp)}`;
}

/** Tells whether a signature header belongs to this body and key and is at most five minutes old. */
export function isValidSignature(header: string, body: string, signingKey: string, now: number): boolean {
  const parts = new URLSearchParams(header);
  const timestamp = parts.get('t') ?? '';
  const age = Math.abs(now - Number.parseInt(timestamp, 10) * 1000);
  if (!(age <= SIGNATURE_TOLERANCE_MS)) return false;
  return sameText(hmac(body, signingKey, timestamp), parts.get('s') ?? '');
}

/** Hashes a signing key the way the SDK presents it as a bearer token (SDK_SPEC 4.1.4); the prefix stays readable. */
export function hashSigningKey(signingKey: string): string {
  const prefix = /^signkey-\w+-/.exec(signingKey)?.[0] ?? '';
  const digits = withoutPrefix(signingKey).replace(/[^a-z0-9]+/gi, '');
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  const bytes = (even.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16) & 0xff);
  return prefix + createHash('sha256').update(Uint8Array.from(bytes)).digest('hex');
}

/** Tells whether an `Authorization` header carries the hash of this signing key. */
export function isAuthorized(header: string | undefined, signingKey: string): boolean {
  return sameText(header ?? '', `Bearer ${hashSigningKey(signingKey)}`);
}
