import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import { type Plugin, unified } from 'unified';
import { remarkMaths } from '@/components/markdown/maths-syntax';

type RootOf<Parser> = Parser extends Plugin<infer _Options, string, infer Tree> ? Tree : never;

/** A Markdown text as a tree. */
export type MarkdownRoot = RootOf<typeof remarkParse>;
/** Any node of {@link MarkdownRoot} below the top. */
export type MarkdownNode = MarkdownRoot['children'][number];
/** A node of one name. */
export type MarkdownOf<Type extends MarkdownNode['type']> = Extract<MarkdownNode, { type: Type }>;
/** Whatever stands in a paragraph. */
export type Phrasing = MarkdownOf<'paragraph'>['children'][number];
/** Whatever stands in a quote. */
export type Flow = MarkdownOf<'blockquote'>['children'][number];

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkMaths).freeze();

const writer = unified()
  .use(remarkStringify, {
    ...{ bullet: '-', emphasis: '*', strong: '*', rule: '-', fence: '`' },
    ...{ fences: true, listItemIndent: 'one', incrementListMarker: true, resourceLink: false },
  })
  // Cells are not padded to the width of their column: one word more would change every line of a table.
  .use(remarkGfm, { tablePipeAlign: false })
  .use(remarkMaths)
  .freeze();

/** Reads Markdown as lessons are read. */
export function readTree(markdown: string): MarkdownRoot {
  return parser.parse(markdown);
}

/** Writes Markdown, always in the same way. */
export function writeTree(children: readonly MarkdownNode[]): string {
  return writer.stringify({ type: 'root', children: [...children] });
}
