import type { Editor } from '@tiptap/core';
import { calloutKinds } from '@/components/markdown/labels';
import type { IconName } from '@/components/ui/icon';
import type { OpenDialog } from './open-dialog';

/** What can be put in behind a slash; also the names of their words in `messages/<locale>/editor.json`. */
export const slashNames = [
  ...(['text', 'h2', 'h3', 'h4', 'bulletList', 'orderedList', 'taskList', 'quote'] as const),
  ...calloutKinds,
  ...(['table', 'code', 'maths', 'mathsBlock', 'picture', 'embed', 'divider'] as const),
] as const;

/** One of {@link slashNames}. */
export type SlashName = (typeof slashNames)[number];

/** The picture beside each entry. */
export const slashIcons: Readonly<Record<SlashName, IconName>> = {
  ...{ text: 'text', h2: 'text', h3: 'text', h4: 'text' },
  ...{ bulletList: 'list', orderedList: 'list-numbers', taskList: 'check-circle', quote: 'quote' },
  ...{ note: 'info', tip: 'check', important: 'bell', warning: 'warning', caution: 'error' },
  ...{ table: 'table', code: 'code', maths: 'maths', mathsBlock: 'maths', picture: 'picture' },
  ...{ embed: 'embed', divider: 'minus' },
};

type Act = (editor: Editor, open: OpenDialog) => void;

const headings = { h2: 2, h3: 3, h4: 4 } as const;

function chainAct(name: SlashName): Act | null {
  switch (name) {
    case 'h2':
    case 'h3':
    case 'h4':
      return (editor) => editor.chain().focus().setHeading({ level: headings[name] }).run();
    case 'note':
    case 'tip':
    case 'important':
    case 'warning':
    case 'caution':
      return (editor) => editor.chain().focus().wrapIn('callout', { kind: name }).run();
    default:
      return null;
  }
}

const acts: Partial<Readonly<Record<SlashName, Act>>> = {
  text: (editor) => editor.chain().focus().setParagraph().run(),
  bulletList: (editor) => editor.chain().focus().toggleBulletList().run(),
  orderedList: (editor) => editor.chain().focus().toggleOrderedList().run(),
  taskList: (editor) => editor.chain().focus().toggleTaskList().run(),
  quote: (editor) => editor.chain().focus().toggleBlockquote().run(),
  table: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
  code: (editor) => editor.chain().focus().toggleCodeBlock().run(),
  divider: (editor) => editor.chain().focus().setHorizontalRule().run(),
  maths: (_editor, open) => open('maths'),
  mathsBlock: (_editor, open) => open('mathsBlock'),
  picture: (_editor, open) => open('picture'),
  embed: (_editor, open) => open('embed'),
};

/** Puts in what was chosen, where the slash and its words stood. */
export function runSlash(
  editor: Editor,
  name: SlashName,
  range: { readonly from: number; readonly to: number },
  open: OpenDialog,
): void {
  editor.chain().focus().deleteRange(range).run();
  (chainAct(name) ?? acts[name])?.(editor, open);
}

const bare = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/**
 * Returns the entries that somebody may mean who has typed these letters: those whose name or other words begin with them
 * first, then those that hold them. Accents do not count.
 */
export function matchSlash<Entry extends { readonly label: string; readonly words: string }>(
  entries: readonly Entry[],
  query: string,
): Entry[] {
  const wanted = bare(query.trim());
  if (wanted === '') return [...entries];
  const ranked = entries.map((entry) => {
    const text = bare(`${entry.label} ${entry.words}`);
    const begins = text.split(/\s+/).some((word) => word.startsWith(wanted)) || text.startsWith(wanted);
    return { entry, rank: begins ? 0 : text.includes(wanted) ? 1 : 2 };
  });
  return [0, 1].flatMap((rank) => ranked.filter((one) => one.rank === rank).map(({ entry }) => entry));
}
