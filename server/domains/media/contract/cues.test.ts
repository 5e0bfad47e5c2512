import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Cue,
  plainWords,
  problemOfCue,
  toCueText,
  toTypedText,
  writeSrt,
  writeVtt,
} from '@/server/domains/media/contract/cues';
import { parseCaptions } from '@/server/domains/media/rules/captions';

const part = fc.constantFrom(
  ...[
    'a',
    'é',
    ' ',
    '\n',
    '&',
    ';',
    '<',
    '>',
    '/',
    'b',
    'i',
    'v',
    '-->',
    '&lt;',
    '&gt;',
    '&amp;',
    'amp',
    '#',
  ],
  ...['<i>', '</i>', '<v Ada>', '<foo>', '<00:01.000>', 'lang', '.', '1', 'x'],
);
const typed = fc.array(part, { maxLength: 30 }).map((parts) => parts.join(''));

describe('words that are typed', () => {
  it('come back as they are kept, however often', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const kept = toCueText(text);
        expect(toCueText(toTypedText(kept))).toBe(kept);
        expect(plainWords(toCueText(toTypedText(kept)))).toBe(plainWords(kept));
      }),
      { numRuns: 500 },
    );
  });

  it('are read again from the file as they were kept', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const cue: Cue = { startMs: 0, endMs: 1_000, settings: '', text: toCueText(text) };
        fc.pre(cue.text !== '');
        expect(parseCaptions(writeVtt([cue]))).toEqual({ cues: [cue], problems: [] });
      }),
      { numRuns: 500 },
    );
  });

  it('may hold signs that begin something, and tags', () => {
    expect(toCueText('Tom & Jerry: 1 < 2 <i>or</i> <b\n\nx --> y')).toBe(
      'Tom &amp; Jerry: 1 &lt; 2 <i>or</i> &lt;b\nx --&gt; y',
    );
    expect(toTypedText('Tom &amp; Jerry: 1 &lt; 2 <i>or</i> x --&gt; y')).toBe(
      'Tom & Jerry: 1 < 2 <i>or</i> x --> y',
    );
  });

  it('are said without tags, with the name of who speaks', () => {
    expect(plainWords('<v.loud Ada Lovelace>It is <i>so</i>,\n&lt;I&gt; said &#33;&#x21;')).toBe(
      'Ada Lovelace: It is so, <I> said !!',
    );
  });
});

describe('a cue', () => {
  const cue: Cue = { startMs: 2_000, endMs: 3_000, settings: '', text: 'x' };
  it('is wrong without words, without length, and before the one above it', () => {
    expect(problemOfCue(cue, { ...cue, startMs: 1_999 })).toBeNull();
    expect(problemOfCue({ ...cue, text: ' \n' }, undefined)).toBe('empty_cue');
    expect(problemOfCue({ ...cue, endMs: 2_000 }, undefined)).toBe('ends_before_start');
    expect(problemOfCue(cue, { ...cue, startMs: 2_001 })).toBe('starts_before_previous');
  });

  it('is written as SRT that is read again', () => {
    const cues: Cue[] = [
      { startMs: 1_000, endMs: 3_661_500, settings: 'line:0', text: '<v Ada>Hello &amp; <i>bye</i>\nyou' },
      { startMs: 3_661_500, endMs: 3_662_000, settings: '', text: '--&gt;' },
    ];
    const srt = writeSrt(cues);
    expect(srt).toBe(
      '1\n00:00:01,000 --> 01:01:01,500\nAda: Hello & bye\nyou\n\n2\n01:01:01,500 --> 01:01:02,000\n->\n',
    );
    expect(parseCaptions(srt).problems).toEqual([]);
  });
});
