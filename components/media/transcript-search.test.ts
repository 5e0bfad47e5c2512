import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFound, stretchesOf } from './transcript-search';

describe('looking for words in a line', () => {
  it('finds them whatever their marks and case', () => {
    expect(stretchesOf('The Café, the cafe\u0301', 'cafe')).toEqual([
      { text: 'The ', isHit: false },
      { text: 'Café', isHit: true },
      { text: ', the ', isHit: false },
      { text: 'cafe', isHit: true },
      { text: '\u0301', isHit: false },
    ]);
    expect(stretchesOf('A line', '  ')).toEqual([{ text: 'A line', isHit: false }]);
    expect([isFound('Año nuevo', 'ano'), isFound('Año', 'x'), isFound('Año', ' ')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('loses nothing of the line', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, (line, wanted) => {
        const stretches = stretchesOf(line, wanted);
        expect(stretches.map((one) => one.text).join('')).toBe(line);
      }),
    );
  });
});
