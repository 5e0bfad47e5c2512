import { constants, createVerify, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createCloudFrontDelivery } from '@/server/platform/adapters/delivery';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const url = 'https://media.example.org';
const until = new Date('2027-01-01T00:01:00.000Z');
const key = 'private/assets/1/stream/720p/00001.ts';

/** Does what CloudFront does with a canned policy: rebuilds it from the address, and looks at the signature. */
function letsIn(address: string, now: Date): boolean {
  const { origin, pathname, searchParams } = new URL(address);
  const expires = Number(searchParams.get('Expires'));
  const policy = JSON.stringify({
    Statement: [
      {
        Resource: `${origin}${pathname}`,
        Condition: { DateLessThan: { 'AWS:EpochTime': expires } },
      },
    ],
  });
  const signature = (searchParams.get('Signature') ?? '')
    .replaceAll('-', '+')
    .replaceAll('_', '=')
    .replaceAll('~', '/');
  const isOurs = createVerify('RSA-SHA1')
    .update(policy)
    .verify({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, signature, 'base64');
  return isOurs && searchParams.get('Key-Pair-Id') === 'K2' && now.getTime() < expires * 1_000;
}

describe('an address of CloudFront', () => {
  const delivery = createCloudFrontDelivery({
    ...{ url, keyPairId: 'K2' },
    privateKey: privateKey.replaceAll('\n', '\\n'),
  });
  const address = delivery.addressOf(key, until);
  const before = new Date(until.getTime() - 1);

  it('lets one object be read until its time is over', () => {
    expect(address.startsWith(`${url}/${key}?`)).toBe(true);
    expect(letsIn(address, before)).toBe(true);
    expect(letsIn(address, until)).toBe(false);
  });

  it('is of no use for another object, a later time or another key', () => {
    expect(letsIn(address.replace('00001.ts', '00002.ts'), before)).toBe(false);
    const later = address.replace(/Expires=(\d+)/, (_, at: string) => `Expires=${Number(at) + 60}`);
    expect(letsIn(later, until)).toBe(false);
    const other = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;
    const pem = other.export({ type: 'pkcs8', format: 'pem' }).toString();
    const forged = createCloudFrontDelivery({ url, keyPairId: 'K2', privateKey: pem });
    expect(letsIn(forged.addressOf(key, until), before)).toBe(false);
  });

  it('names keys with any letters', () => {
    expect(letsIn(delivery.addressOf('private/a b/ü+.ts', until), before)).toBe(true);
  });
});
