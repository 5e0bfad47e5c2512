import type { Node } from '@tiptap/pm/model';
import { readPicture } from './picture-address';

/** Something about a text that makes it hard to follow, and where it is. */
export type Advice =
  | {
      readonly kind: 'heading';
      readonly at: number;
      readonly level: number;
      readonly after: number;
      readonly words: string;
    }
  | { readonly kind: 'alt'; readonly at: number };

/** So many are shown at once: more would be a wall, and the next ones come up when these are mended. */
const shown = 5;

/** Looks through a text for headings that leave out a level on the way down, and for pictures without words. */
export function adviceFor(doc: Node): Advice[] {
  const found: Advice[] = [];
  let last: number | null = null;
  doc.descendants((node, at) => {
    if (node.type.name === 'heading') {
      const level = Number(node.attrs['level']);
      if (last !== null && level > last + 1) {
        found.push({ kind: 'heading', at, level, after: last, words: node.textContent.slice(0, 60) });
      }
      last = level;
    }
    if (node.type.name === 'image') {
      const lacksWords = String(node.attrs['alt'] ?? '').trim() === '';
      if (lacksWords && !readPicture(String(node.attrs['src'])).isDecorative) found.push({ kind: 'alt', at });
    }
  });
  return found.slice(0, shown);
}
