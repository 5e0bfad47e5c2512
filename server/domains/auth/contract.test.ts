import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registerInput, returnPath } from '@/server/domains/auth/contract';

const site = 'https://lyceum.test';

describe('return path', () => {
  it.each(['/', '/en', '/en/courses?q=a%20b#top', '/en/learn/a-course/first', '/@someone'])(
    'takes %s',
    (path) => expect(returnPath.parse(path)).toBe(path),
  );

  it.each([
    '',
    'en/courses',
    '//evil.test',
    '///evil.test',
    '/\\evil.test',
    '/en\\..\\evil',
    '\\/evil.test',
    'https://evil.test',
    'javascript:alert(1)',
    '/\t/evil.test',
    '/ /evil.test',
    `/${'x'.repeat(500)}`,
  ])('refuses %j', (path) => expect(returnPath.safeParse(path).success).toBe(false));

  it('never leaves the site, however a browser reads it', () => {
    const tricky = fc.string({
      unit: fc.constantFrom('/', '\\', '.', ':', '@', '\t', '\n', 'a', '?', '#', '%'),
    });
    fc.assert(
      fc.property(tricky, (text) => {
        const path = `/${text}`;
        fc.pre(returnPath.safeParse(path).success);
        expect(new URL(path, site).origin).toBe(site);
      }),
    );
  });
});

describe('registration', () => {
  const given = { name: ' Ada ', email: ' ADA@Lyceum.Test ', password: 'ten letters' };

  it('trims the name and keeps one spelling of the address, and the password as typed', () => {
    expect(registerInput.parse({ ...given, password: '  spaces count  ' })).toMatchObject({
      name: 'Ada',
      email: 'ada@lyceum.test',
      password: '  spaces count  ',
      locale: 'en',
    });
  });

  it.each([
    { ...given, name: '   ' },
    { ...given, name: 'x'.repeat(81) },
    { ...given, email: 'ada' },
    { ...given, password: 'ninechars' },
    { ...given, password: 'x'.repeat(129) },
    { ...given, locale: 'fr' },
    { ...given, returnTo: '//evil.test' },
  ])('refuses %j', (input) => expect(registerInput.safeParse(input).success).toBe(false));
});
