import { Secret, TOTP } from 'otpauth';

/** What every authenticator app understands (RFC 6238 §4, and the defaults of Google's key URI format). */
const settings = { issuer: 'Lyceum', algorithm: 'SHA1', digits: 6, period: 30 } as const;

/** Codes of so many steps before and after the present one count, for clocks that are off (RFC 6238 §5.2). */
const window = 1;

/** Makes the secret an authenticator app is given: 160 bits, in base32. */
export function makeTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

function generator(secret: string, label = ''): TOTP {
  return new TOTP({ ...settings, label, secret: Secret.fromBase32(secret) });
}

/** Returns the address that an authenticator app reads from a QR code. */
export function totpAddress(secret: string, label: string): string {
  return generator(secret, label).toString();
}

/** Returns the time step a code belongs to, or null when it fits none that counts at this time. */
export function stepOfCode(secret: string, code: string, at: Date): bigint | null {
  const timestamp = at.getTime();
  const delta = generator(secret).validate({ token: code, timestamp, window });
  return delta === null ? null : BigInt(Math.floor(timestamp / (settings.period * 1_000)) + delta);
}
