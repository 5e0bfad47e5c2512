import { visit } from 'unist-util-visit';
import { findEmbed } from '@/server/domains/content/contract/embeds';
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
  const embed = findEmbed(href);
  if (embed === null) return undefined;
  const { ratio, site, url } = embed;
  const title = stringOf(link, 'title').trim() || site;
  // Frames come from a page of ours that holds this one and nothing else.
  const frame = `/api/embeds?${new URLSearchParams({ url, title })}`;
  const shown = { dataEmbed: frame, dataRatio: ratio, dataSite: site };
  return element('figure', { className: ['embed'], ...shown }, [element('a', { href: url }, [text(title)])]);
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
