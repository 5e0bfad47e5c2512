import { describe, expect, it } from 'vitest';
import { faultsOf } from './check-headers';
import type { HeaderClass } from './header-classes';

const page: HeaderClass = {
  name: 'a page',
  route: null,
  path: '/',
  status: 200,
  headers: { 'cache-control': /no-store/ },
  cookies: ['lyceum.csrf'],
};

const sound = {
  'content-security-policy':
    "script-src 'self' 'unsafe-inline'; base-uri 'self'; object-src 'none'; frame-ancestors 'self'; form-action 'self'; frame-src 'self'; report-uri /api/csp-reports; report-to csp",
  'reporting-endpoints': 'csp="/api/csp-reports"',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-frame-options': 'SAMEORIGIN',
  'permissions-policy': 'camera=(), microphone=(), payment=()',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'private, no-store',
};

const check = (headers: Record<string, string>, isSecure = false, status = 200) =>
  faultsOf(page, { status, headers: new Headers(headers) }, isSecure);

describe('the report of headers', () => {
  it('has nothing to say of a sound answer', () => {
    expect(check({ ...sound, 'set-cookie': 'lyceum.csrf=1; Path=/; HttpOnly; SameSite=Lax' })).toEqual([]);
  });

  it.each(Object.keys(sound))('names the class and %s when it is missing', (name) => {
    const rest = Object.fromEntries(Object.entries(sound).filter(([key]) => key !== name));
    expect(check(rest)).toEqual([expect.stringContaining(`a page: ${name} is missing`)]);
  });

  it('wants transport security where there is TLS, and not where there is none', () => {
    const header = { 'strict-transport-security': 'max-age=63072000; includeSubDomains' };
    expect(check(sound, true)).toEqual([expect.stringContaining('strict-transport-security is missing')]);
    expect(check({ ...sound, ...header }, true)).toEqual([]);
    expect(check({ ...sound, ...header })).toHaveLength(1);
  });

  it('finds a wrong status, and what says too much', () => {
    expect(check({ ...sound, 'x-powered-by': 'Next.js' }, false, 500)).toHaveLength(2);
  });

  it.each([
    ['lyceum.csrf=1; Path=/; SameSite=Lax', 'lacks HttpOnly'],
    ['lyceum.csrf=1; Path=/; HttpOnly', 'lacks SameSite=Lax'],
    ['lyceum.csrf=1; HttpOnly; SameSite=Lax', 'lacks Path=/'],
    ['tracker=1; Path=/; HttpOnly; SameSite=Lax', '"tracker" is not expected'],
    ['lyceum.csrf=1; Path=/; HttpOnly; SameSite=Lax; Domain=lyceum.test', 'has a Domain'],
  ])('refuses the cookie %s', (cookie, fault) => {
    expect(check({ ...sound, 'set-cookie': cookie })).toEqual([expect.stringContaining(fault)]);
  });

  it('wants cookies bound to the host where there is TLS', () => {
    const headers = { ...sound, 'strict-transport-security': 'max-age=63072000; includeSubDomains' };
    const cookie = '__Host-lyceum.csrf=1; Path=/; HttpOnly; Secure; SameSite=Lax';
    expect(check({ ...headers, 'set-cookie': cookie }, true)).toEqual([]);
    expect(check({ ...headers, 'set-cookie': cookie.replace('; Secure', '') }, true)).toHaveLength(1);
    expect(check({ ...headers, 'set-cookie': cookie.replace('__Host-', '') }, true)).toHaveLength(1);
  });
});
