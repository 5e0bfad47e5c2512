import { visit } from 'unist-util-visit';
import { embedFor } from '@/server/domains/content/contract';
import { element, type HastElement, type HastRoot, isElement, stringOf, text, wordsOf } from './hast';

function onlyLinkOf(paragraph: HastElement): HastElement | undefined {
  const parts = paragraph.children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
  const [only] = parts;
  return parts.length === 1 && isElement(only, 'a') ? only : undefined;
}

function embedOf(paragraph: HastElement): HastElement | undefined {
  const link = onlyLinkOf(paragraph);
  const href = link && stringOf(link, 'href');
  // An address that stands for itself; words that lead somewhere stay words.
  if (link === undefined || href === undefined || wordsOf(link).trim() !== href) return undefined;
  const embed = embedFor(href);
  if (embed === null) return undefined;
  const { embedUrl, pageUrl, provider, ratio, title } = embed;
  const name = stringOf(link, 'title').trim();
  return element(
    'figure',
    { className: ['embed'], dataProvider: provider, dataEmbed: embedUrl, dataRatio: ratio, dataOf: title },
    [element('a', { href: pageUrl }, [text(name === '' ? title : name)])],
  );
}

/**
 * Turns an address of a known provider that stands alone into a figure with a link to it; the page may put a frame in its
 * place when its reader asks for it. The title of other links stays out.
 */
export function makeEmbeds(tree: HastRoot): void {
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName === 'p' && parent !== undefined && index !== undefined) {
      const embed = embedOf(node);
      if (embed !== undefined) parent.children[index] = embed;
    }
    if (node.tagName === 'a') delete node.properties['title'];
  });
}
