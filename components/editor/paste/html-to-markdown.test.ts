import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getSchema } from '@tiptap/core';
import fc from 'fast-check';
import { fromHtml } from 'hast-util-from-html';
import { describe, expect, it } from 'vitest';
import { element, type HastContent, isElement } from '@/components/markdown/hast';
import { markdownAttacks } from '@/test/markdown-attacks';
import { docNode } from '../doc';
import { lessonExtensions } from '../extensions';
import { fromMarkdown } from '../from-markdown';
import { toMarkdown } from '../to-markdown';
import { cleanHtml } from './clean-html';
import { cleanLink } from './clean-link';
import { htmlToMarkdown } from './html-to-markdown';
import { looksLikeMarkdown } from './looks-like-markdown';

const callout = { note: '', tip: '', important: '', warning: '', caution: '' };
const schema = getSchema(lessonExtensions({ callout, formula: '', embed: '' }, () => undefined));

/** The body of a page, as a browser reads it. */
function bodyOf(html: string): HastContent {
  const [page] = fromHtml(html).children.filter((child) => child.type === 'element');
  return page?.children.find((child) => isElement(child, 'body')) ?? element('body', {}, []);
}

function paste(html: string): string {
  const body = bodyOf(html);
  return 'children' in body ? htmlToMarkdown({ children: body.children }) : '';
}

/** Through the editor, which has to accept it, and out again. */
function through(markdown: string): string {
  const node = schema.nodeFromJSON(fromMarkdown(markdown));
  node.check();
  return toMarkdown(docNode.parse(JSON.parse(JSON.stringify(node.toJSON()))));
}

const fixtures = join(import.meta.dirname, 'fixtures');
const names = readdirSync(fixtures).flatMap((file) => /^(.+)\.html$/.exec(file)?.[1] ?? []);

describe('what is pasted', () => {
  it.each(names)('is taken for what it says: %s', (name) => {
    const markdown = paste(readFileSync(join(fixtures, `${name}.html`), 'utf8'));
    expect(through(markdown)).toBe(readFileSync(join(fixtures, `${name}.md`), 'utf8'));
    expect(through(through(markdown))).toBe(through(markdown));
  });

  it.each([
    ['<p>a<br>b</p>', 'a\\\nb'],
    ['<b>one</b><b> two</b>', '**one** **two**'],
    ['plain &amp; words', 'plain & words'],
    ['<span style="font-weight:600">a</span>', '**a**'],
    ['<h2><b>Title</b></h2>', '## Title'],
    ['<h1>a</h1><h2>b</h2>', '## a\n\n### b'],
    ['<div><div>a</div><div>b</div></div>', 'a\n\nb'],
    ['<ul><li>a<ol><li>b</li></ol></li></ul>', '- a\n  1. b'],
    [
      '<div class="callout" data-kind="note"><p class="callout-title">Nota</p><p>a</p></div>',
      '> [!NOTE]\n> a',
    ],
    ['<img src="/media/a.webp?w=1&h=2" alt="A hive">', '![A hive](/media/a.webp?w=1\\&h=2)'],
    ['<img src="data:image/png;base64,AAAA" alt="x">', ''],
    ['<p>&nbsp;</p><o:p></o:p>', ''],
  ])('says the same in Markdown: %s', (html, markdown) => {
    expect(through(paste(html)).trim()).toBe(markdown);
  });

  it('is never anything that acts', () => {
    const acting = /<(?!https:)|javascript:|data:|file:|vbscript:|onload|onerror/i;
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(...markdownAttacks.filter((attack) => attack.includes('<'))),
        fc.constantFrom('<p>', '</p>', '<ul><li>', '<table><tr><td>', '<h2>', '<pre>', '<a href="', '<b>'),
      ),
      { maxLength: 6 },
    );
    const acts = (node: HastContent): boolean =>
      node.type === 'element' &&
      (!/^(p|br|hr|blockquote|ul|ol|li|pre|code|strong|em|del|a|img|h[1-6]|table|thead|tbody|tfoot|tr|td|th|input|dl|dt|dd|div|caption)$/.test(
        node.tagName,
      ) ||
        Object.entries(node.properties).some(
          ([name, value]) =>
            /^on|style|srcDoc/i.test(name) || (name === 'href' && acting.test(String(value))),
        ) ||
        node.children.some(acts));
    fc.assert(
      fc.property(pieces, (all) => {
        const body = bodyOf(all.join(''));
        const cleaned = 'children' in body ? cleanHtml(body.children) : [];
        expect(cleaned.filter(acts)).toEqual([]);
        const markdown = paste(all.join(''));
        expect(through(through(markdown))).toBe(through(markdown));
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});

describe('a link', () => {
  it.each([
    ['https://example.test/?utm_source=a&b=1', 'https://example.test/?b=1'],
    ['https://youtu.be/dQw4w9WgXcQ?si=abc', 'https://youtu.be/dQw4w9WgXcQ'],
    ['https://example.test/?si=abc', 'https://example.test/?si=abc'],
    ['https://example.test/a b', 'https://example.test/a b'],
    ['https://www.google.com/url?q=https://example.test/&sa=D', 'https://example.test/'],
    [
      'https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.test%2F&data=05',
      'https://example.test/',
    ],
    ['https://www.google.com/url?q=javascript:alert(1)', null],
    ['javascript:alert(1)', null],
    ['file:///C:/a', null],
    ['#_Toc1', null],
    ['/here', null],
    ['mailto:a@example.test', 'mailto:a@example.test'],
  ])('leads where it says, and tells nobody: %s', (address, clean) => {
    expect(cleanLink(address)).toBe(clean);
  });
});

describe('a plain text', () => {
  it.each([
    '# Title',
    '- a\n- b',
    '1. a\n2. b',
    '```js\na\n```',
    '| a | b |\n| - | - |',
    'See [x](https://a.test)',
  ])('is read as Markdown: %j', (text) => {
    expect(looksLikeMarkdown(text)).toBe(true);
  });
  it.each(['a', '#hashtag', '- one dash', '2 * 3 * 4', 'a | b', 'It costs $5', 'snake_case_name', '1. only'])(
    'stays as it is: %j',
    (text) => {
      expect(looksLikeMarkdown(text)).toBe(false);
    },
  );
});
