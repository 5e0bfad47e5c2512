import { randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** `length` letters and digits that cannot be guessed. */
export function randomText(length: number): string {
  let out = '';
  while (out.length < length) {
    for (const byte of randomBytes(length)) {
      // 62 does not divide 256: bytes past the last whole multiple would favour the first letters.
      if (byte < 248 && out.length < length) out += ALPHABET[byte % 62];
    }
  }
  return out;
}

/** A new identifier such as `cus_…`; checkout sessions carry Stripe's `test` mark and more letters. */
export function newId(prefix: string): string {
  return prefix === 'cs' ? `cs_test_${randomText(58)}` : `${prefix}_${randomText(24)}`;
}
