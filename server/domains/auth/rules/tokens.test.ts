import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashToken, readToken, tokenFor } from '@/server/domains/auth/rules/tokens';

const purposes = fc.constantFrom('verify_email' as const, 'reset_password' as const);
const secrets = fc.string({ minLength: 1, maxLength: 40 });

describe('mailed tokens', () => {
  it('are read back by who made them, for what they were made', () => {
    fc.assert(
      fc.property(secrets, purposes, fc.uuid(), (secret, purpose, id) => {
        const token = tokenFor(secret, purpose, id);
        expect(readToken(secret, purpose, token)).toBe(id);
        const other = purpose === 'verify_email' ? 'reset_password' : 'verify_email';
        expect(readToken(secret, other, token)).toBeNull();
        expect(readToken(`${secret}!`, purpose, token)).toBeNull();
      }),
    );
  });

  it('are never read out of anything else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readToken('secret', 'verify_email', text)).toBeNull();
      }),
    );
  });

  it('are stored as a hash that does not show them', () => {
    const token = tokenFor('secret', 'verify_email', 'id');
    expect(hashToken(token)).toMatch(/^[0-9a-f]{64}$/);
    expect(hashToken(token)).not.toBe(hashToken(`${token} `));
  });
});
