import { describe, expect, it } from 'vitest';
import { duration, markdownTable, textTable } from './table';

describe('a text table', () => {
  it('aligns words to the left and numbers to the right', () => {
    expect(
      textTable(
        ['page', 'score'],
        [
          ['home', '98'],
          ['catalogue', '100'],
        ],
      ).split('\n'),
    ).toEqual(['page       score', '─────────  ─────', 'home          98', 'catalogue    100']);
  });
});

describe('a Markdown table', () => {
  it('keeps a bar in a cell from being a border', () => {
    expect(markdownTable(['a'], [['x|y']])).toBe('| a |\n|---|\n| x\\|y |');
  });
});

describe('a duration', () => {
  it.each([
    [940.4, '940 ms'],
    [12_340, '12.3 s'],
    [245_000, '4 min 05 s'],
    [59_999, '60.0 s'],
    [119_700, '2 min 00 s'],
  ])('of %d ms reads %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});
