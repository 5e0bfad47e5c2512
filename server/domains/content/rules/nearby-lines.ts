import type { DiffLine } from '@/server/domains/content/rules/text-diff';

/** Lines that are the same and stand beside a change: enough to see where one is. */
const nearby = 2;

/** A stretch of lines that are the same and far from any change. */
export type LeftOut = { readonly kind: 'left_out'; readonly count: number };

/** Leaves out the lines that are the same and far from every change, when there is more than one of them. */
export function nearbyLines(lines: readonly DiffLine[]): (DiffLine | LeftOut)[] {
  const isNear = lines.map(() => false);
  for (const [index, { kind }] of lines.entries()) {
    if (kind === 'same') continue;
    for (let near = Math.max(0, index - nearby); near <= index + nearby && near < lines.length; near += 1)
      isNear[near] = true;
  }
  const shown: (DiffLine | LeftOut)[] = [];
  let far: DiffLine[] = [];
  const flush = () => {
    if (far.length > 1) shown.push({ kind: 'left_out', count: far.length });
    else shown.push(...far);
    far = [];
  };
  for (const [index, line] of lines.entries()) {
    if (isNear[index]) {
      flush();
      shown.push(line);
    } else far.push(line);
  }
  flush();
  return shown;
}
