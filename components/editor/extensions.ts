import { Extension, type Extensions, mergeAttributes, Node } from '@tiptap/core';
import { Code } from '@tiptap/extension-code';
import { Image, type ImageOptions } from '@tiptap/extension-image';
import { ListItem, TaskItem, TaskList } from '@tiptap/extension-list';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { StarterKit } from '@tiptap/starter-kit';
import type { CalloutKind } from '@/components/markdown/labels';
import { type AtomOptions, Embed, enterOpens, Maths, MathsBlock } from './atom-nodes';
import { CodeColours } from './code-colours';
import { readPicture } from './picture-address';
import { RawBlock, RawInline } from './raw-nodes';
import { TableShape } from './table-shape';

/** The words that the editor adds to a text, in the writer's language. */
export type EditorLabels = {
  readonly callout: Readonly<Record<CalloutKind, string>>;
  readonly formula: string;
  readonly embed: string;
};

/** What Markdown says of a list, a code block or a cell and the editor has no attribute for. */
const MarkdownAttributes = Extension.create({
  name: 'markdownAttributes',
  addGlobalAttributes: () => [
    {
      types: ['bulletList', 'orderedList', 'taskList'],
      attributes: { isLoose: { default: false, rendered: false } },
    },
    { types: ['listItem'], attributes: { checked: { default: null, rendered: false } } },
    { types: ['codeBlock'], attributes: { meta: { default: null, rendered: false } } },
    { types: ['tableHeader', 'tableCell'], attributes: { align: { default: null } } },
    { types: ['link'], attributes: { title: { default: null } } },
  ],
});

/** A part of the text that says something beside it: `> [!TIP]`. */
const Callout = Node.create<Pick<EditorLabels, 'callout'>>({
  name: 'callout',
  group: 'block',
  content: 'block+',
  defining: true,
  addAttributes: () => ({
    kind: { default: 'note', parseHTML: (element) => element.getAttribute('data-kind') },
  }),
  parseHTML: () => [{ tag: 'div.callout' }],
  renderHTML({ node }) {
    const kind = String(node.attrs['kind']);
    const title = new Map(Object.entries(this.options.callout)).get(kind) ?? kind;
    return [
      'div',
      { class: 'callout', 'data-kind': kind },
      ['p', { class: 'callout-title', contenteditable: 'false' }, title],
      ['div', {}, 0],
    ];
  },
});

type PictureOptions = Pick<AtomOptions, 'edit'>;

/** Pictures come from our own store only, as in the renderer; what is pasted from elsewhere leaves them behind. */
const Picture = Image.extend<PictureOptions & ImageOptions>({
  addOptions() {
    const parent = this.parent?.() ?? { inline: true, allowBase64: false, HTMLAttributes: {}, resize: false };
    return { ...parent, edit: () => undefined };
  },
  parseHTML: () => [{ tag: 'img[src^="/media/"]' }],
  renderHTML({ HTMLAttributes }) {
    // Its place is there before it is loaded.
    const { width, height } = readPicture(String(HTMLAttributes['src'] ?? ''));
    const size = width === null || height === null ? {} : { width, height };
    return ['img', mergeAttributes(this.options.HTMLAttributes, HTMLAttributes, size)];
  },
  addKeyboardShortcuts: enterOpens('image', 'picture'),
}).configure({ inline: true });

/** Everything a lesson may hold, as Markdown can write it, and nothing else. */
export function lessonExtensions(labels: EditorLabels, edit: AtomOptions['edit']): Extensions {
  return [
    StarterKit.configure({
      ...{ underline: false, code: false, listItem: false },
      link: {
        ...{ openOnClick: false, autolink: true, defaultProtocol: 'https' },
        HTMLAttributes: { target: null, rel: 'noopener' },
      },
    }),
    // Bold code is bold and code.
    Code.extend({ excludes: '' }),
    ListItem.extend({ content: 'block+' }),
    TaskList,
    TaskItem.extend({ content: 'block+' }).configure({ nested: true }),
    Table.configure({ resizable: false, renderWrapper: true }),
    TableRow,
    // A cell of Markdown is one line.
    TableHeader.extend({ content: 'paragraph' }),
    TableCell.extend({ content: 'paragraph' }),
    Picture.configure({ edit }),
    Callout.configure({ callout: labels.callout }),
    Maths.configure({ label: labels.formula, edit }),
    MathsBlock.configure({ label: labels.formula, edit }),
    Embed.configure({ label: labels.embed, edit }),
    CodeColours,
    TableShape,
    RawBlock,
    RawInline,
    MarkdownAttributes,
  ];
}
