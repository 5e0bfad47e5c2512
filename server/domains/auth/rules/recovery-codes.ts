import { createHmac, randomBytes } from 'node:crypto';

/** How many codes a person is given at a time. */
const recoveryCodeCount = 10;

/** Letters and digits that cannot be taken for one another when they are read from paper (Crockford's base32). */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const codeLength = 10;

function makeCode(): string {
  const letters = [...randomBytes(codeLength)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

/** Makes codes of 50 random bits each, as they are shown: `k3x9q-7hm2t`. */
export function makeRecoveryCodes(): string[] {
  const codes = new Set<string>();
  while (codes.size < recoveryCodeCount) codes.add(makeCode());
  return [...codes];
}

/** Reads a code as people type it: spaces, dashes and capitals do not matter, nor do the letters taken for digits. */
function plain(typed: string): string {
  return typed.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1');
}

/** Returns what is stored of a person's code; a stolen table cannot be searched without the secret. */
export function hashRecoveryCode(secret: string, userId: string, typed: string): string {
  return createHmac('sha256', secret)
    .update(`lyceum.recovery_code.${userId}.${plain(typed)}`)
    .digest('hex');
}
