import { describe, expect, it } from 'vitest';
import { saveProfileInput } from '@/server/domains/profiles/contract';
import { meanOfRatings } from '@/server/domains/profiles/rules/mean-of-ratings';
import { noRating } from '@/server/domains/reviews';

const whole = {
  ...{ name: 'Ada', handle: 'ada', headline: '', bio: '', links: [], timeZone: 'Europe/Madrid' },
  ...{ locale: 'es', isPublic: false, isListed: false, showCertificates: true, showBadges: false },
};

const linksOf = (links: string[]) => saveProfileInput.safeParse({ ...whole, links }).data?.links;

describe('a link of a profile', () => {
  it.each([
    ['https://example.org', 'https://example.org/'],
    ['example.org/me', 'https://example.org/me'],
    [' https://exämple.org ', 'https://xn--exmple-cua.org/'],
  ])('takes %j as %j', (typed, kept) => {
    expect(linksOf([typed])).toEqual([kept]);
  });

  it.each([
    ...['http://example.org', 'javascript:alert(1)', 'data:text/html,x', 'ftp://example.org', 'mailto:a@b.c'],
    ...[
      'https://user:secret@example.org',
      'https://localhost',
      'https://127.0.0.1',
      'https://[::1]/',
      '',
      'x',
    ],
    `https://example.org/${'a'.repeat(200)}`,
  ])('refuses %j', (typed) => {
    expect(linksOf([typed])).toBeUndefined();
  });

  it('is shown once, however often it was typed', () => {
    expect(linksOf(['example.org', 'https://example.org/'])).toEqual(['https://example.org/']);
  });

  it('is one of five at most', () => {
    expect(linksOf(Array.from({ length: 6 }, () => 'https://example.org'))).toBeUndefined();
  });
});

describe('a profile', () => {
  it.each([
    { timeZone: 'Mars/Olympus' },
    { locale: 'xx' },
    { name: ' ' },
    { bio: 'a'.repeat(1_001) },
    { headline: 'a'.repeat(101) },
  ])('refuses %j', (wrong) => {
    expect(saveProfileInput.safeParse({ ...whole, ...wrong }).success).toBe(false);
  });
});

describe('the rating of a teacher', () => {
  it('counts each star once, whichever course it was given to', () => {
    expect(meanOfRatings([])).toEqual({ count: 0, mean: null });
    expect(meanOfRatings([noRating])).toEqual({ count: 0, mean: null });
    const good = { count: 3, mean: 5, perStar: [0, 0, 0, 0, 3] as const };
    const bad = { count: 1, mean: 1, perStar: [1, 0, 0, 0, 0] as const };
    expect(
      meanOfRatings([
        { ...good, perStar: [...good.perStar] },
        { ...bad, perStar: [...bad.perStar] },
      ]),
    ).toEqual({
      count: 4,
      mean: 4,
    });
  });
});
