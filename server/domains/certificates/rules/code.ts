/** Crockford's base 32 (crockford.com/base32.html): no I, L, O or U, so that a code survives being read aloud. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Number of symbols in a code: 60 bits, out of reach for guessing. */
const length = 12;

/** Makes a public code from random bytes, as it is printed: `7K3M-9QXD-20AV`. Needs at least 12 bytes. */
export function codeFrom(randomBytes: Uint8Array): string {
  const symbols = Array.from(randomBytes.subarray(0, length), (byte) => alphabet[byte % alphabet.length]);
  return symbols.join('').replace(/(.{4})(?=.)/g, '$1-');
}

/** Returns the printed form of a code as a person typed it, or null when it cannot be one. */
export function normaliseCode(typed: string): string | null {
  const symbols = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (symbols.length !== length || [...symbols].some((symbol) => !alphabet.includes(symbol))) return null;
  return symbols.replace(/(.{4})(?=.)/g, '$1-');
}
