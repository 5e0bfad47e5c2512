import { describe, expect, it } from 'vitest';
import { openGrant, sealGrant } from '@/server/domains/media/rules/stream-token';

const secret = 'a secret of at least thirty-two characters';
const userId = '018f0000-0000-7000-8000-000000000001';
const other = '018f0000-0000-7000-8000-000000000002';
const given = { folder: '018f0000-0000-7000-8000-00000000000a', userId, expiresAt: 1_000 };
const token = sealGrant(secret, given);
const at = (ms: number, id = userId) => ({ userId: id, now: new Date(ms) });

describe('leave to play a stream', () => {
  it('is for one person, until it is over', () => {
    expect(openGrant(secret, token, at(999))).toEqual(given);
    expect(openGrant(secret, token, at(1_000))).toBeNull();
    expect(openGrant(secret, token, at(999, other))).toBeNull();
  });

  it('cannot be made or changed by anybody else', () => {
    const [payload = '', signature = ''] = token.split('.');
    const changed = Buffer.from(JSON.stringify({ ...given, userId: other })).toString('base64url');
    for (const forged of [`${changed}.${signature}`, payload, `${payload}.`, '', '.', `${payload}.AAAA`]) {
      expect(openGrant(secret, forged, at(1, other))).toBeNull();
      expect(openGrant(secret, forged, at(1))).toBeNull();
    }
    expect(openGrant('another secret', token, at(1))).toBeNull();
  });
});
