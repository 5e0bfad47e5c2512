import { type Editor, InputRule, Node, type NodeViewRenderer } from '@tiptap/core';
import type { Node as ModelNode } from '@tiptap/pm/model';
import { NodeSelection } from '@tiptap/pm/state';
import { findEmbed } from '@/server/domains/content/contract/embeds';
import { drawFormula } from './draw-formula';

/** What is put in and changed in a dialog. */
export type AtomKind = 'maths' | 'embed' | 'picture';

/** What the nodes of formulas and frames need of the page. */
export type AtomOptions = {
  /** What a screen reader says before the source. */
  readonly label: string;
  /** Opens the dialog for the node that is selected, or for a new one. */
  readonly edit: (kind: AtomKind) => void;
};

const attr = (node: ModelNode, name: string): string => String(node.attrs[name] ?? '');

const stringAttribute = (name: string) => ({
  [name]: {
    default: '',
    parseHTML: (element: HTMLElement) => element.getAttribute(`data-${name}`) ?? '',
    renderHTML: (attributes: Record<string, unknown>) => ({ [`data-${name}`]: attributes[name] }),
  },
});

/** Opens the dialog at a second press: the first one selects, as for everything that is one piece. */
function openAtSecondPress(
  dom: HTMLElement,
  editor: Editor,
  getPos: () => number | undefined,
  open: () => void,
) {
  dom.addEventListener('mousedown', (event) => {
    const { selection } = editor.state;
    const isSelected = selection instanceof NodeSelection && selection.from === getPos();
    if (!isSelected) return;
    event.preventDefault();
    open();
  });
}

function formulaView({ label, edit }: AtomOptions, isBlock: boolean): NodeViewRenderer {
  return ({ node, editor, getPos }) => {
    const dom = document.createElement(isBlock ? 'div' : 'span');
    dom.className = isBlock ? 'maths formula' : 'formula';
    dom.setAttribute('role', 'img');
    const draw = (tex: string) => {
      dom.setAttribute('aria-label', `${label}: ${tex}`);
      void drawFormula(dom, tex, isBlock);
    };
    draw(attr(node, 'tex'));
    openAtSecondPress(dom, editor, getPos, () => edit('maths'));
    return {
      dom,
      update: (next) => {
        if (next.type !== node.type) return false;
        draw(attr(next, 'tex'));
        return true;
      },
      ignoreMutation: () => true,
    };
  };
}

const unset: AtomOptions = { label: '', edit: () => undefined };

/** Keys of a piece: Enter opens its dialog while it is selected. */
export function enterOpens(name: string, kind: AtomKind) {
  return function (this: { readonly editor: Editor; readonly options: Pick<AtomOptions, 'edit'> }) {
    const open = () => {
      const { selection } = this.editor.state;
      if (!(selection instanceof NodeSelection) || selection.node.type.name !== name) return false;
      this.options.edit(kind);
      return true;
    };
    return Object.fromEntries([['Enter', open]]);
  };
}

/** A formula within a line: `$x^2$`. */
export const Maths = Node.create<AtomOptions>({
  name: 'maths',
  ...{ group: 'inline', inline: true, atom: true },
  addOptions: () => unset,
  addAttributes: () => stringAttribute('tex'),
  parseHTML: () => [{ tag: 'span[data-tex]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', HTMLAttributes],
  renderText: ({ node }) => `$${attr(node, 'tex')}$`,
  addNodeView() {
    return formulaView(this.options, false);
  },
  addKeyboardShortcuts: enterOpens('maths', 'maths'),
  addInputRules() {
    return [
      new InputRule({
        find: /(?<=^|[\s(])\$([^\s$](?:[^$]*[^\s$])?)\$$/,
        handler: ({ range, match, chain }) => {
          const content = { type: this.name, attrs: { tex: match[1] ?? '' } };
          chain().insertContentAt(range, content).run();
        },
      }),
    ];
  },
});

/** A formula that stands alone. */
export const MathsBlock = Node.create<AtomOptions>({
  name: 'mathsBlock',
  ...{ group: 'block', atom: true },
  addOptions: () => unset,
  addAttributes: () => stringAttribute('tex'),
  parseHTML: () => [{ tag: 'div[data-tex]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', HTMLAttributes],
  renderText: ({ node }) => `$$\n${attr(node, 'tex')}\n$$`,
  addNodeView() {
    return formulaView(this.options, true);
  },
  addKeyboardShortcuts: enterOpens('mathsBlock', 'maths'),
  addInputRules() {
    return [
      new InputRule({
        find: /^\$\$\s$/,
        handler: ({ range, chain }) => {
          chain().deleteRange(range).run();
          this.options.edit('maths');
        },
      }),
    ];
  },
});

/** Something of another site: shown as what it will be, never loaded while a text is written. */
export const Embed = Node.create<AtomOptions>({
  name: 'embed',
  ...{ group: 'block', atom: true },
  addOptions: () => unset,
  addAttributes: () => ({ ...stringAttribute('url'), ...stringAttribute('title') }),
  parseHTML: () => [{ tag: 'figure[data-url]' }],
  renderHTML: ({ HTMLAttributes }) => ['figure', HTMLAttributes],
  renderText: ({ node }) => attr(node, 'url'),
  addNodeView() {
    const { label, edit } = this.options;
    return ({ node, editor, getPos }) => {
      const dom = document.createElement('figure');
      dom.className = 'embed';
      const name = findEmbed(attr(node, 'url'))?.site ?? '';
      const words = [name, attr(node, 'title')].filter((part) => part !== '').join(': ');
      dom.setAttribute('role', 'img');
      dom.setAttribute('aria-label', `${label}: ${words}`);
      const place = document.createElement('div');
      place.className = 'embed-place';
      const title = document.createElement('p');
      title.className = 'embed-title';
      title.textContent = words;
      const address = document.createElement('p');
      address.textContent = attr(node, 'url');
      place.append(title, address);
      dom.append(place);
      openAtSecondPress(dom, editor, getPos, () => edit('embed'));
      return { dom, ignoreMutation: () => true };
    };
  },
  addKeyboardShortcuts: enterOpens('embed', 'embed'),
});
