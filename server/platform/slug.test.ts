import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slugCandidates, slugOfTitle } from '@/server/platform/slug';

describe('the address of a title', () => {
  it('can be an address, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
        for (const slug of slugCandidates(title, 'course')) {
          expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
          expect(slug.length).toBeLessThanOrEqual(80);
        }
      }),
    );
  });

  it('keeps the words', () => {
    expect(slugOfTitle('C’est l’été, à Łódź: 100 %!', 'course')).toBe('c-est-l-ete-a-odz-100');
    expect(slugOfTitle('مقدمة', 'course')).toBe('course');
  });
});
