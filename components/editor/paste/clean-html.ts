import {
  element,
  type HastContent,
  type HastElement,
  isElement,
  stringOf,
  text,
  wordsOf,
} from '@/components/markdown/hast';
import { calloutKinds } from '@/components/markdown/labels';
import { findEmbed } from '@/server/domains/content/contract/embeds';
import { cleanLink } from './clean-link';
import { classesOf, isHidden, lookOf, stylesOf } from './styles';
import { raiseWordLists } from './word-lists';

/** What says nothing to readers, with all that is in it. */
const dropped = new Set([
  ...[
    'script',
    'style',
    'meta',
    'link',
    'title',
    'head',
    'noscript',
    'template',
    'object',
    'embed',
    'applet',
  ],
  ...[
    'svg',
    'canvas',
    'audio',
    'video',
    'map',
    'button',
    'select',
    'textarea',
    'dialog',
    'xml',
    'nav',
    'form',
  ],
  ...['o:p', 'w:sdt', 'v:shape', 'v:shapetype', 'frame', 'frameset', 'base'],
]);

/** What keeps its name; of everything else only what is inside stays. */
const kept = new Set([
  ...['p', 'br', 'hr', 'blockquote', 'ul', 'ol', 'li', 'pre', 'code', 'strong', 'em', 'del', 'a', 'img'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'input'],
  ...['dl', 'dt', 'dd', 'div', 'caption'],
]);

const otherNames: Readonly<Record<string, string>> = {
  ...{ b: 'strong', i: 'em', s: 'del', strike: 'del', kbd: 'code', samp: 'code', tt: 'code' },
  ...{
    section: 'div',
    article: 'div',
    main: 'div',
    header: 'div',
    footer: 'div',
    aside: 'div',
    center: 'div',
  },
};

const wordClasses: Readonly<Record<string, string>> = {
  ...{ msotitle: 'h1', msoquote: 'blockquote', msointensequote: 'blockquote' },
  ...{ msoheading1: 'h1', msoheading2: 'h2', msoheading3: 'h3', msoheading4: 'h4' },
};

/** What lies around words: emphasis in a title is the title's own. */
type Around = { readonly isTitle: boolean; readonly isCode: boolean };

const inline = new Set(['span', 'font', 'b', 'i', 'strong', 'em', 'u', 'a', 's', 'strike', 'del', 'mark']);

/** Wraps words in what their style means. A bold that its style takes back, as Google Docs writes it, is none. */
function looked(node: HastElement, tagName: string, children: HastContent[], around: Around): HastContent[] {
  const { bold, italic, struck, code } = lookOf(node);
  if (!inline.has(node.tagName) || around.isCode || children.length === 0) return children;
  const isBold = (bold ?? tagName === 'strong') && !around.isTitle;
  const isItalic = italic ?? tagName === 'em';
  const names = [
    ...(isBold ? ['strong'] : []),
    ...(isItalic ? ['em'] : []),
    ...(struck || tagName === 'del' ? ['del'] : []),
    ...(code ? ['code'] : []),
  ];
  return wrapped(names, children);
}

const blank = /^\s*$/;

/** Puts words into elements, and the spaces around them outside: Markdown has no emphasis that ends with a space. */
function wrapped(names: readonly string[], children: readonly HastContent[]): HastContent[] {
  const inner = [...children];
  const [first, last] = [inner[0], inner.at(-1)];
  if (names.length === 0 || inner.every((child) => child.type === 'text' && blank.test(child.value)))
    return inner;
  const before = first?.type === 'text' ? (/^\s+/.exec(first.value)?.[0] ?? '') : '';
  if (first?.type === 'text' && before !== '') inner[0] = text(first.value.slice(before.length));
  const end = last === first ? inner.at(-1) : last;
  const after = end?.type === 'text' ? (/\s+$/.exec(end.value)?.[0] ?? '') : '';
  if (end?.type === 'text' && after !== '') inner[inner.length - 1] = text(end.value.slice(0, -after.length));
  const made = names.reduceRight<HastContent[]>((content, name) => [element(name, {}, content)], inner);
  return [...(before === '' ? [] : [text(before)]), ...made, ...(after === '' ? [] : [text(after)])];
}

