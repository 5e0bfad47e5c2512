import { Extension, type Extensions, Node } from '@tiptap/core';
import { Code } from '@tiptap/extension-code';
import { Image } from '@tiptap/extension-image';
import { ListItem, TaskItem, TaskList } from '@tiptap/extension-list';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { StarterKit } from '@tiptap/starter-kit';
import type { CalloutKind } from '@/components/markdown/labels';

/** The words that the editor adds to a text, in the writer's language. */
export type EditorLabels = { readonly callout: Readonly<Record<CalloutKind, string>> };

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
const Callout = Node.create<EditorLabels>({
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

const sourceAttribute = () => ({
  source: {
    default: '',
    parseHTML: (element: HTMLElement) => element.getAttribute('data-source'),
    renderHTML: () => ({}),
  },
});

/** Markdown that the editor has no form for: it is shown, moved and kept as it is, and changed in the Markdown view. */
const RawBlock = Node.create({
  name: 'rawBlock',
  group: 'block',
  atom: true,
  addAttributes: sourceAttribute,
  parseHTML: () => [{ tag: 'pre[data-source]', priority: 100 }],
  renderHTML: ({ node }) => {
    const source = String(node.attrs['source']);
    return ['pre', { 'data-source': source }, ['code', {}, source]];
  },
});

/** The same within a line: a footnote's mark, a reference. */
const RawInline = Node.create({
  name: 'rawInline',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: sourceAttribute,
  parseHTML: () => [{ tag: 'code[data-source]', priority: 100 }],
  renderHTML: ({ node }) => {
    const source = String(node.attrs['source']);
    return ['code', { 'data-source': source }, source];
  },
});

/** Pictures come from our own store only, as in the renderer; what is pasted from elsewhere leaves them behind. */
const Picture = Image.extend({
  parseHTML: () => [{ tag: 'img[src^="/media/"]' }],
}).configure({ inline: true });

/** Everything a lesson may hold, as Markdown can write it, and nothing else. */
export function lessonExtensions(labels: EditorLabels): Extensions {
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
    Table.configure({ resizable: false }),
    TableRow,
    // A cell of Markdown is one line.
    TableHeader.extend({ content: 'paragraph' }),
    TableCell.extend({ content: 'paragraph' }),
    Picture,
    Callout.configure(labels),
    RawBlock,
    RawInline,
    MarkdownAttributes,
  ];
}
