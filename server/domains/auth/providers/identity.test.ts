import { describe, expect, it } from 'vitest';
import { provenBy } from '@/server/domains/auth/providers/identity';
import { hasGitHub, identityProviders } from '@/server/domains/auth/rules/identity-providers';

describe('what a provider says', () => {
  it.each([
    [true, 'ada@example.org'],
    ['true', 'ada@example.org'],
    [false, null],
    ['false', null],
    [undefined, null],
    ['perhaps', null],
    [1, null],
  ])('counts as an address with email_verified %j: %j', (email_verified, email) => {
    const said = { sub: '7', name: 'Ada', email: 'ada@example.org', email_verified };
    expect(provenBy('school', said)).toEqual({
      provider: 'school',
      subject: '7',
      label: 'ada@example.org',
      email,
      name: 'Ada',
    });
  });

  it('names a person without a name or address by their subject', () => {
    expect(provenBy('school', { sub: '7' })).toMatchObject({ label: '7', email: null, name: '' });
  });

  it('takes from GitHub the primary address, and only when it is verified', () => {
    const user = { id: 7, login: 'ada', name: null };
    const other = { email: 'old@example.org', primary: false, verified: true };
    const primary = { email: 'ada@example.org', primary: true, verified: true };
    const said = { ...user, emails: [other, primary] };
    expect(provenBy('github', said)).toMatchObject({
      subject: '7',
      label: 'ada',
      name: 'ada',
      email: 'ada@example.org',
    });
    const unproven = { ...user, emails: [other, { ...primary, verified: false }] };
    expect(provenBy('github', unproven).email).toBeNull();
    expect(provenBy('github', { ...user, emails: { message: 'Not Found' } }).email).toBeNull();
  });

  it('is refused when it names nobody', () => {
    expect(() => provenBy('school', { email: 'ada@example.org' })).toThrow();
    expect(() => provenBy('github', { login: 'ada' })).toThrow();
  });
});

describe('the providers that are set up', () => {
  const none = { GOOGLE_ISSUER: 'https://accounts.google.com', OIDC_PROVIDERS: [] };
  const school = {
    id: 'school',
    name: 'School account',
    issuer: 'https://id.example.org',
    clientId: 'a',
    clientSecret: 'b',
  };

  it('are none without settings, and none of which a half is missing', () => {
    expect(identityProviders(none)).toEqual([]);
    expect(identityProviders({ ...none, GOOGLE_CLIENT_ID: 'a', GITHUB_CLIENT_SECRET: 'b' })).toEqual([]);
    expect(hasGitHub({ ...none, GITHUB_CLIENT_ID: 'a' })).toBe(false);
  });

  it('are named without their secrets', () => {
    const all = {
      ...none,
      GOOGLE_CLIENT_ID: 'a',
      GOOGLE_CLIENT_SECRET: 'b',
      GITHUB_CLIENT_ID: 'a',
      GITHUB_CLIENT_SECRET: 'b',
      OIDC_PROVIDERS: [school],
    };
    expect(identityProviders(all)).toEqual([
      { id: 'google', name: 'Google' },
      { id: 'school', name: 'School account' },
      { id: 'github', name: 'GitHub' },
    ]);
  });
});
