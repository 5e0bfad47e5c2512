import { describe, expect, it } from 'vitest';
import { checkTranslation, placeholders } from './message-rules';

describe('placeholders', () => {
  it.each<[string, readonly string[]]>([
    ['Hello', []],
    ['Hello, {name}', ['name']],
    ['{price, number, ::currency/EUR} for {name}', ['name', 'price']],
    [
      '{count, plural, =0 {none} one {# of {total}} other {# courses by {author}}}',
      ['author', 'count', 'total'],
    ],
    ['{kind, select, video {Watch} other {Read}} it', ['kind']],
    ['Read <link>the {name} terms</link> <br/>', ['<br>', '<link>', 'name']],
    ["It's '{literal}' and ''{name}''", ['name']],
  ])('of %s', (message, expected) => {
    expect(placeholders(message)).toEqual(expected);
  });

  it.each(['{', 'Hi {name', '{count, plural, one {#}', '{}'])('refuses the broken %s', (message) => {
    expect(() => placeholders(message)).toThrow();
  });
});

describe('a translation', () => {
  const source = { home: { title: 'Learn {topic}', lead: 'Now' } };

  it('may use other words and another order', () => {
    expect(
      checkTranslation(source, { home: { lead: 'Ahora', title: '{topic}: aprende' } }, 'complete'),
    ).toEqual([]);
  });

  it('misses nothing when it is complete, and may when it is partial', () => {
    expect(checkTranslation(source, { home: { lead: 'Ahora' } }, 'complete')).toEqual([
      'home.title: is missing',
    ]);
    expect(checkTranslation(source, { home: { lead: 'Ahora' } }, 'partial')).toEqual([]);
  });

  it('has a file of every area, also when it is partial', () => {
    expect(checkTranslation(source, {}, 'partial')).toEqual(['home: has no file']);
    expect(checkTranslation(source, { home: {} }, 'partial')).toEqual([]);
  });

  it('is refused when it invents, empties, breaks or renames', () => {
    const broken = { home: { title: 'Aprende {tema}', lead: ' ', other: 'x' }, a: '{' };
    expect(checkTranslation(source, broken, 'partial')).toEqual([
      'home.title: takes "tema", the source takes "topic"',
      'home.lead: is empty',
      'home.other: the source has no such message',
      'a: the source has no such message',
    ]);
    expect(checkTranslation(source, { home: { lead: '{' } }, 'partial')).toHaveLength(1);
  });
});
