import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutlineMove, StudioOutline } from '@/server/domains/content/contract';
import { applyMoves, movesOfDrop, stepOf, undoMoves } from './outline-moves';

const lesson = (id: string) => ({
  ...{ id, slug: id, title: id, kind: 'article' as const, minutes: 1, isPreview: false, isShown: true },
});
const outline: StudioOutline = {
  sections: [
    { id: 'A', title: 'A', lessons: ['a1', 'a2', 'a3'].map(lesson) },
    { id: 'B', title: 'B', lessons: [] },
    { id: 'C', title: 'C', lessons: ['c1', 'c2'].map(lesson) },
  ],
  removed: { sections: [], lessons: [] },
};
const shape = ({ sections }: StudioOutline) =>
  sections.map(({ id, lessons }) => `${id}:${lessons.map((one) => one.id).join(' ')}`);
const sectionIds = outline.sections.map(({ id }) => id);
const lessonIds = outline.sections.flatMap(({ lessons }) => lessons.map(({ id }) => id));

const drops = fc.record({
  picked: fc.oneof(fc.subarray(lessonIds, { minLength: 1 }), fc.subarray(sectionIds, { minLength: 1 })),
  drop: fc.record({
    key: fc.constantFrom(...sectionIds, ...lessonIds),
    position: fc.constantFrom('before' as const, 'on' as const, 'after' as const),
  }),
});

describe('moves of an outline', () => {
  it('lose nothing and can be taken back, wherever things are dropped', () => {
    fc.assert(
      fc.property(fc.array(drops, { maxLength: 6 }), (all) => {
        let present = outline;
        for (const { picked, drop } of all) {
          const moves = movesOfDrop(present, new Set(picked), drop);
          const next = applyMoves(present, moves);
          expect(next.sections.flatMap(({ lessons }) => lessons.map(({ id }) => id)).toSorted()).toEqual(
            lessonIds,
          );
          expect(next.sections.map(({ id }) => id).toSorted()).toEqual(sectionIds);
          expect(shape(applyMoves(next, undoMoves(present, moves)))).toEqual(shape(present));
          present = next;
        }
      }),
    );
  });

  it('by one place lead through the whole outline, and back', () => {
    let present = outline;
    const step = (direction: 'up' | 'down'): OutlineMove | null => {
      const move = stepOf(present, 'a1', direction);
      if (move !== null) present = applyMoves(present, [move]);
      return move;
    };
    const seen: string[][] = [];
    while (step('down') !== null) seen.push(shape(present));
    expect(seen).toEqual([
      ['A:a2 a1 a3', 'B:', 'C:c1 c2'],
      ['A:a2 a3 a1', 'B:', 'C:c1 c2'],
      ['A:a2 a3', 'B:a1', 'C:c1 c2'],
      ['A:a2 a3', 'B:', 'C:a1 c1 c2'],
      ['A:a2 a3', 'B:', 'C:c1 a1 c2'],
      ['A:a2 a3', 'B:', 'C:c1 c2 a1'],
    ]);
    while (step('up') !== null);
    expect(shape(present)).toEqual(shape(outline));
    expect(stepOf(outline, 'C', 'down')).toBeNull();
    const up = stepOf(outline, 'C', 'up');
    expect(up === null ? [] : shape(applyMoves(outline, [up]))).toEqual(['A:a1 a2 a3', 'C:c1 c2', 'B:']);
  });

  it('keep the order of the outline, whatever the order of picking', () => {
    const moves = movesOfDrop(outline, new Set(['c2', 'a3', 'a1']), { key: 'c1', position: 'before' });
    expect(shape(applyMoves(outline, moves))).toEqual(['A:a2', 'B:', 'C:a1 a3 c2 c1']);
  });
});
