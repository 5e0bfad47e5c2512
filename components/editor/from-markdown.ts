import { calloutKinds } from '@/components/markdown/labels';
import { findEmbed } from '@/server/domains/content/contract/embeds';
import { type DocMark, type DocNode, docOf } from './doc';
import {
  type Flow,
  type MarkdownNode,
  type MarkdownOf,
  type Phrasing,
  readTree,
  writeTree,
} from './markdown-tree';

const calloutMarker = new RegExp(`^\\[!(${calloutKinds.join('|')})\\][^\\S\\n]*\\n?`, 'i');

const emptyParagraph = docOf('paragraph', []);

const orEmpty = (content: readonly DocNode[]): readonly DocNode[] =>
  content.length === 0 ? [emptyParagraph] : content;

/** What the editor has no form for is kept as its Markdown, to be shown and edited as such. */
function rawBlock(node: MarkdownNode): DocNode {
  return docOf('rawBlock', [], { source: node.type === 'html' ? node.value : writeTree([node]).trimEnd() });
}

function rawInline(node: Phrasing, marks: readonly DocMark[]): DocNode {
  const source =
    node.type === 'html' ? node.value : writeTree([{ type: 'paragraph', children: [node] }]).trimEnd();
  return marked(docOf('rawInline', [], { source }), marks);
}

function marked(node: DocNode, marks: readonly DocMark[]): DocNode {
  return marks.length === 0 ? node : { ...node, marks: [...marks] };
}

function textNode(text: string, marks: readonly DocMark[]): DocNode[] {
  // A line that ends inside a paragraph is a space to readers, and would be a new line in the editor.
  const plain = text.replaceAll(/[ \t]*\n[ \t]*/g, ' ');
  return plain === '' ? [] : [marked({ type: 'text', text: plain }, marks)];
}

/** The order in which marks lie on each other, outermost first: the same words always have them in the same order. */
const markOrder = ['link', 'bold', 'italic', 'strike', 'code'];

function withMark(marks: readonly DocMark[], mark: DocMark): DocMark[] {
  if (marks.some(({ type }) => type === mark.type)) return [...marks];
  const place = ({ type }: DocMark) => markOrder.indexOf(type);
  return [...marks, mark].toSorted((a, b) => place(a) - place(b));
}

const plainMarks = { strong: 'bold', emphasis: 'italic', delete: 'strike' } as const;

function inline(node: Phrasing, marks: readonly DocMark[]): DocNode[] {
  switch (node.type) {
    case 'text':
      return textNode(node.value, marks);
    case 'inlineCode':
      return textNode(node.value, withMark(marks, { type: 'code' }));
    case 'strong':
    case 'emphasis':
    case 'delete': {
      const inner = withMark(marks, { type: plainMarks[node.type] });
      return node.children.flatMap((child) => inline(child, inner));
    }
    case 'link': {
      const attrs = { href: node.url, title: node.title ?? null };
      const inner = withMark(marks, { type: 'link', attrs });
      return node.children.flatMap((child) => inline(child, inner));
    }
    case 'break':
      return [marked({ type: 'hardBreak' }, marks)];
    case 'image': {
      const attrs = { src: node.url, alt: node.alt ?? '', title: node.title ?? null };
      return [marked(docOf('image', [], attrs), marks)];
    }
    case 'inlineMath':
      return [marked(docOf('maths', [], { tex: node.value }), marks)];
    default:
      return [rawInline(node, marks)];
  }
}

/** Words that carry the same marks are one piece. */
function joined(nodes: readonly DocNode[]): DocNode[] {
  const pieces: DocNode[] = [];
  for (const node of nodes) {
    const last = pieces.at(-1);
    const isSame = JSON.stringify(last?.marks) === JSON.stringify(node.marks);
    if (last?.text !== undefined && node.text !== undefined && isSame) {
      pieces[pieces.length - 1] = { ...last, text: last.text + node.text };
    } else pieces.push(node);
  }
  return pieces;
}

const phrase = (nodes: readonly Phrasing[]): DocNode[] => joined(nodes.flatMap((node) => inline(node, [])));

