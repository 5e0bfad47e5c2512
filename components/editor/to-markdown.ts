import { childrenOf, type DocMark, type DocNode, textAttr } from './doc';
import { fromMarkdown } from './from-markdown';
import { type Flow, type MarkdownNode, type MarkdownOf, type Phrasing, writeTree } from './markdown-tree';

type Align = NonNullable<MarkdownOf<'table'>['align']>[number];
type Depth = MarkdownOf<'heading'>['depth'];

/** Markdown that is written as it stands. */
const verbatim = (value: string) => ({ type: 'html' as const, value });

const orNull = (text: string): string | null => (text === '' ? null : text);

const isOf = (node: DocNode, mark: DocMark): boolean =>
  node.marks?.some((one) => JSON.stringify(one) === JSON.stringify(mark)) ?? false;

function without(node: DocNode, mark: DocMark): DocNode {
  return { ...node, marks: (node.marks ?? []).filter(({ type }) => type !== mark.type) };
}

function leaf(node: DocNode): Phrasing[] {
  switch (node.type) {
    case 'text':
      return [{ type: 'text', value: node.text ?? '' }];
    case 'hardBreak':
      return [{ type: 'break' }];
    case 'image': {
      const title = orNull(textAttr(node, 'title'));
      return [{ type: 'image', url: textAttr(node, 'src'), alt: textAttr(node, 'alt'), title }];
    }
    case 'maths':
      return textAttr(node, 'tex').trim() === ''
        ? []
        : [{ type: 'inlineMath', value: textAttr(node, 'tex') }];
    case 'rawInline':
      return [verbatim(textAttr(node, 'source'))];
    default:
      return [];
  }
}

const plainMarks = { bold: 'strong', italic: 'emphasis', strike: 'delete' } as const;

/** Puts one mark around the words that have it, and goes on with the rest of their marks inside. */
function wrap(mark: DocMark, nodes: readonly DocNode[]): Phrasing[] {
  const inner = nodes.map((node) => without(node, mark));
  switch (mark.type) {
    case 'code': {
      const value = inner.map((node) => node.text ?? ' ').join('');
      return [{ type: 'inlineCode', value }];
    }
    case 'link': {
      const title = orNull(textAttr(mark, 'title'));
      return [{ type: 'link', url: textAttr(mark, 'href'), title, children: phrase(inner) }];
    }
    case 'bold':
    case 'italic':
    case 'strike':
      return [{ type: plainMarks[mark.type], children: phrase(inner) }];
    default:
      return phrase(inner);
  }
}

const markOrder = ['link', 'bold', 'italic', 'strike', 'code'];

function outermost(node: DocNode): DocMark | undefined {
  const marks = node.marks ?? [];
  return marks.toSorted((a, b) => markOrder.indexOf(a.type) - markOrder.indexOf(b.type))[0];
}

/** Words of one mark become one piece of Markdown, as far as they follow each other. */
function phrase(nodes: readonly DocNode[]): Phrasing[] {
  const out: Phrasing[] = [];
  for (let at = 0; at < nodes.length; ) {
    const node = nodes[at];
    if (node === undefined) break;
    const mark = outermost(node);
    if (mark === undefined) {
      out.push(...leaf(node));
      at += 1;
      continue;
    }
    const run = nodes.slice(at).findIndex((one) => !isOf(one, mark));
    const end = run === -1 ? nodes.length : at + run;
    out.push(...wrap(mark, nodes.slice(at, end)));
    at = end;
  }
  return out;
}

/** A space at the end of a block is nobody's word: writers type one before they go on. */
function trimmed(nodes: readonly DocNode[]): readonly DocNode[] {
  const last = nodes.at(-1);
  if (last?.text === undefined || (last.marks ?? []).length > 0) return nodes;
  const text = last.text.trimEnd();
  return [...nodes.slice(0, -1), ...(text === '' ? [] : [{ ...last, text }])];
}

const isBlank = (node: DocNode): boolean => node.type === 'paragraph' && childrenOf(node).length === 0;

const blocks = (nodes: readonly DocNode[]): Flow[] =>
  nodes.filter((node) => !isBlank(node)).flatMap((node) => block(node));

function boxOf(item: DocNode): boolean | null {
  const checked = item.attrs?.['checked'];
  return typeof checked === 'boolean' ? checked : null;
}

