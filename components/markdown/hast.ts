import type { toJsxRuntime } from 'hast-util-to-jsx-runtime';

type Node = Parameters<typeof toJsxRuntime>[0];

/** A document of HTML nodes. */
export type HastRoot = Extract<Node, { type: 'root' }>;
/** An element of {@link HastRoot}. */
export type HastElement = Extract<Node, { type: 'element' }>;
/** Whatever may stand inside an element. */
export type HastContent = HastElement['children'][number];

/** Makes an element. */
export function element(
  tagName: string,
  properties: HastElement['properties'],
  children: HastContent[],
): HastElement {
  return { type: 'element', tagName, properties, children };
}

/** Makes a piece of text. */
export function text(value: string): HastContent {
  return { type: 'text', value };
}

/** Tells whether a node is an element of this name. */
export function isElement(node: HastContent | undefined, tagName: string): node is HastElement {
  return node?.type === 'element' && node.tagName === tagName;
}

/** The words of a node without its markup. */
export function wordsOf(node: Node): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(wordsOf).join('') : '';
}

/** The string value of a property, or the empty string. */
export function stringOf(node: HastElement, property: string): string {
  const value = node.properties[property];
  return typeof value === 'string' ? value : '';
}
