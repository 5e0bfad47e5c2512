import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const mark = 'lyc_';
const lengths = { name: 8, secret: 32, check: 6 } as const;

const form = new RegExp(`^${mark}[0-9A-Za-z]{${lengths.name + lengths.secret + lengths.check}}$`);

/** What may be kept of a key: how it begins, and the hash of all of it. */
export type ApiKeyTraces = { readonly prefix: string; readonly keyHash: string };

function randomDigits(count: number): string {
  return Array.from({ length: count }, () => digits[randomInt(digits.length)]).join('');
}

/** CRC-32 of what comes before, in six digits to the base of 62: all that a scanner for lost secrets needs to be sure. */
function checkOf(body: string): string {
  let rest = crc32(body);
  let text = '';
  while (text.length < lengths.check) {
    text = `${digits[rest % digits.length]}${text}`;
    rest = Math.floor(rest / digits.length);
  }
  return text;
}

function tracesOf(key: string): ApiKeyTraces {
  return {
    prefix: key.slice(0, mark.length + lengths.name),
    keyHash: createHash('sha256').update(key).digest('hex'),
  };
}

/** Makes a key that nobody can guess: `lyc_`, eight letters to know it by, 32 secret ones, and six that check the rest. */
export function makeApiKey(): ApiKeyTraces & { readonly key: string } {
  const body = `${mark}${randomDigits(lengths.name)}${randomDigits(lengths.secret)}`;
  const key = `${body}${checkOf(body)}`;
  return { key, ...tracesOf(key) };
}

/** Returns what a key is looked up by; null when it is none, or one of its letters is wrong. */
export function readApiKey(key: string): ApiKeyTraces | null {
  if (!form.test(key)) return null;
  const body = key.slice(0, -lengths.check);
  return key === `${body}${checkOf(body)}` ? tracesOf(key) : null;
}

/** Compares two hashes in the same time, wherever they differ. */
export function isSameKey(one: ApiKeyTraces, keyHash: string): boolean {
  const [a, b] = [Buffer.from(one.keyHash), Buffer.from(keyHash)];
  return a.length === b.length && timingSafeEqual(a, b);
}
