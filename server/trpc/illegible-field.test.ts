import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { illegibleField } from '@/server/trpc/illegible-field';

describe('an illegible input', () => {
  it('is found wherever it stands, and named by its path', () => {
    expect(illegibleField({ answers: [{ text: 'fine' }, { text: 'not\u0000fine' }] })).toBe('answers.1.text');
    expect(illegibleField({ names: { 'a\u0001': 1 } })).toBe('names');
    expect(illegibleField('\u007f')).toBe('');
    expect(illegibleField({ half: '\ud83d' })).toBe('half');
  });

  it('is none of what people write', () => {
    const lines = {
      text: 'line\r\nline\ttab',
      emoji: '👩🏽‍🚀',
      arabic: 'مرحبا\u200f',
      at: new Date(),
      none: null,
    };
    expect(illegibleField(lines)).toBeNull();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => illegibleField({ text }) === null),
    );
    expect(illegibleField(undefined)).toBeNull();
  });

  it('is looked for however deep an input goes', () => {
    let deep: unknown = 'a\u0000';
    for (let level = 0; level < 20_000; level += 1) deep = [deep];
    expect(illegibleField(deep)).not.toBeNull();
  });
});