/** An address of a known provider that stands alone, with the words for it as its title. */
function embedOf({ children }: MarkdownOf<'paragraph'>): DocNode | null {
  const [link] = children;
  if (children.length !== 1 || link?.type !== 'link') return null;
  const [words] = link.children;
  const isItself = link.children.length === 1 && words?.type === 'text' && words.value === link.url;
  if (!isItself || findEmbed(link.url) === null) return null;
  return docOf('embed', [], { url: link.url, title: link.title ?? '' });
}

const paragraphOf = (node: MarkdownOf<'paragraph'>): DocNode =>
  embedOf(node) ?? docOf('paragraph', phrase(node.children));

function calloutOf(quote: MarkdownOf<'blockquote'>): DocNode | null {
  const [first, ...rest] = quote.children;
  const lead = first?.type === 'paragraph' ? first.children[0] : undefined;
  if (first?.type !== 'paragraph' || lead?.type !== 'text') return null;
  const found = calloutMarker.exec(lead.value);
  if (found === null) return null;
  const words = { ...lead, value: lead.value.slice(found[0].length) };
  const others = first.children.slice(1);
  const paragraph = paragraphOf({ ...first, children: words.value === '' ? others : [words, ...others] });
  const isBlank = paragraph.type === 'paragraph' && paragraph.content === undefined;
  const body = isBlank ? blocks(rest) : [paragraph, ...blocks(rest)];
  return docOf('callout', orEmpty(body), { kind: found[1]?.toLowerCase() ?? 'note' });
}

const boxOf = (checked: boolean | null | undefined) => ({ checked: checked ?? null });

function listOf(list: MarkdownOf<'list'>): DocNode {
  // What stands alone has nothing to stand apart from, whatever blank lines there are inside it.
  const isLoose =
    (list.spread === true && list.children.length > 1) ||
    list.children.some(({ spread, children }) => spread === true && children.length > 1);
  const isTask = list.ordered !== true && list.children.some(({ checked }) => typeof checked === 'boolean');
  const items = list.children.map(({ checked, children }) =>
    docOf(isTask ? 'taskItem' : 'listItem', orEmpty(blocks(children)), boxOf(checked)),
  );
  if (list.ordered === true) return docOf('orderedList', items, { isLoose, start: list.start ?? 1 });
  return docOf(isTask ? 'taskList' : 'bulletList', items, { isLoose });
}

function tableOf({ align, children }: MarkdownOf<'table'>): DocNode {
  const width = Math.max(...children.map((row) => row.children.length));
  const columns = Array.from({ length: width }, (_, column) => align?.[column] ?? null);
  const rows = children.map((row, index) =>
    docOf(
      'tableRow',
      columns.map((side, column) => {
        const cell = docOf('paragraph', phrase(row.children[column]?.children ?? []));
        return docOf(index === 0 ? 'tableHeader' : 'tableCell', [cell], { align: side });
      }),
    ),
  );
  return docOf('table', rows);
}

function block(node: MarkdownNode): DocNode {
  switch (node.type) {
    case 'paragraph':
      return paragraphOf(node);
    case 'math':
      return node.meta == null || node.meta === ''
        ? docOf('mathsBlock', [], { tex: node.value })
        : rawBlock(node);
    case 'heading':
      return docOf('heading', phrase(node.children), { level: node.depth });
    case 'blockquote':
      return calloutOf(node) ?? docOf('blockquote', orEmpty(blocks(node.children)));
    case 'list':
      return listOf(node);
    case 'code': {
      const text = node.value === '' ? [] : [{ type: 'text', text: node.value }];
      return docOf('codeBlock', text, { language: node.lang ?? null, meta: node.meta ?? null });
    }
    case 'thematicBreak':
      return docOf('horizontalRule', []);
    case 'table':
      return tableOf(node);
    default:
      return rawBlock(node);
  }
}

const blocks = (nodes: readonly Flow[]): DocNode[] => nodes.map(block);

/** Returns a Markdown text as a document of the editor; nothing of it is left out. */
export function fromMarkdown(markdown: string): DocNode {
  return docOf('doc', orEmpty(readTree(markdown).children.map(block)));
}
