import { readdirSync, readFileSync } from 'node:fs';
import { getSchema } from '@tiptap/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rootDir } from '@/scripts/process';
import { type DocNode, docNode } from './doc';
import { lessonExtensions } from './extensions';
import { fromMarkdown } from './from-markdown';
import { toMarkdown } from './to-markdown';

const schema = getSchema(
  lessonExtensions(
    { callout: { note: '', tip: '', important: '', warning: '', caution: '' }, formula: '', embed: '' },
    () => undefined,
  ),
);

/** The way of every lesson: Markdown, a document that the editor accepts, and Markdown again. */
function through(markdown: string): string {
  const node = schema.nodeFromJSON(fromMarkdown(markdown));
  node.check();
  return toMarkdown(docNode.parse(JSON.parse(JSON.stringify(node.toJSON()))));
}

/** Whether the items of a list stand apart is no word of anybody’s, and the one thing that may settle by writing. */
const withoutSpacing = (doc: DocNode): unknown =>
  JSON.parse(JSON.stringify(doc, (key, value: unknown) => (key === 'isLoose' ? undefined : value)));

function expectFixed(markdown: string): void {
  const once = through(markdown);
  expect(withoutSpacing(fromMarkdown(once))).toEqual(withoutSpacing(fromMarkdown(markdown)));
  expect(through(once)).toBe(once);
}

const courses = `${rootDir}/prisma/seed/content/courses`;
const lessons = readdirSync(courses, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.md'),
);

const word = fc.constantFrom(
  'bees',
  'a*b',
  'x_y_z',
  '1. no',
  '# no',
  '[x]',
  'a|b',
  '`',
  '<b>',
  'é',
  '&amp;',
  '~',
  '!',
  '\\',
  '$',
  '$5',
  '5$',
  'US$',
  '*',
  '+ no',
  '&lt;',
);
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((all) => all.join(' '));
const inline: fc.Arbitrary<string> = fc.letrec<{ phrase: string; piece: string }>((tie) => ({
  piece: fc.oneof(
    { maxDepth: 2 },
    words,
    tie('phrase').map((inner) => `**${inner}**`),
    tie('phrase').map((inner) => `*${inner}*`),
    tie('phrase').map((inner) => `~~${inner}~~`),
    fc.constantFrom(
      '`code`',
      '`` a`b ``',
      '[a link](/courses "Its title")',
      '<https://lyceum.test/a>',
      '![A hive](/media/a.svg?w=1&h=2)',
      '[^1]',
      '[x][y]',
      '$x^2$',
      '$a_b*c$',
      '$\\text{5 \\$}$',
      '$$x$$5',
      '$\\{x\\}$',
      '<https://youtu.be/dQw4w9WgXcQ>',
    ),
  ),
  phrase: fc.array(tie('piece'), { minLength: 1, maxLength: 3 }).map((all) => all.join(' ')),
})).phrase;

const indent = (text: string, by: string) => text.replaceAll(/^/gm, by).slice(by.length);
const quoted = (text: string) => text.replaceAll(/^/gm, '> ');
const items = (all: readonly string[], marker: string, gap: string) =>
  all.map((item) => marker + indent(item, ' '.repeat(marker.length))).join(gap);

const blocks: fc.Arbitrary<string> = fc.letrec<{ block: string; blocks: string }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 2 },
    inline,
    fc.tuple(fc.integer({ min: 1, max: 6 }), inline).map(([level, text]) => `${'#'.repeat(level)} ${text}`),
    fc.constantFrom(
      '---',
      '```sql\nSELECT 1;\n\n-- `a`\n```',
      '    indented',
      '<div>raw</div>',
      '[y]: /there',
      '[^1]: A note.',
      '```c#\n# no\n```',
      '~~~ts title="a.ts"\nconst a = `b`;\n~~~',
      '````md\n```js\n```\n````',
      '```math\nx\n```',
      '$$\n\\frac{a}{b}\n$$',
      '$$x$$',
      '$$\n\n# no\n\n$$',
      'https://youtu.be/dQw4w9WgXcQ',
      '[https://vimeo.com/76979871](https://vimeo.com/76979871 "A \\"title\\"")',
      '- a\n  1. b\n     - [ ] c\n       > d\n\n  e',
    ),
    fc
      .tuple(inline, inline, fc.constantFrom('| :-- | --: |', '| :-: | - |', '|:-|:-:|'))
      .map(([one, other, line]) => {
        // What ends a cell cannot stand in it; a bar in maths is another sign.
        const cell = (text: string) => text.replaceAll(/\n/g, ' ').replaceAll('|', '\\|');
        return `| a | ${cell(one)} |\n${line}\n| ${cell(other)} | |`;
      }),
    tie('blocks').map(quoted),
    fc
      .tuple(fc.constantFrom('NOTE', 'tip', 'IMPORTANT', 'WARNING', 'Caution'), tie('blocks'))
      .map(([kind, text]) => quoted(`[!${kind}]\n${text}`)),
    fc
      .tuple(
        fc.array(tie('blocks'), { minLength: 1, maxLength: 3 }),
        fc.constantFrom('- ', '3. ', '* ', '- [ ] ', '- [x] '),
        fc.constantFrom('\n', '\n\n'),
      )
      .map(([all, marker, gap]) => items(all, marker, gap)),
  ),
  blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }).map((all) => all.join('\n\n')),
})).blocks;

describe('Markdown through the editor', () => {
  it.each(lessons)('is the same document: %s', (path) => {
    expectFixed(readFileSync(`${courses}/${path}`, 'utf8'));
  });

  it('is the same document, whatever is written', () => {
    fc.assert(fc.property(blocks, expectFixed), { numRuns: 150 });
  }, 60_000);

  it('leaves out the space that was typed before going on', () => {
    const words = { type: 'text', text: 'Words ' };
    expect(toMarkdown({ type: 'doc', content: [{ type: 'paragraph', content: [words] }] })).toBe('Words\n');
    const blank = { type: 'paragraph', content: [{ type: 'text', text: '  ' }] };
    expect(toMarkdown({ type: 'doc', content: [blank] })).toBe('');
  });

  it('is written in one way', () => {
    const markdown = [
      '# Title',
      '',
      '> [!NOTE]',
      '> Words that',
      '> go **on**.',
      '',
      '- [x] done',
      '- [ ] open',
      '',
      '| a | b |',
      '| - | -: |',
      '| 1 | `2` |',
      '',
      '![A hive](/media/hive.svg "A caption")',
      '',
    ].join('\n');
    expect(through(markdown)).toBe(markdown.replace('Words that\n> go', 'Words that go'));
  });
});
