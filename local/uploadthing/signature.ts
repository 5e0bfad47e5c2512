import { createHmac, timingSafeEqual } from 'node:crypto';

/** The signature of a payload: `hmac-sha256=` and hexadecimal digits, by the application's key. */
export function signPayload(payload: string, apiKey: string): string {
  return `hmac-sha256=${createHmac('sha256', apiKey).update(payload).digest('hex')}`;
}

function isEqual(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * Whether an address was signed by the application and has not expired.
 *
 * @param address - the whole address; its `signature` is the last parameter and covers all that stands before it
 * @param nowMs - milliseconds since 1970
 */
export function isSignedAddress(address: string, apiKey: string, nowMs: number): boolean {
  const match = /^(.*)[?&]signature=([^&]+)$/.exec(address);
  const [, signed, signature] = match ?? [];
  if (signed === undefined || signature === undefined) return false;
  const expires = Number(new URL(signed).searchParams.get('expires') ?? Number.NaN);
  return expires > nowMs && isEqual(decodeURIComponent(signature), signPayload(signed, apiKey));
}

/** Adds `expires` and `signature` to an address. */
export function signAddress(address: string, apiKey: string, expiresAtMs: number): string {
  const url = new URL(address);
  url.searchParams.set('expires', String(expiresAtMs));
  const signature = signPayload(url.href, apiKey);
  url.searchParams.append('signature', signature);
  return url.href;
}

/** Whether a header carries the application's key. */
export function isApiKey(header: string | undefined, apiKey: string): boolean {
  return header !== undefined && isEqual(header, apiKey);
}
