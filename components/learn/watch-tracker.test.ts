import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WatchTracker } from './watch-tracker';

describe('WatchTracker', () => {
  it('adds up what was played and leaves out what was jumped over', () => {
    const tracker = new WatchTracker();
    tracker.play(0);
    tracker.reach(4_000);
    tracker.jump();
    tracker.play(30_000);
    tracker.reach(31_000);
    expect(tracker.take()).toEqual([
      [0, 4_000],
      [30_000, 31_000],
    ]);
  });

  it('goes on from where it was when a beat is taken in the middle', () => {
    const tracker = new WatchTracker();
    tracker.play(0);
    tracker.reach(10_000);
    expect(tracker.take()).toEqual([[0, 10_000]]);
    expect(tracker.take()).toEqual([]);
    tracker.reach(12_000);
    expect(tracker.take()).toEqual([[10_000, 12_000]]);
  });

  it('keeps what could not be sent, joined with what came after', () => {
    const tracker = new WatchTracker();
    tracker.play(0);
    tracker.reach(10_000);
    const unsent = tracker.take();
    tracker.reach(15_000);
    tracker.jump();
    tracker.putBack(unsent);
    expect(tracker.take()).toEqual([[0, 15_000]]);
  });

  it('never sends more stretches at once than the server takes, and loses none', () => {
    const many = Array.from({ length: 70 }, (_, index) => [index * 10, index * 10 + 5] as const);
    const tracker = new WatchTracker(many);
    const first = tracker.take();
    expect(first).toHaveLength(50);
    expect([...first, ...tracker.take()]).toEqual(many);
  });

  it('sends stretches that are never empty, sorted and apart', () => {
    const step = fc.record({
      kind: fc.constantFrom('play', 'reach', 'jump'),
      at: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const tracker = new WatchTracker();
        for (const { kind, at } of steps) {
          if (kind === 'play') tracker.play(at);
          else if (kind === 'reach') tracker.reach(at);
          else tracker.jump();
        }
        const taken = tracker.take();
        expect(taken.every(([from, to]) => to > from)).toBe(true);
        expect(taken.every(([from], index) => index === 0 || from > (taken[index - 1]?.[1] ?? 0))).toBe(true);
      }),
    );
  });
});
