import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearbyLines } from './nearby-lines';
import { stepsBetween } from './shortest-edit';
import { type DiffLine, diffTexts } from './text-diff';

const textOf = (lines: readonly DiffLine[], without: DiffLine['kind']) =>
  lines
    .filter(({ kind }) => kind !== without)
    .map(({ words }) => words.map(({ text }) => text).join(''))
    .join('\n');

/** Few words and lines, so that texts have much in common. */
const text = fc
  .array(fc.array(fc.constantFrom('bee', 'hive', 'a', '', '\t'), { maxLength: 4 }), { maxLength: 12 })
  .map((lines) => lines.map((words) => words.join(' ')).join('\n'));

describe('the difference of two texts', () => {
  it('holds both of them, line by line', () => {
    fc.assert(
      fc.property(text, text, (from, to) => {
        const lines = diffTexts(from, to);
        expect(textOf(lines, 'added')).toBe(from);
        expect(textOf(lines, 'removed')).toBe(to);
      }),
    );
  });

  it('is nothing between equal texts', () => {
    fc.assert(fc.property(text, (same) => diffTexts(same, same).every(({ kind }) => kind === 'same')));
  });

  it('takes no more steps than the lists without what they have in common', () => {
    const list = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 10 });
    /** Length of the longest common subsequence, by the book. */
    const common = (a: readonly string[], b: readonly string[]): number => {
      const [first, second] = [a[0], b[0]];
      if (first === undefined || second === undefined) return 0;
      if (first === second) return 1 + common(a.slice(1), b.slice(1));
      return Math.max(common(a.slice(1), b), common(a, b.slice(1)));
    };
    fc.assert(
      fc.property(list, list, (a, b) => {
        const edits = stepsBetween(a, b).filter(({ kind }) => kind !== 'same').length;
        expect(edits).toBe(a.length + b.length - 2 * common(a, b));
      }),
    );
  });

  it('marks the words that are others', () => {
    expect(diffTexts('One hive stands here.', 'One old hive stood here.')).toEqual([
      {
        kind: 'removed',
        words: [
          { text: 'One hive ', isChanged: false },
          { text: 'stands', isChanged: true },
          { text: ' here.', isChanged: false },
        ],
      },
      {
        kind: 'added',
        words: [
          { text: 'One ', isChanged: false },
          { text: 'old ', isChanged: true },
          { text: 'hive ', isChanged: false },
          { text: 'stood', isChanged: true },
          { text: ' here.', isChanged: false },
        ],
      },
    ]);
  });

  it('gives up where nobody would follow it, and says everything all the same', () => {
    const lines = (letter: string) =>
      Array.from({ length: 3_000 }, (_, index) => `${letter} ${index}`).join('\n');
    const [from, to] = [lines('a'), lines('b')];
    const shown = diffTexts(from, to);
    expect(textOf(shown, 'added')).toBe(from);
    expect(textOf(shown, 'removed')).toBe(to);
  });

  it('leaves out what is far from every change', () => {
    const from = Array.from({ length: 20 }, (_, index) => `line ${index}`);
    const to = from.with(10, 'another');
    const kinds = nearbyLines(diffTexts(from.join('\n'), to.join('\n'))).map((line) =>
      line.kind === 'left_out' ? line.count : line.kind,
    );
    expect(kinds).toEqual([8, 'same', 'same', 'removed', 'added', 'same', 'same', 7]);
  });
});
