import { Node } from '@tiptap/core';

const sourceAttribute = () => ({
  source: {
    default: '',
    parseHTML: (element: HTMLElement) => element.getAttribute('data-source'),
    renderHTML: () => ({}),
  },
});

/** Markdown that the editor has no form for: it is shown, moved and kept as it is, and changed in the Markdown view. */
export const RawBlock = Node.create({
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
export const RawInline = Node.create({
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
