import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addStretches,
  believe,
  isWatched,
  type Stretch,
  watchedPercent,
  watchPolicy,
} from '@/server/domains/enrollments/rules/watch-coverage';

const durationMs = 100;
const stretch = fc
  .tuple(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 1, max: 40 }))
  .map(([from, length]): Stretch => [from, from + length]);
const stretches = fc.array(stretch, { maxLength: 12 });

/** The plain model: every millisecond on its own. */
function secondsOf(played: readonly Stretch[]): Set<number> {
  const seen = new Set<number>();
  for (const [from, to] of played) for (let at = from; at < to; at += 1) seen.add(at);
  return seen;
}

describe('addStretches', () => {
  it('is the union, in whatever order and however often the stretches come', () => {
    fc.assert(
      fc.property(stretches, stretches, (first, second) => {
        const inOrder = addStretches(addStretches([], first), second);
        const reversed = addStretches(
          addStretches([], [...second].reverse()),
          [...first, ...second].reverse(),
        );
        expect(inOrder).toEqual(reversed);
        const model = secondsOf([...first, ...second]);
        const inVideo = [...model].filter((at) => at < durationMs).length;
        expect(watchedPercent(inOrder, durationMs)).toBe(Math.floor((inVideo * 100) / durationMs));
      }),
    );
  });

  it('stays sorted and disjoint', () => {
    fc.assert(
      fc.property(stretches, (played) => {
        const flat = addStretches([], played);
        expect(flat).toEqual([...flat].sort((a, b) => a - b));
        expect(new Set(flat).size).toBe(flat.length);
      }),
    );
  });

  it('counts the first 20 s and the last 50 s of 100 s as 70 %', () => {
    expect(
      watchedPercent(
        addStretches(
          [],
          [
            [0, 20_000],
            [50_000, 100_000],
          ],
        ),
        100_000,
      ),
    ).toBe(70);
  });
});

const start = 1_000_000;

function covered(watchedMs: readonly number[]): number {
  return watchedMs.reduce((sum, at, index) => sum + (index % 2 === 0 ? -at : at), 0);
}

describe('believe', () => {
  it('never covers more of several videos watched at once than the time since the start allows', () => {
    const part = fc
      .tuple(fc.integer({ min: 0, max: 900_000 }), fc.oneof(fc.integer({ min: 1, max: 3 }), fc.nat(600_000)))
      .map(([from, length]): Stretch => [from, from + length + 1]);
    const beat = fc.record({
      video: fc.nat(2),
      waitMs: fc.oneof(fc.nat(20_000), fc.nat(3_600_000)),
      played: fc.array(part, { maxLength: 50 }),
    });
    fc.assert(
      fc.property(fc.array(beat, { maxLength: 30 }), (beats) => {
        const videos: number[][] = [[], [], []];
        let nowMs = start;
        let clockMs = start;
        for (const { video, waitMs, played } of beats) {
          nowMs += waitMs;
          const before = clockMs;
          const state = { watchedMs: videos[video] ?? [], durationMs: 900_000, clockMs, nowMs };
          const believed = believe(played, state);
          videos[video] = believed.watchedMs;
          clockMs = believed.clockMs;
          const total = videos.reduce((sum, watchedMs) => sum + covered(watchedMs), 0);
          expect(total).toBeLessThanOrEqual((nowMs - start + watchPolicy.slackMs) * watchPolicy.maxSpeed);
          expect(clockMs).toBeGreaterThanOrEqual(before);
          expect(clockMs).toBeLessThanOrEqual(nowMs + watchPolicy.slackMs);
          expect(believed.watchedMs.every((at) => at <= state.durationMs)).toBe(true);
          expect(believed.watchedMs).toEqual(believed.watchedMs.toSorted((a, b) => a - b));
        }
      }),
    );
  });

  it('earns nothing by idling: after an hour, two minutes and the slack are believed at most', () => {
    const state = { watchedMs: [], durationMs: 3_600_000, clockMs: start, nowMs: start + 3_600_000 };
    expect(believe([[0, 3_600_000]], state).watchedMs).toEqual([0, 124_000]);
  });

  it('loses nothing of two minutes that were played without a connection', () => {
    const state = { watchedMs: [0, 10_000], durationMs: 600_000, clockMs: start, nowMs: start + 120_000 };
    expect(believe([[10_000, 130_000]], state).watchedMs).toEqual([0, 130_000]);
  });

  it('takes all of a player that runs at almost top speed, for ever', () => {
    let watchedMs: number[] = [];
    let clockMs = start + watchPolicy.slackMs;
    for (let index = 0; index < 200; index += 1) {
      const nowMs = start + (index + 1) * 2_000;
      const beat: Stretch = [index * 3_900, (index + 1) * 3_900];
      ({ watchedMs, clockMs } = believe([beat], { watchedMs, durationMs: 780_000, clockMs, nowMs }));
    }
    expect(watchedMs).toEqual([0, 780_000]);
  });

  it('bridges less than a second and charges it like play', () => {
    const state = { watchedMs: [0, 10_000], durationMs: 60_000, clockMs: start, nowMs: start + 10_000 };
    const close = believe([[10_999, 12_000]], state);
    expect(close).toEqual({ watchedMs: [0, 12_000], clockMs: start + 1_000 });
    expect(believe([[11_000, 12_000]], state).watchedMs).toEqual([0, 10_000, 11_000, 12_000]);
    const between = { ...state, watchedMs: [0, 10_000, 11_500, 20_000] };
    expect(believe([[10_700, 10_800]], between)).toEqual({ watchedMs: [0, 20_000], clockMs: start + 750 });
  });

  it('keeps a bounded number of stretches, the longest', () => {
    let watchedMs: number[] = [0, 5_000];
    for (let beat = 0; beat < 60; beat += 1) {
      const base = 10_000 + beat * 100_000;
      const played = Array.from(
        { length: 50 },
        (_, index): Stretch => [base + index * 2_000, base + index * 2_000 + 1],
      );
      const state = { watchedMs, durationMs: 10_000_000, clockMs: start, nowMs: start + 60_000 };
      ({ watchedMs } = believe(played, state));
    }
    expect(watchedMs).toHaveLength(watchPolicy.mostStretches * 2);
    expect(watchedMs.slice(0, 2)).toEqual([0, 5_000]);
  });
});

describe('isWatched', () => {
  it('is never true of a video of unknown length', () => {
    expect(isWatched([0, 1_000_000], 0)).toBe(false);
  });
});