/** The source of a formula, as KaTeX, MathJax and Wikipedia leave it beside what they draw. */
function texOf(node: HastElement): string | null {
  if (node.tagName === 'annotation' && /tex/i.test(stringOf(node, 'encoding'))) return wordsOf(node);
  for (const child of node.children) {
    const found = child.type === 'element' ? texOf(child) : null;
    if (found !== null) return found;
  }
  return null;
}

function formulaOf(node: HastElement): HastContent[] | null {
  const isDrawn = classesOf(node).some((name) =>
    /^(katex|katex-display|mwe-math-element|MathJax)$/.test(name),
  );
  if (node.tagName !== 'math' && !isDrawn) return null;
  const tex = texOf(node)
    ?.replace(/^\{\\displaystyle\s+(.*)\}$/s, '$1')
    .trim();
  return tex === undefined || tex === ''
    ? null
    : [element('code', { className: ['language-math'] }, [text(tex)])];
}

function calloutOf(node: HastElement): HastContent[] | null {
  const names = classesOf(node).map((name) => name.replace('markdown-alert-', ''));
  const isAlert = classesOf(node).includes('markdown-alert') || classesOf(node).includes('callout');
  const kind = calloutKinds.find((one) => names.includes(one) || stringOf(node, 'dataKind') === one);
  if (!isAlert || kind === undefined) return null;
  const isTitle = (child: HastContent) =>
    child.type === 'element' &&
    classesOf(child).some((name) => /^(markdown-alert|callout)-title$/.test(name));
  const body = cleanAll(
    node.children.filter((child) => !isTitle(child)),
    { isTitle: false, isCode: false },
  );
  const marker = element('p', { dataMarker: kind }, [text(`[!${kind.toUpperCase()}]`)]);
  return [element('blockquote', {}, [marker, ...body])];
}

function linkOf(node: HastElement, children: HastContent[]): HastContent[] {
  const href = cleanLink(stringOf(node, 'href').trim());
  return href === null || wordsOf(element('a', {}, children)).trim() === ''
    ? children
    : [element('a', { href }, children)];
}

function pictureOf(node: HastElement): HastContent[] {
  const src = stringOf(node, 'src');
  return src.startsWith('/media/') ? [element('img', { src, alt: stringOf(node, 'alt') }, [])] : [];
}

function frameOf(node: HastElement): HastContent[] {
  const found = findEmbed(stringOf(node, 'src'));
  return found === null ? [] : [element('p', {}, [element('a', { href: found.url }, [text(found.url)])])];
}

/** Code that an editor has painted: a box that keeps its spaces, in a font of even width. */
function isPaintedCode(node: HastElement): boolean {
  return node.tagName === 'div' && lookOf(node).code && /^pre/.test(stylesOf(node).get('white-space') ?? '');
}

function linesOf(node: HastContent): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element') return '';
  if (node.tagName === 'br') return '\n';
  const words = node.children.map(linesOf).join('');
  return /^(div|p)$/.test(node.tagName) && !words.endsWith('\n') ? `${words}\n` : words;
}

