import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type { CodePiece } from '@/components/markdown/highlight';

const key = new PluginKey<DecorationSet>('codeColours');

/** How long after the last key code is coloured anew, in ms. */
const pauseMs = 120;

type Block = { readonly node: Node; readonly at: number };

function codeBlocksOf({ doc }: EditorState): Block[] {
  const found: Block[] = [];
  doc.descendants((node, at) => {
    if (node.type.name === 'codeBlock') found.push({ node, at });
    return !node.isTextblock;
  });
  return found;
}

const languageOf = ({ node }: Block): string => String(node.attrs['language'] ?? '');

/** Nodes of a document never change, so that what was coloured once is known by its node. */
const known = new WeakMap<Node, readonly CodePiece[]>();

function decorationsOf(blocks: readonly Block[]): Decoration[] {
  return blocks.flatMap(({ node, at }) =>
    (known.get(node) ?? []).map(({ from, to, style }) =>
      Decoration.inline(at + 1 + from, at + 1 + to, { class: 'shiki-piece', style }),
    ),
  );
}

async function colour(view: EditorView): Promise<void> {
  const blocks = codeBlocksOf(view.state).filter((block) => languageOf(block) !== '');
  if (blocks.length === 0 && view.state.doc.childCount > 0 && key.getState(view.state)?.find().length === 0)
    return;
  // Loaded with the first code of a text; the renderer of learners' pages colours with the same.
  const { codePieces } = await import('@/components/markdown/highlight');
  for (const block of blocks) {
    const isKnown = known.has(block.node);
    if (!isKnown) known.set(block.node, await codePieces(block.node.textContent, languageOf(block)));
  }
  if (view.isDestroyed) return;
  const now = codeBlocksOf(view.state);
  view.dispatch(view.state.tr.setMeta(key, DecorationSet.create(view.state.doc, decorationsOf(now))));
}

/** Colours code while it is written, in the inks that learners see it in. */
export const CodeColours = Extension.create({
  name: 'codeColours',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply: (tr, before) => {
          const next: unknown = tr.getMeta(key);
          return next instanceof DecorationSet ? next : before.map(tr.mapping, tr.doc);
        },
      },
      props: { decorations: (state) => key.getState(state) },
      view: (view) => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        const later = (ms: number) => {
          clearTimeout(timer);
          timer = setTimeout(() => void colour(view), ms);
        };
        later(0);
        return {
          update: (_view, before) => {
            if (before.doc !== view.state.doc) later(pauseMs);
          },
          destroy: () => clearTimeout(timer),
        };
      },
    }),
  ],
});
