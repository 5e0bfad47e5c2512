/**
 * Bracketed form encoding as Stripe's API reads it: `line_items[0][price_data][currency]=eur`.
 *
 * Every value is text and every level an object; lists stay objects with index keys until a parameter
 * schema, which alone knows what is a list, turns them into arrays (see `params.ts`).
 */

/** One level of a decoded form: text, or a further level. */
export interface FormTree {
  [key: string]: string | FormTree;
}

/** Deepest nesting and most pairs one request may carry; beyond that the rest of the body is ignored. */
const LIMITS = { depth: 8, pairs: 5_000 } as const;

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** The segments of a key: `a[b][0]` gives `['a', 'b', '0']`; an unbalanced key is one plain segment. */
function segmentsOf(key: string): string[] {
  const open = key.indexOf('[');
  if (open <= 0 || !key.endsWith(']')) return [key];
  return [
    key.slice(0, open),
    ...key
      .slice(open + 1, -1)
      .split('][')
      .slice(0, LIMITS.depth),
  ];
}

function place(tree: FormTree, segments: readonly string[], value: string): void {
  let level = tree;
  for (const [index, raw] of segments.entries()) {
    const segment = raw === '' && index > 0 ? String(Object.keys(level).length) : raw;
    if (FORBIDDEN.has(segment)) return;
    if (index === segments.length - 1) {
      level[segment] = value;
      return;
    }
    const next = level[segment];
    const child: FormTree = typeof next === 'object' ? next : {};
    level[segment] = child;
    level = child;
  }
}

/** Decodes a form body or query string; malformed percent signs are read as they stand, never thrown. */
export function parseForm(text: string): FormTree {
  const tree: FormTree = {};
  let count = 0;
  for (const [key, value] of new URLSearchParams(text)) {
    count += 1;
    if (count > LIMITS.pairs) break;
    place(tree, segmentsOf(key), value);
  }
  return tree;
}

/** The same text for equal trees whatever the order of their keys, so that two requests can be compared. */
export function canonicalForm(tree: FormTree): string {
  const lines = (level: FormTree, prefix: string): string[] =>
    Object.keys(level)
      .sort()
      .flatMap((key) => {
        const value = level[key];
        const path = `${prefix}[${encodeURIComponent(key)}]`;
        if (value === undefined) return [];
        return typeof value === 'string' ? [`${path}=${encodeURIComponent(value)}`] : lines(value, path);
      });
  return lines(tree, '').join('&');
}
