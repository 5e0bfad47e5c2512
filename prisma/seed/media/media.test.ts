import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toWebVtt } from './captions';
import { renderSlide } from './slide';
import { findSvgProblem, readSvgSize } from './svg-picture';
import { missingCharacters, setLine, wrapText } from './text-paths';

describe('toWebVtt', () => {
  const stretches = [
    {
      startMs: 0,
      endMs: 6_000,
      text: 'A union holds several kinds of value. You may do only what suits them all.',
    },
    { startMs: 6_000, endMs: 9_000, text: 'x < y & z' },
  ];

  it('begins as the format demands and escapes what the format reserves', () => {
    expect(toWebVtt(stretches)).toMatch(/^WEBVTT\n\n00:00:00\.000 --> /);
    expect(toWebVtt(stretches)).toContain('x &lt; y &amp; z');
  });

  it('keeps cues in order, inside their stretch, in at most two lines of 42 characters', () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 12 }), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 60 }), (parts, seconds) => {
        const vtt = toWebVtt([{ startMs: 0, endMs: seconds * 1_000, text: `${parts.join(' ')}.` }]);
        const cues = vtt.trim().split('\n\n').slice(1);
        expect(cues.map((cue) => cue.split('\n').slice(1).join(' ')).join(' ')).toBe(`${parts.join(' ')}.`);
        const times = cues.flatMap((cue) => (cue.split('\n')[0] ?? '').split(' --> '));
        expect(times).toEqual([...times].sort());
        expect(times.at(0)).toBe('00:00:00.000');
        expect(times.at(-1)).toBe(new Date(seconds * 1_000).toISOString().slice(11, 23));
        for (const cue of cues) {
          const lines = cue.split('\n').slice(1);
          expect(lines.length).toBeLessThanOrEqual(2);
          for (const line of lines) expect(line.length).toBeLessThanOrEqual(42);
        }
      }),
    );
  });
});

describe('text as paths', () => {
  it('measures: longer text is wider, and kerning counts', () => {
    expect(setLine('serif', 'Lyceum', 40).widthPx).toBeGreaterThan(setLine('serif', 'Lyce', 40).widthPx);
    const apart = setLine('sans', 'A', 40).widthPx + setLine('sans', 'V', 40).widthPx;
    expect(setLine('sans', 'AV', 40).widthPx).toBeLessThan(apart);
  });

  it('takes letters beyond Latin-1 from the extended file, and names those nobody has', () => {
    expect(missingCharacters('serif', 'Łódź, Tāwhiri')).toEqual([]);
    expect(missingCharacters('sans', 'a字b字')).toEqual(['字']);
    expect(() => setLine('sans', '字', 20)).toThrow(/“字”/);
  });

  it('wraps between words, inside the measure, without losing any', () => {
    const text = 'Several matches repeat the row, once for each of them, and sums may double here.';
    const lines = wrapText('sans', text, 38, 500);
    expect(lines.join(' ')).toBe(text);
    for (const line of lines) expect(setLine('sans', line, 38).widthPx).toBeLessThanOrEqual(500);
  });

  it('draws a slide that needs no font', () => {
    const svg = renderSlide(
      { heading: 'One match', lines: ['4 | Chidi'] },
      { videoTitle: 'Joins', number: 1, count: 4 },
    );
    expect(svg).not.toMatch(/<text|font-family/);
    expect(findSvgProblem(svg)).toBeNull();
    expect(readSvgSize(svg)).toEqual({ width: 1280, height: 720 });
  });
});

describe('findSvgProblem', () => {
  it.each([
    '<svg width="1" height="1"><script>1</script></svg>',
    '<svg width="1" height="1" onload="x()"></svg>',
    '<svg width="1" height="1"><rect fill="url(https://x.test/)"/></svg>',
    '<svg width="1" height="1"><use href="#a"/></svg>',
    '<!DOCTYPE svg><svg width="1" height="1"></svg>',
    '<svg viewBox="0 0 1 1"></svg>',
  ])('refuses %s', (svg) => {
    expect(findSvgProblem(svg)).not.toBeNull();
  });

  it('lets gradients inside the picture pass', () => {
    expect(findSvgProblem('<svg width="1" height="1"><rect fill="url(#g)"/></svg>')).toBeNull();
  });
});
