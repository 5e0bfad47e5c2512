import fc from 'fast-check';
import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { hashRecoveryCode, makeRecoveryCodes } from '@/server/domains/auth/rules/recovery-codes';
import { seal, unseal } from '@/server/domains/auth/rules/seal';
import { makeTotpSecret, stepOfCode, totpAddress } from '@/server/domains/auth/rules/totp';

/** The secret of RFC 6238 appendix B, "12345678901234567890". */
const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('codes of an authenticator app', () => {
  it.each([
    // RFC 6238 appendix B, SHA1: the last six of its eight digits.
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
  ])('are those of the standard at second %i', (seconds, code) => {
    expect(stepOfCode(rfcSecret, code, new Date(seconds * 1_000))).toBe(BigInt(Math.floor(seconds / 30)));
  });

  it('count one step early or late, and not two', () => {
    const secret = makeTotpSecret();
    const at = new Date('2026-05-11T09:00:15Z');
    const codeAt = (steps: number) =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() + steps * 30_000 });
    const present = BigInt(Math.floor(at.getTime() / 30_000));
    const steps = [-2, -1, 0, 1, 2].map((step) => stepOfCode(secret, codeAt(step), at));
    expect(steps).toEqual([null, present - 1n, present, present + 1n, null]);
  });

  it('come from a secret of 160 bits that the address names', () => {
    const secret = makeTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(makeTotpSecret()).not.toBe(secret);
    const address = new URL(totpAddress(secret, 'ada@lyceum.test'));
    expect(address.searchParams.get('secret')).toBe(secret);
    expect(decodeURIComponent(address.pathname)).toContain('Lyceum:ada@lyceum.test');
  });
});

describe('sealing', () => {
  it('opens for the same secret and owner, and for nothing else', () => {
    const texts = fc.string({ maxLength: 60 });
    const keys = fc.string({ minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(keys, fc.uuid(), texts, (secret, owner, text) => {
        const sealed = seal(secret, owner, text);
        expect(unseal(secret, owner, sealed)).toBe(text);
        expect(unseal(`${secret}!`, owner, sealed)).toBeNull();
        expect(unseal(secret, `${owner}!`, sealed)).toBeNull();
        expect(seal(secret, owner, text)).not.toBe(sealed);
      }),
      { numRuns: 50 },
    );
  });

  it('notices any change', () => {
    const sealed = Buffer.from(seal('secret', 'owner', 'a text'), 'base64url');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(unseal('secret', 'owner', changed.toString('base64url'))).toBeNull();
    }
    expect(unseal('secret', 'owner', '')).toBeNull();
  });
});

describe('recovery codes', () => {
  it('are ten different ones that can be read from paper', () => {
    const codes = makeRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}$/);
  });

  it('are the same however they are typed, and only for their owner', () => {
    const hash = hashRecoveryCode('secret', 'ada', '01xyz-7hm2t');
    expect(hashRecoveryCode('secret', 'ada', ' OIXYZ 7HM2T ')).toBe(hash);
    expect(hashRecoveryCode('secret', 'eve', '01xyz-7hm2t')).not.toBe(hash);
    expect(hashRecoveryCode('other', 'ada', '01xyz-7hm2t')).not.toBe(hash);
  });
});
