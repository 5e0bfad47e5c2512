import { type Step, stepsBetween } from '@/server/domains/content/rules/shortest-edit';

/** A run of words of a line; marked where the other line has others. */
export type DiffWords = { readonly text: string; readonly isChanged: boolean };

/** A line of two texts: in both, only in the first, or only in the second. */
export type DiffLine = {
  readonly kind: Step['kind'];
  readonly words: DiffWords[];
};

/** Words of two lines beyond which they are shown as a whole. */
const mostWords = 400;

const plain = (item: string): DiffWords[] => (item === '' ? [] : [{ text: item, isChanged: false }]);

/** Marks the words of two lines that the other one does not have. */
function markWords(removed: string, added: string): { removed: DiffWords[]; added: DiffWords[] } {
  const [a, b] = [removed.split(/(?<=\s)|(?=\s)/), added.split(/(?<=\s)|(?=\s)/)];
  if (a.length + b.length > mostWords) return { removed: plain(removed), added: plain(added) };
  const sides: { removed: DiffWords[]; added: DiffWords[] } = { removed: [], added: [] };
  const push = (side: DiffWords[], text: string, isChanged: boolean) => {
    const last = side.at(-1);
    if (last?.isChanged === isChanged) side[side.length - 1] = { text: last.text + text, isChanged };
    else side.push({ text, isChanged });
  };
  for (const { kind, item } of stepsBetween(a, b)) {
    if (kind !== 'added') push(sides.removed, item, kind === 'removed');
    if (kind !== 'removed') push(sides.added, item, kind === 'added');
  }
  return sides;
}

/** Pairs lines that were taken out with those that came in their place. */
function toLines(removed: readonly string[], added: readonly string[]): DiffLine[] {
  const pairs = Math.min(removed.length, added.length);
  const marked = removed.slice(0, pairs).map((line, index) => markWords(line, added[index] ?? ''));
  return [
    ...removed.map((line, index) => ({
      kind: 'removed' as const,
      words: marked[index]?.removed ?? plain(line),
    })),
    ...added.map((line, index) => ({ kind: 'added' as const, words: marked[index]?.added ?? plain(line) })),
  ];
}

/**
 * Compares two texts line by line, and word by word where a line stands for another. The lines that are the same or removed
 * are the first text, those that are the same or added the second.
 */
export function diffTexts(from: string, to: string): DiffLine[] {
  const lines: DiffLine[] = [];
  let [removed, added]: [string[], string[]] = [[], []];
  const flush = () => {
    lines.push(...toLines(removed, added));
    [removed, added] = [[], []];
  };
  for (const { kind, item } of stepsBetween(from.split('\n'), to.split('\n'))) {
    if (kind === 'removed') removed.push(item);
    else if (kind === 'added') added.push(item);
    else {
      flush();
      lines.push({ kind, words: plain(item) });
    }
  }
  flush();
  return lines;
}
