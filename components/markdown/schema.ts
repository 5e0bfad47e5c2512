import type { Options as Schema } from 'rehype-sanitize';

/** Ids of footnotes begin with this, so that the schema can tell them from anything an author may have written. */
export const notePrefix = 'note-';

/**
 * What may be left of a text that somebody wrote: the elements Markdown can make and nothing else. Attributes that this
 * renderer adds (dimensions, anchors, classes of highlighted code) come after the sanitiser and are not listed.
 */
export const blockSchema: Schema = {
  tagNames: [
    ...[
      'a',
      'blockquote',
      'br',
      'code',
      'del',
      'em',
      'h1',
      'h2',
      'h3',
      'h4',
      'h5',
      'h6',
      'hr',
      'img',
      'input',
    ],
    ...[
      'li',
      'ol',
      'p',
      'pre',
      'section',
      'strong',
      'sup',
      'table',
      'tbody',
      'td',
      'th',
      'thead',
      'tr',
      'ul',
    ],
  ],
  attributes: {
    a: [
      'href',
      'title',
      'dataFootnoteRef',
      'dataFootnoteBackref',
      'ariaLabel',
      ['id', /^note-fnref-/],
      'ariaDescribedBy',
    ],
    code: [['className', /^language-[\w+#-]{1,20}$/]],
    h2: [
      ['id', 'footnote-label'],
      ['className', 'sr-only'],
    ],
    img: ['src', 'alt', 'title'],
    input: [['type', 'checkbox'], ['disabled', true], 'checked'],
    li: [
      ['id', /^note-fn-/],
      ['className', 'task-list-item'],
    ],
    ol: ['start'],
    section: ['dataFootnotes', ['className', 'footnotes']],
    td: [['align', 'left', 'right', 'center']],
    th: [['align', 'left', 'right', 'center']],
  },
  required: { input: { type: 'checkbox', disabled: true } },
  ancestors: { tbody: ['table'], td: ['table'], th: ['table'], thead: ['table'], tr: ['table'] },
  protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https'] },
  strip: ['script', 'style'],
  clobber: [],
};

/** What fits into a line or a label: emphasis and code; links and pictures leave their words behind. */
export const inlineSchema: Schema = {
  tagNames: ['br', 'code', 'del', 'em', 'strong'],
  attributes: { code: [['className', 'language-math']] },
  strip: ['script', 'style', 'input', 'section'],
  clobber: [],
};
