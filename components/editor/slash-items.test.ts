import { getSchema } from '@tiptap/core';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { lessonExtensions } from './extensions';
import { fromMarkdown } from './from-markdown';
import { matchSlash } from './slash-items';
import { wishAt } from './slash-plugin';

const callout = { note: '', tip: '', important: '', warning: '', caution: '' };
const schema = getSchema(lessonExtensions({ callout, formula: '', embed: '' }, () => undefined));

/** A text with the cursor at its end. */
function endOf(markdown: string) {
  const doc = schema.nodeFromJSON(fromMarkdown(markdown));
  return EditorState.create({ doc, selection: TextSelection.atEnd(doc) });
}

describe('a slash', () => {
  it.each([
    ['/', ''],
    ['/tab', 'tab'],
    ['See /fórm', 'fórm'],
    ['/lista de', 'lista de'],
    ['$x$ /h', 'h'],
    ['> /h', 'h'],
    ['- /h', 'h'],
  ])('opens the menu: %j', (markdown, query) => {
    expect(wishAt(endOf(markdown))?.query).toBe(query);
  });

  it.each([
    'a/b',
    'and/or',
    'https:/',
    '//',
    '/ a',
    '```\n/h\n```',
    '`/h`',
    'See /a, b',
    '/'.padEnd(40, 'x'),
  ])('is only a slash: %j', (markdown) => {
    expect(wishAt(endOf(markdown))).toBeNull();
  });

  it('says what to put something in the place of', () => {
    const state = endOf('See $x$ /tab');
    const wish = wishAt(state);
    expect(state.doc.textBetween(wish?.from ?? 0, wish?.to ?? 0)).toBe('/tab');
  });
});

describe('the entries', () => {
  const entries = [
    { label: 'Heading', words: 'title h2' },
    { label: 'Table', words: 'grid' },
    { label: 'Imagen pública', words: 'cuadro' },
  ];
  it.each([
    ['', 3],
    ['tab', 1],
    ['grid', 1],
    ['publica', 1],
    ['t', 2],
    ['zzz', 0],
  ])('%j finds %i', (query, count) => {
    expect(matchSlash(entries, query)).toHaveLength(count);
  });

  it('whose name begins with what was typed come first', () => {
    expect(matchSlash(entries, 't').map(({ label }) => label)).toEqual(['Heading', 'Table']);
    expect(matchSlash(entries, 'ea').map(({ label }) => label)).toEqual(['Heading']);
  });
});
