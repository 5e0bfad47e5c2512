import type { HastElement } from '@/components/markdown/hast';

/** The style attribute of an element, by property in lower case. */
export function stylesOf(node: HastElement): ReadonlyMap<string, string> {
  const style = node.properties['style'];
  if (typeof style !== 'string') return new Map();
  return new Map(
    style.split(';').flatMap((part) => {
      const colon = part.indexOf(':');
      if (colon === -1) return [];
      return [[part.slice(0, colon).trim().toLowerCase(), part.slice(colon + 1).trim()] as const];
    }),
  );
}

/** The classes of an element. */
export function classesOf(node: HastElement): readonly string[] {
  return [node.properties['className'] ?? []]
    .flat()
    .flatMap((name) => String(name).split(' '))
    .filter((name) => name !== '');
}

const monospace = /consolas|courier|monaco|menlo|monospace|roboto mono|source code|fira code|sf mono/i;

/** What words look like, as far as it means something. */
export type Look = {
  readonly bold: boolean | null;
  readonly italic: boolean | null;
  readonly struck: boolean;
  readonly code: boolean;
};

/** Reads a style for what it means; null where it says nothing. */
export function lookOf(node: HastElement): Look {
  const styles = stylesOf(node);
  const weight = styles.get('font-weight')?.toLowerCase();
  const slant = styles.get('font-style')?.toLowerCase();
  const line = `${styles.get('text-decoration') ?? ''} ${styles.get('text-decoration-line') ?? ''}`;
  return {
    bold: weight === undefined ? null : weight === 'bold' || weight === 'bolder' || Number(weight) >= 600,
    italic: slant === undefined ? null : slant === 'italic' || slant === 'oblique',
    struck: /line-through/i.test(line),
    code: monospace.test(styles.get('font-family') ?? ''),
  };
}

/** Tells whether an element is there for machines only. */
export function isHidden(node: HastElement): boolean {
  const styles = stylesOf(node);
  return (
    styles.get('display')?.toLowerCase() === 'none' ||
    styles.get('visibility')?.toLowerCase() === 'hidden' ||
    styles.get('mso-hide')?.toLowerCase() === 'all' ||
    (styles.get('mso-list')?.toLowerCase().includes('ignore') ?? false) ||
    node.properties['hidden'] === true
  );
}
