import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';

/** A slash and what was typed behind it: the wish to put something in. */
export type SlashWish = { readonly from: number; readonly to: number; readonly query: string };

type SlashState = {
  readonly wish: SlashWish | null;
  /** Where a slash stands that the writer wants to keep as text. */
  readonly kept: number | null;
};

/** The state of the slash menu in an editor. */
export const slashKey = new PluginKey<SlashState>('slash');

const longestQuery = 24;
const pattern = new RegExp(`(?:^|\\s)/((?:[\\p{L}\\p{N}][\\p{L}\\p{N} -]{0,${longestQuery - 1}})?)$`, 'u');

/** Returns the slash before the cursor: at the beginning of its line or after a space, and not in code. */
export function wishAt({ selection, doc }: EditorState): SlashWish | null {
  const { $from, empty } = selection;
  const isCode =
    $from.parent.type.spec.code === true || $from.marks().some(({ type }) => type.name === 'code');
  if (!empty || !$from.parent.isTextblock || isCode) return null;
  // What is one piece counts as one sign, so that places stay right.
  const before = doc.textBetween($from.start(), $from.pos, '\n', '\uFFFC');
  const query = pattern.exec(before)?.[1];
  return query === undefined ? null : { from: $from.pos - query.length - 1, to: $from.pos, query };
}

/** What the page does for the menu; each tells whether the key was taken. */
export type SlashKeys = { readonly onKey: (key: string) => boolean };

/** Notices a slash that is typed, and gives its keys to the menu while that is open. Escape leaves the slash as text. */
export const Slash = Extension.create<SlashKeys>({
  name: 'slash',
  // Before the keys of lists and paragraphs.
  priority: 1_000,
  addOptions: () => ({ onKey: () => false }),
  addProseMirrorPlugins() {
    const { onKey } = this.options;
    return [
      new Plugin<SlashState>({
        key: slashKey,
        state: {
          init: () => ({ wish: null, kept: null }),
          apply: (tr, { wish: before, kept }, _old, state) => {
            const meta: unknown = tr.getMeta(slashKey);
            const stays = kept === null ? null : tr.mapping.map(kept);
            const present = meta === 'keep' ? (before?.from ?? stays) : stays;
            const wish = wishAt(state);
            // It opens by typing, and goes on while its slash is there: not by walking past an old one.
            const isOpening = tr.docChanged || before?.from === wish?.from;
            const isKept = wish === null || wish.from === present;
            return { wish: isKept || !isOpening ? null : wish, kept: wish === null ? null : present };
          },
        },
        props: {
          handleKeyDown: (view, event) => {
            if (slashKey.getState(view.state)?.wish == null || event.isComposing) return false;
            if (event.ctrlKey || event.metaKey || event.altKey) return false;
            if (event.key === 'Escape') {
              view.dispatch(view.state.tr.setMeta(slashKey, 'keep'));
              event.preventDefault();
              return true;
            }
            return onKey(event.key);
          },
        },
      }),
    ];
  },
});
