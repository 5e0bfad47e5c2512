import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CatalogueAddress, catalogueAddress } from '@/server/domains/search/contract';
import { catalogueHref, isNarrowed } from './catalogue-href';

const reading = (href: string) =>
  catalogueAddress.parse(Object.fromEntries(new URL(href, 'https://lyceum.test').searchParams));

const addresses: fc.Arbitrary<CatalogueAddress> = fc.record(
  {
    q: fc
      .string({ minLength: 1, maxLength: 100, unit: 'grapheme-ascii' })
      .map((text) => text.trim().slice(0, 100).trim())
      .filter((text) => text !== ''),
    category: fc.constantFrom('programming', 'science-and-life'),
    level: fc.constantFrom('beginner' as const, 'advanced' as const),
    language: fc.constantFrom('en', 'es', 'pt-BR'),
    cursor: fc.base64String({ minLength: 1, maxLength: 200 }),
  },
  { requiredKeys: [] },
);

describe('catalogueHref', () => {
  it('is read back as what was asked for', () => {
    fc.assert(
      fc.property(addresses, (address) => {
        expect(reading(catalogueHref(address))).toEqual(address);
      }),
    );
  });

  it('is plain when nothing is asked for', () => {
    expect(catalogueHref({})).toBe('/courses');
    expect(isNarrowed({ cursor: 'x' })).toBe(false);
    expect(isNarrowed({ q: 'x' })).toBe(true);
  });
});

describe('an address that anyone may have typed', () => {
  it('counts what makes no sense as not given', () => {
    const typed = {
      q: '  ',
      category: '../x',
      level: 'expert',
      language: 'en<script>',
      cursor: 'x'.repeat(201),
    };
    expect(catalogueAddress.parse(typed)).toEqual({});
    expect(catalogueAddress.parse({ q: ['a', 'b'], level: ['beginner', 'advanced'] })).toEqual({});
  });
});
