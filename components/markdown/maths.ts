import Temml from 'temml';
import { element, type HastContent, type HastElement, text } from './hast';

/** A longer formula is shown as its source: nobody reads it, and setting it would keep the server busy. */
const longestFormula = 4_000;

/** What MathML may be made of here: what Temml writes for formulas, and nothing that acts, loads or leads anywhere. */
const elements = new Set([
  ...['math', 'mrow', 'mi', 'mn', 'mo', 'ms', 'mspace', 'mtext', 'merror', 'mstyle', 'mpadded', 'mphantom'],
  ...['mfrac', 'msqrt', 'mroot', 'menclose', 'msub', 'msup', 'msubsup', 'munder', 'mover', 'munderover'],
  ...['mmultiscripts', 'mprescripts', 'mtable', 'mtr', 'mtd', 'none', 'span'],
]);

const attributes = new Set([
  ...[
    'display',
    'displaystyle',
    'scriptlevel',
    'mathvariant',
    'mathsize',
    'mathcolor',
    'mathbackground',
    'dir',
  ],
  ...[
    'form',
    'fence',
    'separator',
    'stretchy',
    'symmetric',
    'largeop',
    'movablelimits',
    'accent',
    'accentunder',
  ],
  ...[
    'lspace',
    'rspace',
    'minsize',
    'maxsize',
    'width',
    'height',
    'depth',
    'voffset',
    'linethickness',
    'notation',
  ],
  ...['columnalign', 'columnspacing', 'columnlines', 'rowspacing', 'rowlines', 'rowalign', 'frame'],
]);

const styles =
  /^(color|backgroundColor|padding(Left|Right|Top|Bottom)?|margin(Left|Right|Top|Bottom)?|border(Left|Right|Top|Bottom)?|width|height|textAlign|fontWeight|fontStyle|whiteSpace|mathDepth|verticalAlign)$/;
const plainValue = /^[\w#.,% +-]{1,60}$/;
const plainClass = /^[a-z][\w-]{0,30}$/;

type Piece = {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly attributes?: unknown;
  readonly classes?: unknown;
  readonly style?: unknown;
  readonly children?: unknown;
};

const isPiece = (value: unknown): value is Piece => typeof value === 'object' && value !== null;

const entriesOf = (value: unknown): [string, string][] =>
  isPiece(value)
    ? Object.entries(value)
        .map(([name, one]): [string, string] => [name, String(one)])
        .filter(([, one]) => plainValue.test(one))
    : [];

const camel = (name: string): string =>
  name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
const dashed = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function propertiesOf(piece: Piece): HastElement['properties'] {
  const kept = entriesOf(piece.attributes).filter(([name]) => attributes.has(name));
  const style = entriesOf(piece.style).filter(([name]) => styles.test(camel(name)));
  const className = (Array.isArray(piece.classes) ? piece.classes : []).flatMap((names: unknown) =>
    String(names)
      .split(' ')
      .filter((name) => plainClass.test(name)),
  );
  return {
    ...Object.fromEntries(kept),
    ...(style.length === 0
      ? {}
      : { style: style.map(([name, value]) => `${dashed(name)}: ${value}`).join('; ') }),
    ...(className.length === 0 ? {} : { className }),
  };
}

function contentOf(piece: unknown): HastContent[] {
  if (!isPiece(piece)) return [];
  if (typeof piece.text === 'string') return [text(piece.text)];
  const children = (Array.isArray(piece.children) ? piece.children : []).flatMap(contentOf);
  const tagName = typeof piece.type === 'string' ? piece.type : '';
  return elements.has(tagName) ? [element(tagName, propertiesOf(piece), children)] : children;
}

/** A formula as MathML, or why it is none. */
export type SetMaths =
  | { readonly kind: 'set'; readonly tree: HastElement }
  | { readonly kind: 'wrong'; readonly reason: string };

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  return (
    message
      .replace(/^ParseError:\s*/, '')
      .replaceAll(/\u0332/g, '')
      .split('\n')[0]
      ?.slice(0, 200) ?? ''
  );
}

/**
 * Sets a formula in TeX as MathML, which browsers draw and read aloud by themselves: no script, no font, no style sheet from
 * elsewhere. What it may hold is a closed list, whatever the formula says; commands that link, load or name classes are refused.
 */
export function setMaths(tex: string, isBlock: boolean): SetMaths {
  if (tex.trim() === '') return { kind: 'wrong', reason: '' };
  if (tex.length > longestFormula) return { kind: 'wrong', reason: `> ${longestFormula}` };
  try {
    const made: unknown = Temml.__renderToMathMLTree(tex, {
      ...{ displayMode: isBlock, trust: false, strict: false, throwOnError: true },
      ...{ maxExpand: 500, maxSize: [40, 400], wrap: 'none' },
    });
    const tree = contentOf(made).find((node) => node.type === 'element' && node.tagName === 'math');
    return tree?.type === 'element' ? { kind: 'set', tree } : { kind: 'wrong', reason: '' };
  } catch (error) {
    return { kind: 'wrong', reason: reasonOf(error) };
  }
}
