import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cue } from '@/server/domains/media/contract/cues';
import { adviceOn, readingSpeed } from './cue-advice';
import { cuesOf, type Desk, type DeskAct, deskAfter, layDesk } from './cue-list';
import { readTime, writeTime } from './typed-time';

const cue = (startMs: number, endMs: number, text: string): Cue => ({ startMs, endMs, settings: '', text });
const three = [cue(0, 1_000, 'one'), cue(1_000, 3_000, 'two and a half'), cue(4_000, 6_000, 'three')];

describe('a moment', () => {
  it('is read as it is written, and in the forms people type', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99 * 3_600_000 }), (ms) => {
        expect(readTime(writeTime(ms))).toBe(ms);
      }),
    );
    expect(['4', '4,5', '75', '1:02', ' 1:02:03.25 '].map(readTime)).toEqual([
      4_000, 4_500, 75_000, 62_000, 3_723_250,
    ]);
    expect(['', 'x', '1:75', '1:60:00', '-1', '1.2.3'].map(readTime)).toEqual(Array(6).fill(null));
  });
});

describe('the desk', () => {
  const ids = fc.constantFrom('c0', 'c1', 'c2', 'c3', 'c4');
  const at = fc.integer({ min: 0, max: 10_000 });
  const act: fc.Arbitrary<DeskAct> = fc.oneof(
    fc.record({ act: fc.constant('set' as const), id: ids, values: fc.record({ text: fc.string() }) }),
    fc.record({ act: fc.constant('set' as const), id: ids, values: fc.record({ startMs: at }) }),
    fc.record({ act: fc.constant('add' as const), atMs: at, endMs: fc.constant(10_000) }),
    fc.record({ act: fc.constant('split' as const), id: ids, atMs: at, caret: fc.option(fc.nat(20)) }),
    fc.record({ act: fc.constant('merge' as const), id: ids }),
    fc.record({ act: fc.constant('remove' as const), id: ids }),
    fc.constant({ act: 'sort' as const }),
  );

  it('brings back everything that is undone, and does again what is redone', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        const start = layDesk(three);
        const end = acts.reduce(deskAfter, start);
        const back = end.past.reduce<Desk>((desk) => deskAfter(desk, { act: 'undo' }), end);
        expect(cuesOf(back.cues)).toEqual(three);
        const again = back.future.reduce<Desk>((desk) => deskAfter(desk, { act: 'redo' }), back);
        expect(cuesOf(again.cues)).toEqual(cuesOf(end.cues));
        expect(new Set(end.cues.map(({ id }) => id)).size).toBe(end.cues.length);
      }),
    );
  });

  it('undoes words that were typed on and on at once', () => {
    const typed = ['H', 'He', 'Hey'].reduce(
      (desk, text) => deskAfter(desk, { act: 'set', id: 'c1', values: { text } }),
      layDesk(three),
    );
    expect(typed.past).toHaveLength(1);
    expect(cuesOf(deskAfter(typed, { act: 'undo' }).cues)).toEqual(three);
  });

  it('adds where one is, as long as there is room, and opens it', () => {
    const desk = deskAfter(layDesk(three), { act: 'add', atMs: 3_200, endMs: 8_000 });
    expect(cuesOf(desk.cues)[2]).toEqual(cue(3_200, 4_000, ''));
    expect(desk.openId).toBe('c3');
    const last = deskAfter(layDesk(three), { act: 'add', atMs: 7_000, endMs: 8_000 });
    expect(cuesOf(last.cues)[3]).toEqual(cue(7_000, 8_000, ''));
  });

  it('splits at the present moment and at the caret, or in the middle; merges what belongs together', () => {
    const split = (atMs: number, caret: number | null) =>
      deskAfter(layDesk(three), { act: 'split', id: 'c1', atMs, caret });
    expect(cuesOf(split(1_500, 4).cues).slice(1, 3)).toEqual([
      cue(1_000, 1_500, 'two'),
      cue(1_500, 3_000, 'and a half'),
    ]);
    expect(cuesOf(split(9_000, null).cues).slice(1, 3)).toEqual([
      cue(1_000, 2_000, 'two and'),
      cue(2_000, 3_000, 'a half'),
    ]);
    const merged = deskAfter(layDesk(three), { act: 'merge', id: 'c1' });
    expect(cuesOf(merged.cues)).toEqual([three[0], cue(1_000, 6_000, 'two and a half\nthree')]);
  });
});

describe('advice', () => {
  it('says what readers trip over, and keeps nobody from saving', () => {
    const fast = cue(0, 1_000, 'twenty-one characters');
    expect(readingSpeed(fast)).toBe(21);
    expect(adviceOn(fast, undefined, cue(900, 2_000, 'x'), 500)).toEqual({
      problem: null,
      hints: ['overlaps', 'too_fast', 'beyond_end'],
    });
    expect(adviceOn(cue(0, 9_000, 'a\nb\nc'), undefined, undefined, null).hints).toEqual(['too_long']);
    expect(adviceOn(cue(0, 9_000, ' '), undefined, undefined, null).problem).toBe('empty_cue');
  });
});
