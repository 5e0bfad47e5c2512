import { expect, test } from './support/test';

const everywhere = {
  'content-security-policy': expect.stringContaining(
    "script-src 'self' 'unsafe-inline'; base-uri 'self'; object-src 'none'; frame-ancestors 'self'; form-action 'self'",
  ),
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': expect.stringContaining('camera=()'),
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
} as const;

for (const [kind, path] of [
  ['a page that is a file', '/en'],
  ['a page that is cached', '/en/courses/git-without-fear'],
  ['a page of the signed-in', '/en/learn'],
  ['a page that does not exist', '/en/nowhere'],
  ['the API', '/api/trpc/auth.viewer'],
  ['sign-in', '/api/auth/csrf'],
] as const) {
  test(`${kind} is sent with what a browser must be told`, async ({ request }) => {
    const response = await request.get(path, { maxRedirects: 0 });
    expect(response.headers()).toMatchObject(everywhere);
    expect(response.headers()).not.toHaveProperty('x-powered-by');
  });
}
