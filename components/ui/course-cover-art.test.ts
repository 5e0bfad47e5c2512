import fc from 'fast-check';
import { expect, it } from 'vitest';
import { coverArt } from './course-cover-art';

it('draws the same cover for the same id', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      expect(coverArt(id)).toEqual(coverArt(id));
    }),
  );
});

it('draws finite shapes, never invisible on their ground alone, light enough for a page of many', () => {
  fc.assert(
    fc.property(fc.string(), (id) => {
      const { ground, shapes } = coverArt(id);
      expect(shapes.length).toBeGreaterThan(0);
      expect(shapes.some((shape) => shape.ink !== ground && shape.d.length > 0)).toBe(true);
      const text = shapes.map((shape) => shape.d).join('');
      expect(text).not.toMatch(/NaN|undefined|Infinity/);
      expect(text.length).toBeLessThan(2600);
    }),
  );
});

it('makes a shelf of courses look different', () => {
  const shelf = Array.from({ length: 24 }, (_, index) => `01990000-0000-7000-8000-0000000000${10 + index}`);
  const drawn = new Set(shelf.map((id) => JSON.stringify(coverArt(id))));
  const grounds = new Set(shelf.map((id) => coverArt(id).ground));
  expect(drawn.size).toBeGreaterThan(20);
  expect(grounds.size).toBeGreaterThan(4);
});
