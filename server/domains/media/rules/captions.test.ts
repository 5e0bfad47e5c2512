import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cue, writeVtt } from '@/server/domains/media/contract/cues';
import { parseCaptions } from '@/server/domains/media/rules/captions';

const srt = `1
00:00:01,000 --> 00:00:02,500
<font color="red">Hello</font> <i>there</i>
Tom & Jerry

2
00:00:03,000 --> 00:00:04,000  X1:10 X2:20
Bye
`;

const problemsOf = (text: string) =>
  parseCaptions(text).problems.map(({ line, problem }) => `${line} ${problem}`);

describe('captions', () => {
  it('are read from SRT, whatever ends its lines', () => {
    for (const text of [srt, srt.replaceAll('\n', '\r\n'), `\uFEFF${srt}`]) {
      expect(parseCaptions(text)).toEqual({
        problems: [],
        cues: [
          { startMs: 1_000, endMs: 2_500, settings: '', text: 'Hello <i>there</i>\nTom &amp; Jerry' },
          { startMs: 3_000, endMs: 4_000, settings: '', text: 'Bye' },
        ],
      });
    }
  });

  it('are read from WebVTT with names, settings and notes', () => {
    const vtt = `WEBVTT - a title
Kind: captions

NOTE this is --> nothing

STYLE
::cue { color: red }

intro
00:01.000 --> 01:00:02.000 align:start line:0
<v Ada>Hello
`;
    expect(parseCaptions(vtt)).toEqual({
      problems: [],
      cues: [{ startMs: 1_000, endMs: 3_602_000, settings: 'align:start line:0', text: '<v Ada>Hello' }],
    });
  });

  it('say in which line something is wrong', () => {
    expect(problemsOf('')).toEqual(['1 not_captions']);
    expect(problemsOf('Dear all,\nplease find')).toEqual(['1 not_captions']);
    expect(problemsOf('WEBVTT\n')).toEqual(['1 no_cues']);
    expect(problemsOf('WEBVTT\n\n00:01.000 --> 00:02.000\nna\uFFFDve')).toEqual(['4 not_utf8']);
    expect(
      problemsOf(`WEBVTT

00:05.000 --> 00:04.000
backwards

00:06.000 --> 0:7
no time

words without a time

00:09.000 --> 00:10.000
fine

00:08.000 --> 00:10.000
too early

00:11.000 --> 00:12.000
`),
    ).toEqual([
      '3 ends_before_start',
      '6 time_malformed',
      '9 time_missing',
      '14 starts_before_previous',
      '17 empty_cue',
    ]);
    const many = Array.from({ length: 50 }, () => '00:02.000 --> 00:01.000\nx').join('\n\n');
    expect(parseCaptions(`WEBVTT\n\n${many}`).problems).toHaveLength(20);
  });

  it('are read from the longest lines there may be, and refused with longer ones', () => {
    const longest = (start: string, fill: string) => start + fill.repeat(2_000 - start.length);
    const time = '00:01.000 --> 00:02.000';
    const read = (words: string) => parseCaptions(`WEBVTT\n\n${time}\n${words}`).cues[0]?.text;
    expect(read(longest('', '<'))).toBe('&lt;'.repeat(2_000));
    expect(read(`${'<'.repeat(1_999)}>`)).toBe('&lt;'.repeat(1_998));
    expect(read('<<x>y> 1 < 2 <b>z</b>')).toBe('&lt;y> 1 &lt; 2 <b>z</b>');
    const { cues } = parseCaptions(`WEBVTT\n\n${longest(`${time} align:start`, ' ')}\nHello`);
    expect(cues).toMatchObject([{ endMs: 2_000, settings: 'align:start' }]);
    expect(problemsOf(`WEBVTT\n\n${longest(time, 'x')}\nHello`)).toEqual(['3 time_malformed']);
    expect(problemsOf(`WEBVTT\n\n${time}\n${longest('', 'x')}x`)).toEqual(['4 line_too_long']);
  });

  it('are the same when they are written and read again', () => {
    const words = fc
      .array(fc.stringMatching(/^[a-z<>&-]{1,12}$/), { minLength: 1, maxLength: 3 })
      .map((lines) => lines.join('\n'));
    const cue = fc.record({ gap: fc.nat(10_000), length: fc.integer({ min: 1, max: 9_000 }), text: words });
    fc.assert(
      fc.property(fc.array(cue, { minLength: 1, maxLength: 20 }), (drafts) => {
        let at = 0;
        const cues = drafts.map(({ gap, length, text }): Cue => {
          at += gap;
          return { startMs: at, endMs: at + length, settings: '', text };
        });
        const once = parseCaptions(writeVtt(cues));
        fc.pre(once.problems.length === 0);
        expect(once.cues.map(({ startMs, endMs }) => [startMs, endMs])).toEqual(
          cues.map(({ startMs, endMs }) => [startMs, endMs]),
        );
        expect(parseCaptions(writeVtt(once.cues))).toEqual(once);
      }),
    );
  });
});