function firstOf(node: HastElement, tagName: string): HastElement | undefined {
  if (node.tagName === tagName) return node;
  for (const child of node.children) {
    const found = child.type === 'element' ? firstOf(child, tagName) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A table of Markdown has a head: its first row, whatever it was called. */
function headed(table: HastElement): HastElement {
  const row = firstOf(table, 'tr');
  if (row === undefined || firstOf(row, 'th') !== undefined) return table;
  const head = {
    ...row,
    children: row.children.map((cell) => (isElement(cell, 'td') ? { ...cell, tagName: 'th' } : cell)),
  };
  const replaced = (node: HastElement): HastElement => ({
    ...node,
    children: node.children.map((child) =>
      child === row ? head : child.type === 'element' ? replaced(child) : child,
    ),
  });
  return replaced(table);
}

/** GitHub writes the language on the box around its code. */
function boxedCode(node: HastElement): HastContent[] | null {
  const language = /\bhighlight-source-([\w+#-]+)/.exec(classesOf(node).join(' '))?.[1];
  const code = language === undefined ? undefined : firstOf(node, 'pre');
  if (code === undefined) return null;
  return codeOf({ ...code, properties: { className: [`language-${language}`] } });
}

function codeOf(node: HastElement): HastContent[] {
  const inner = node.children.find((child) => isElement(child, 'code'));
  const names = [...classesOf(node), ...(inner?.type === 'element' ? classesOf(inner) : [])].join(' ');
  const language = /\b(?:language|lang|highlight-source|brush:?)-?([\w+#-]+)/.exec(names)?.[1];
  const className = language === undefined ? {} : { className: [`language-${language}`] };
  const code = node.children.map(linesOf).join('').replace(/\n+$/, '').replaceAll('\u00A0', ' ');
  return [element('pre', {}, [element('code', className, [text(code)])])];
}

function taskBox(node: HastElement): HastContent[] {
  const state = stringOf(node, 'ariaChecked');
  if (stringOf(node, 'role') !== 'checkbox' || state === '') return [];
  return [element('input', { type: 'checkbox', checked: state === 'true', disabled: true }, [])];
}

/** Elements that become something else than what they are called; null for those that do not. */
function special(node: HastElement): HastContent[] | null {
  if (dropped.has(node.tagName) || isHidden(node)) return [];
  if (node.tagName === 'pre' || isPaintedCode(node)) return codeOf(node);
  if (node.tagName === 'img') return pictureOf(node);
  if (node.tagName === 'iframe') return frameOf(node);
  if (node.tagName === 'br' && classesOf(node).includes('Apple-interchange-newline')) return [];
  if (node.tagName === 'input') return stringOf(node, 'type') === 'checkbox' ? [node] : [];
  return formulaOf(node) ?? calloutOf(node) ?? boxedCode(node);
}

function nameOf(node: HastElement): string {
  const word = classesOf(node)
    .map((name) => wordClasses[name.toLowerCase()])
    .find((name) => name !== undefined);
  return word ?? otherNames[node.tagName] ?? node.tagName;
}

function attributesOf(node: HastElement, tagName: string): HastElement['properties'] {
  const names = { ol: ['start'], td: ['colSpan', 'rowSpan', 'align'], th: ['colSpan', 'rowSpan', 'align'] };
  const wanted = Object.entries(names).find(([name]) => name === tagName)?.[1] ?? [];
  return Object.fromEntries(
    wanted.flatMap((name) => (node.properties[name] == null ? [] : [[name, node.properties[name]]])),
  );
}

/** Google Docs and older programs put an inner list beside the item that it belongs to. */
function withInnerLists(children: readonly HastContent[]): HastContent[] {
  const items: HastContent[] = [];
  for (const child of children) {
    const last = items.findLast((one) => isElement(one, 'li'));
    const isInner = isElement(child, 'ul') || isElement(child, 'ol');
    if (isInner && last?.type === 'element') last.children.push(child);
    else items.push(child);
  }
  return items;
}

function cleanElement(node: HastElement, around: Around): HastContent[] {
  const made = special(node);
  if (made !== null) return made;
  const tagName = nameOf(node);
  const isTitle = around.isTitle || /^h[1-6]$/.test(tagName) || tagName === 'th';
  const inside = tagName === 'table' ? headed(node) : node;
  const children = cleanAll(inside.children, { isTitle, isCode: around.isCode || tagName === 'code' });
  if (tagName === 'a') return looked(node, '', linkOf(node, children), around);
  if (inline.has(node.tagName)) return looked(node, tagName, children, around);
  if (!kept.has(tagName)) return children;
  if (tagName === 'code' && (around.isCode || wordsOf(node).trim() === '')) return children;
  const items = tagName === 'ul' || tagName === 'ol' ? withInnerLists(children) : children;
  return [element(tagName, attributesOf(node, tagName), [...taskBox(node), ...items])];
}

function cleanAll(children: readonly HastContent[], around: Around): HastContent[] {
  const lists = raiseWordLists(children, (item) => cleanAll(item.children, around));
  return lists.flatMap((child) => {
    if (child.type === 'text')
      return [text(around.isCode ? child.value : child.value.replaceAll('\u00A0', ' '))];
    if (child.type !== 'element') return [];
    // Lists that were just made are clean already.
    const isMade = !children.includes(child);
    return isMade ? [child] : cleanElement(child, around);
  });
}

/** Returns what HTML of any origin says, in the elements that a lesson may hold. */
export function cleanHtml(children: readonly HastContent[]): HastContent[] {
  return cleanAll(children, { isTitle: false, isCode: false });
}
