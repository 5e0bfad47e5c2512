import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { courseSlug } from '@/server/domains/courses/contract';
import { slugCandidates, slugOfTitle } from '@/server/domains/courses/rules/course-slug';

describe('the address of a title', () => {
  it('can be an address, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
        for (const slug of slugCandidates(title)) expect(courseSlug.safeParse(slug).success).toBe(true);
      }),
    );
  });

  it('keeps the words', () => {
    expect(slugOfTitle('C’est l’été, à Łódź: 100 %!')).toBe('c-est-l-ete-a-odz-100');
    expect(slugOfTitle('مقدمة')).toBe('course');
  });
});
