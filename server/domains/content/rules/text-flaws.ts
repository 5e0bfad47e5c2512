import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

/** What makes a text hard to follow for those who cannot see it. */
export type TextFlaws = {
  /** A picture without words. */
  readonly lacksAlt: boolean;
  /** A heading that leaves out a level on the way down, as from the second to the fourth. */
  readonly skipsHeading: boolean;
};

/** The editor marks what its writer called mere decoration in the address. */
const isDecorative = (node: object): boolean => 'url' in node && /[?&]alt=none\b/.test(String(node.url));

const parser = unified().use(remarkParse).use(remarkGfm).freeze();

/** Looks through a Markdown text for {@link TextFlaws}. */
export function textFlaws(markdown: string): TextFlaws {
  let lacksAlt = false;
  let skipsHeading = false;
  let depth: number | null = null;
  visit(parser.parse(markdown), (node) => {
    if (node.type === 'image' || node.type === 'imageReference') {
      lacksAlt ||= (node.alt ?? '').trim() === '' && !isDecorative(node);
    }
    if (node.type === 'heading') {
      skipsHeading ||= depth !== null && node.depth > depth + 1;
      depth = node.depth;
    }
  });
  return { lacksAlt, skipsHeading };
}
