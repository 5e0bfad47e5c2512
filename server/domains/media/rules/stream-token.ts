import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

const whose = { userId: z.uuid(), expiresAt: z.number().int() };

const grant = z.union([
  /** Everything of the stream that was made for a file. */
  z.object({ folder: z.uuid(), ...whose }),
  /** One object. */
  z.object({ key: z.string().min(1).max(500), ...whose }),
]);

/** Leave to read one stream, or one object: for one person, for some hours. */
export type StreamGrant = z.infer<typeof grant>;

function signatureOf(secret: string, payload: string): Buffer {
  return createHmac('sha256', secret).update(`stream:${payload}`).digest();
}

/** Seals a grant into a text that goes into an address. */
export function sealGrant(secret: string, given: StreamGrant): string {
  const payload = Buffer.from(JSON.stringify(given)).toString('base64url');
  return `${payload}.${signatureOf(secret, payload).toString('base64url')}`;
}

/** Returns the grant of a text we have sealed, if it is this person's and not over; null otherwise. */
export function openGrant(
  secret: string,
  token: string,
  reader: { readonly userId: string; readonly now: Date },
): StreamGrant | null {
  const [payload = '', signature = ''] = token.split('.');
  const expected = signatureOf(secret, payload);
  const given = Buffer.from(signature, 'base64url');
  if (given.byteLength !== expected.byteLength || !timingSafeEqual(given, expected)) return null;
  const found = grant.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  const isTheirs = found.userId === reader.userId && found.expiresAt > reader.now.getTime();
  return isTheirs ? found : null;
}
