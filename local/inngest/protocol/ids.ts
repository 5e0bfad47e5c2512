import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function encode(value: bigint, length: number): string {
  let rest = value;
  let text = '';
  for (let i = 0; i < length; i++) {
    text = (ALPHABET[Number(rest & 31n)] ?? '0') + text;
    rest >>= 5n;
  }
  return text;
}

function toUlid(time: number, entropy: Uint8Array): string {
  return encode(BigInt(time), 10) + encode(BigInt(`0x${Buffer.from(entropy).toString('hex')}`), 16);
}

/** Makes a ULID: 26 characters that sort by the millisecond they were made in. */
export function newId(now: number = Date.now()): string {
  return toUlid(now, randomBytes(10));
}

/**
 * Derives the same id for the same `x-inngest-event-id-seed` header and position, so that a sender that
 * repeats a request does not repeat its events. Returns null for a malformed seed.
 */
export function seededId(seed: string | undefined, position: number): string | null {
  const [millis, base64] = (seed ?? '').split(',');
  const time = Number(millis);
  const entropy = Buffer.from(base64 ?? '', 'base64');
  if (!Number.isSafeInteger(time) || time <= 0 || entropy.length !== 10) return null;
  entropy.writeUInt32BE((entropy.readUInt32BE(6) + position + 1) >>> 0, 6);
  return toUlid(time, entropy);
}

/** Shortens any text to a fixed, printable key; equal texts give equal keys. */
export function digest(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
