import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { anchorHeadings, completeLinks, type Placement, placeFootnotes } from './anchors';
import { makeCallouts, makeFigures, nameTasks, wrapTables } from './blocks';
import { makeEmbeds } from './embeds';
import { setFormulas } from './formulas';
import { type HastElement, type HastRoot, isElement, wordsOf } from './hast';
import { highlightedCode } from './highlight';
import type { MarkdownLabels } from './labels';
import { remarkMaths } from './maths-syntax';
import { blockSchema, inlineSchema, notePrefix } from './schema';

function languageOf(code: HastElement): string {
  const [name] = [code.properties['className']].flat();
  return typeof name === 'string' ? name.replace(/^language-/, '').toLowerCase() : '';
}

async function highlightCode(tree: HastRoot): Promise<void> {
  const blocks: (() => Promise<void>)[] = [];
  visit(tree, 'element', (node, index, parent) => {
    const [code] = node.children;
    if (node.tagName !== 'pre' || !isElement(code, 'code') || index === undefined) return;
    blocks.push(async () => {
      const source = wordsOf(code).replace(/\n$/, '');
      const highlighted = await highlightedCode(source, languageOf(code));
      if (highlighted && parent) parent.children[index] = highlighted;
    });
  });
  for (const block of blocks) await block();
}

/**
 * Returns what a Markdown text says as a tree of safe elements: GitHub's dialect with tables, tasks, footnotes and
 * callouts, formulas and what other sites let be shown. HTML in the text is left out, and everything passes the sanitiser before this renderer adds its own.
 */
export async function markdownTree(
  source: string,
  labels: MarkdownLabels,
  placement: Placement,
): Promise<HastRoot> {
  const pipeline = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkMaths)
    .use(remarkRehype, {
      clobberPrefix: notePrefix,
      footnoteLabel: labels.footnotes,
      footnoteBackLabel: (index) => labels.backToText(index + 1),
    })
    .use(rehypeSanitize, blockSchema);
  const tree = await pipeline.run(pipeline.parse(source));
  makeCallouts(tree, labels);
  makeFigures(tree);
  makeEmbeds(tree);
  nameTasks(tree);
  anchorHeadings(tree, labels, placement);
  placeFootnotes(tree, placement);
  completeLinks(tree, placement);
  setFormulas(tree, labels.formula);
  await highlightCode(tree);
  wrapTables(tree, labels);
  return tree;
}

/** Returns a Markdown text as one line of words, emphasis, code and formulas, for labels and answers. */
export async function inlineMarkdownTree(source: string): Promise<HastRoot> {
  const pipeline = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkMaths)
    .use(remarkRehype)
    .use(rehypeSanitize, inlineSchema);
  const tree = await pipeline.run(pipeline.parse(source));
  setFormulas(tree, '');
  return tree;
}
