import { element, type HastContent, type HastElement, wordsOf } from '@/components/markdown/hast';
import { stylesOf } from './styles';

/** A paragraph that Word draws as an item of a list. */
type WordItem = {
  readonly node: HastElement;
  readonly list: string;
  readonly level: number;
  /** Null for a bullet. */
  readonly start: number | null;
};

function markerOf(node: HastElement): string | null {
  if (/ignore/i.test(stylesOf(node).get('mso-list') ?? '')) return wordsOf(node);
  for (const child of node.children) {
    const found = child.type === 'element' ? markerOf(child) : null;
    if (found !== null) return found;
  }
  return null;
}

/** The number an ordered marker begins with: letters and Roman numerals count from one. */
function startOf(marker: string): number | null {
  const found = /^\s*\(?(\d{1,9}|[a-z]{1,5})[.)]/i.exec(marker)?.[1];
  if (found === undefined) return null;
  return /^\d+$/.test(found) ? Number(found) : 1;
}

/** Reads `mso-list: l0 level2 lfo1`. */
function wordItem(node: HastContent): WordItem | null {
  if (node.type !== 'element' || !/^(p|div|h[1-6])$/.test(node.tagName)) return null;
  const found = /\b(l\d+)\s+level(\d)\b/i.exec(stylesOf(node).get('mso-list') ?? '');
  if (found === null) return null;
  const level = Number(found[2]);
  return { node, list: found[1] ?? '', level, start: startOf(markerOf(node) ?? '') };
}

function nested(items: readonly WordItem[], clean: (node: HastElement) => HastContent[]): HastElement[] {
  const lists: HastElement[] = [];
  let list: { readonly id: string; readonly node: HastElement } | null = null;
  for (let at = 0; at < items.length; ) {
    const item = items[at];
    if (item === undefined) break;
    const rest = items.slice(at + 1);
    const next = rest.findIndex(({ level }) => level <= item.level);
    const deeper = next === -1 ? rest : rest.slice(0, next);
    const tag = item.start === null ? 'ul' : 'ol';
    const id = `${item.list} ${tag}`;
    if (list === null || list.id !== id) {
      const start = item.start === null || item.start === 1 ? {} : { start: item.start };
      list = { id, node: element(tag, start, []) };
      lists.push(list.node);
    }
    list.node.children.push(element('li', {}, [...clean(item.node), ...nested(deeper, clean)]));
    at += 1 + deeper.length;
  }
  return lists;
}

/** Makes real lists of the paragraphs that Word draws as such; all else stays. */
export function raiseWordLists(
  children: readonly HastContent[],
  clean: (node: HastElement) => HastContent[],
): HastContent[] {
  const out: HastContent[] = [];
  let run: WordItem[] = [];
  const end = () => {
    out.push(...nested(run, clean));
    run = [];
  };
  for (const child of children) {
    const item = wordItem(child);
    if (item !== null) run.push(item);
    // Between two items there is white space.
    else if (run.length === 0 || child.type === 'element' || wordsOf(child).trim() !== '') {
      end();
      out.push(child);
    }
  }
  end();
  return out;
}
