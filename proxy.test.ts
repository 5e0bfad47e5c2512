import { unstable_doesMiddlewareMatch } from 'next/experimental/testing/server';
import { NextRequest } from 'next/server';
import { describe, expect, it } from 'vitest';
import { config, proxy } from './proxy';

const origin = 'http://lyceum.test';

describe('which addresses reach the proxy', () => {
  it.each(['/', '/courses', '/verify/0199', '/english', '/apiary'])('%s does', (path) => {
    expect(unstable_doesMiddlewareMatch({ config, nextConfig: {}, url: path })).toBe(true);
  });

  it.each([
    '/en',
    '/es/courses',
    '/ar/verify/1',
    '/api/trpc/x',
    '/api',
    '/media/a/b',
    '/_next/static/a.js',
    '/robots.txt',
    '/api/trpc/a.b%2Cc.d',
    '/_next/static/chunks/app/%5Blocale%5D/a.js',
    '/en/courses/a%20b',
  ])('%s does not', (path) => {
    expect(unstable_doesMiddlewareMatch({ config, nextConfig: {}, url: path })).toBe(false);
  });
});

describe('an address that is no text', () => {
  const bad = [
    '/en/courses/%zz',
    '/es/people/zz%zz',
    '/media/%zz',
    '/en/people/%E0%A4%A',
    '/en/courses/%ff',
    '/%zz',
    '/a%',
  ];

  it.each(bad)('%s reaches the proxy and is answered by what does not exist', (path) => {
    expect(unstable_doesMiddlewareMatch({ config, nextConfig: {}, url: path })).toBe(true);
    const response = proxy(new NextRequest(origin + path));
    expect(response.headers.get('x-middleware-rewrite')).toBe(`${origin}/en/-/-`);
  });

  it.each(['/es/courses/dise%C3%B1o', '/media/%E2%82%AC', '/api/%E2%82%AC'])(
    'is not %s, which is let through',
    (path) => {
      const response = proxy(new NextRequest(origin + path));
      expect(response.headers.get('x-middleware-next')).toBe('1');
    },
  );

  it('is not one without a locale that has characters beyond ASCII', () => {
    const response = proxy(new NextRequest(`${origin}/dise%C3%B1o`));
    expect(response.headers.get('location')).toBe(`${origin}/en/dise%C3%B1o`);
  });
});

describe('where the proxy leads', () => {
  it.each([
    ['/', 'es-MX,es;q=0.9,en;q=0.5', '/es'],
    ['/verify/0199', 'ar', '/ar/verify/0199'],
    ['/courses?q=git', 'de,en;q=0.3', '/en/courses?q=git'],
    ['/courses', '*', '/en/courses'],
    ['/courses', 'en;q=0.2, ar-EG;q=0.8', '/ar/courses'],
    ['/courses', 'es;q=0, en', '/en/courses'],
    ['//evil.test/x', 'en', '/en//evil.test/x'],
    ['/courses', ';;q=,,', '/en/courses'],
  ])('%s for %s is %s', (path, language, target) => {
    const response = proxy(new NextRequest(origin + path, { headers: { 'accept-language': language } }));
    expect(response.status).toBe(307);
    expect(response.headers.get('location')).toBe(origin + target);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('vary')).toBe('Accept-Language');
  });
});
