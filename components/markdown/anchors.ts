import { visit } from 'unist-util-visit';
import { element, type HastElement, type HastRoot, stringOf, text, wordsOf } from './hast';
import type { MarkdownLabels } from './labels';
import { notePrefix } from './schema';

/** How a text sits in its page. */
export type Placement = {
  /** The level of its highest heading: one below what the page has above it. */
  readonly topHeading: 2 | 3;
  /** Keeps ids apart where several texts share a page. */
  readonly idPrefix: string;
  /** The locale that addresses inside the platform are written with. */
  readonly locale: string;
};

const levelOf = (node: HastElement): number => Number(/^h([1-6])$/.exec(node.tagName)?.[1] ?? 0);

function slugOf(title: string): string {
  const words =
    title
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return words.join('-').slice(0, 60) || 'section';
}

function headingsOf(tree: HastRoot): HastElement[] {
  const headings: HastElement[] = [];
  visit(tree, 'element', (node) => {
    const isFootnotes = node.properties['id'] === 'footnote-label';
    if (levelOf(node) > 0 && !isFootnotes) headings.push(node);
  });
  return headings;
}

/**
 * Moves headings to the levels that their page needs, without leaving one out, and gives each an id and a link to
 * itself. Ids begin with `s-`, so that no heading can take the id of a part of the page.
 */
export function anchorHeadings(
  tree: HastRoot,
  labels: MarkdownLabels,
  { topHeading, idPrefix }: Placement,
): void {
  const open: number[] = [];
  const used = new Map<string, number>();
  for (const heading of headingsOf(tree)) {
    const level = levelOf(heading);
    while ((open.at(-1) ?? 0) >= level) open.pop();
    open.push(level);
    heading.tagName = `h${Math.min(6, topHeading + open.length - 1)}`;
    const title = wordsOf(heading).trim();
    const slug = slugOf(title);
    const times = (used.get(slug) ?? 0) + 1;
    used.set(slug, times);
    const id = `${idPrefix}s-${slug}${times === 1 ? '' : `-${times}`}`;
    heading.properties = { id };
    const anchor = { className: ['heading-anchor'], href: `#${id}`, ariaLabel: labels.linkToSection(title) };
    heading.children.push(element('a', anchor, [text('#')]));
  }
}

/** Gives footnotes the ids of this text, where several share a page, and their heading the right level. */
export function placeFootnotes(tree: HastRoot, { topHeading, idPrefix }: Placement): void {
  visit(tree, 'element', (node) => {
    if (node.properties['id'] === 'footnote-label') node.tagName = `h${topHeading}`;
    for (const property of ['id', 'ariaDescribedBy']) {
      const value = [node.properties[property]].flat().join(' ');
      if (value === 'footnote-label' || value.startsWith(notePrefix))
        node.properties[property] = idPrefix + value;
    }
    const href = stringOf(node, 'href');
    if (href.startsWith(`#${notePrefix}`)) node.properties['href'] = `#${idPrefix}${href.slice(1)}`;
  });
}

/** Gives addresses inside the platform the reader's locale, and those outside no hold on our page. */
export function completeLinks(tree: HastRoot, { locale }: Placement): void {
  visit(tree, 'element', (node) => {
    if (node.tagName !== 'a') return;
    const href = stringOf(node, 'href');
    if (/^(https?:)?\/\//i.test(href)) node.properties['rel'] = ['noopener', 'noreferrer'];
    else if (/^\/(?!media\/|api\/|[a-z]{2}(\/|$))/.test(href)) node.properties['href'] = `/${locale}${href}`;
  });
}