function listOf(list: DocNode): Flow[] {
  const spread = list.attrs?.['isLoose'] === true;
  const children = childrenOf(list)
    .map((item) => ({
      type: 'listItem' as const,
      spread,
      checked: boxOf(item),
      children: blocks(childrenOf(item)),
    }))
    // Markdown has no box without words beside it.
    .filter((item) => item.checked === null || item.children.length > 0);
  if (children.length === 0) return [];
  const start = list.attrs?.['start'];
  const ordered = list.type === 'orderedList';
  return [
    { type: 'list', ordered, start: ordered && typeof start === 'number' ? start : null, spread, children },
  ];
}

function calloutOf(node: DocNode): Flow {
  const marker = verbatim(`[!${textAttr(node, 'kind').toUpperCase()}]`);
  const [first, ...rest] = blocks(childrenOf(node));
  if (first?.type !== 'paragraph') {
    const lead: Flow = { type: 'paragraph', children: [marker] };
    return { type: 'blockquote', children: first === undefined ? [lead] : [lead, first, ...rest] };
  }
  const lead: Flow = { type: 'paragraph', children: [marker, verbatim('\n'), ...first.children] };
  return { type: 'blockquote', children: [lead, ...rest] };
}

function alignOf(cell: DocNode): Align {
  const side = textAttr(cell, 'align');
  return side === 'left' || side === 'right' || side === 'center' ? side : null;
}

function tableOf(node: DocNode): Flow[] {
  const rows = childrenOf(node);
  if (rows.length === 0) return [];
  const cellOf = (cell: DocNode) => {
    const parts = childrenOf(cell).flatMap(childrenOf);
    // A cell of Markdown is one line.
    const line = parts.map((part) =>
      part.type === 'hardBreak' ? { ...part, type: 'text', text: ' ' } : part,
    );
    return { type: 'tableCell' as const, children: phrase(line) };
  };
  const align = childrenOf(rows[0] ?? node).map(alignOf);
  const children = rows.map((row) => ({
    type: 'tableRow' as const,
    children: childrenOf(row).map(cellOf),
  }));
  return [{ type: 'table', align, children }];
}

/** The address stands for itself, so that any other reader of Markdown has a link. */
function embedOf(node: DocNode): Flow {
  const url = textAttr(node, 'url');
  const children = [{ type: 'text' as const, value: url }];
  const link = { type: 'link' as const, url, title: orNull(textAttr(node, 'title')), children };
  return { type: 'paragraph', children: [link] };
}

function depthOf(node: DocNode): Depth {
  const depths: readonly Depth[] = [1, 2, 3, 4, 5, 6];
  return depths.find((depth) => depth === node.attrs?.['level']) ?? 2;
}

function block(node: DocNode): Flow[] {
  switch (node.type) {
    case 'paragraph':
      return [{ type: 'paragraph', children: phrase(trimmed(childrenOf(node))) }];
    case 'heading':
      return [{ type: 'heading', depth: depthOf(node), children: phrase(trimmed(childrenOf(node))) }];
    case 'blockquote':
      return [{ type: 'blockquote', children: blocks(childrenOf(node)) }];
    case 'callout':
      return [calloutOf(node)];
    case 'bulletList':
    case 'orderedList':
    case 'taskList':
      return listOf(node);
    case 'codeBlock': {
      const value = childrenOf(node)
        .map((part) => part.text ?? '')
        .join('');
      const lang = orNull(textAttr(node, 'language'));
      return [{ type: 'code', lang, meta: lang === null ? null : orNull(textAttr(node, 'meta')), value }];
    }
    case 'horizontalRule':
      return [{ type: 'thematicBreak' }];
    case 'table':
      return tableOf(node);
    case 'mathsBlock':
      return textAttr(node, 'tex').trim() === ''
        ? []
        : [{ type: 'math', value: textAttr(node, 'tex'), meta: null }];
    case 'embed':
      return [embedOf(node)];
    case 'rawBlock':
      return [verbatim(textAttr(node, 'source'))];
    default:
      return [];
  }
}

function write(doc: DocNode): string {
  const children: MarkdownNode[] = blocks(childrenOf(doc));
  return writeTree(children);
}

/** Returns a document of the editor as Markdown; read and written again, it is the same text. */
export function toMarkdown(doc: DocNode): string {
  // Blank lines inside an item, as in code, can set a list apart that was not: then it stays apart from the first time on.
  return write(fromMarkdown(write(doc)));
}
