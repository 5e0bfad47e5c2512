import { type Handle, toMdast } from 'hast-util-to-mdast';
import { visit } from 'unist-util-visit';
import { type HastContent, type HastRoot, stringOf, wordsOf } from '@/components/markdown/hast';
import { type MarkdownRoot, writeTree } from '../markdown-tree';
import { cleanHtml } from './clean-html';

const code: Handle = (state, node) => {
  const isFormula = [node.properties['className']].flat().includes('language-math');
  if (isFormula) return { type: 'inlineMath', value: wordsOf(node) };
  const value = wordsOf(node);
  return value.trim() === '' ? state.all(node) : { type: 'inlineCode', value };
};

/** The mark of a callout is written as it stands. */
const paragraph: Handle = (state, node) => {
  const children = state.all(node);
  const isMarker = stringOf(node, 'dataMarker') !== '';
  const words = isMarker ? [{ type: 'html' as const, value: wordsOf(node) }] : children;
  return state.toFlow(words);
};

function isRoot(tree: unknown): tree is MarkdownRoot {
  return typeof tree === 'object' && tree !== null && 'type' in tree && tree.type === 'root';
}

/** The title of a lesson stands above its text: the highest heading in it is the second. */
function lowerHeadings(tree: MarkdownRoot): void {
  let highest = 6;
  visit(tree, 'heading', (node) => {
    highest = Math.min(highest, node.depth);
  });
  const by = Math.max(0, 2 - highest);
  const depths = [1, 2, 3, 4, 5, 6] as const;
  visit(tree, 'heading', (node) => {
    node.depth = depths[Math.min(5, node.depth - 1 + by)] ?? 6;
  });
}

/** Where every item is one paragraph, nothing has to stand apart, however a page has written it. */
function closeLists(tree: MarkdownRoot): void {
  visit(tree, 'list', (list) => {
    for (const item of list.children)
      item.spread = item.children.filter(({ type }) => type === 'paragraph').length > 1;
    list.spread = list.children.some(({ spread }) => spread === true);
  });
}

function isBlank(node: MarkdownRoot['children'][number]): boolean {
  if (node.type !== 'paragraph') return false;
  return node.children.every(
    (child) => child.type === 'break' || (child.type === 'text' && child.value.trim() === ''),
  );
}

/** Returns what HTML of any origin says as Markdown: nothing of it acts, and its looks stay behind. */
export function htmlToMarkdown({ children }: { readonly children: HastRoot['children'] }): string {
  const content = children.filter((child): child is HastContent => child.type !== 'doctype');
  const tree: unknown = toMdast(
    { type: 'root', children: cleanHtml(content) },
    { handlers: { code, p: paragraph } },
  );
  if (!isRoot(tree)) return '';
  lowerHeadings(tree);
  closeLists(tree);
  return writeTree(tree.children.filter((node) => !isBlank(node))).trim();
}
