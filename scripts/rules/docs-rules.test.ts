import { describe, expect, it } from 'vitest';
import { checkDecisions, checkPage } from './docs-rules';

const known = {
  exists: (path: string) => ['README.md', 'docs/map.md', 'docs/adr'].includes(path),
  scripts: new Set(['start', 'docs:graph']),
};
const messages = (path: string, text: string) =>
  checkPage({ path, text }, known).map(({ message }) => message);

describe('a page', () => {
  it('links to what exists, from where it is', () => {
    expect(
      messages('docs/map.md', '[up](../README.md), [here](#top), [a](adr/), [web](https://x.org)'),
    ).toEqual([]);
    expect(messages('README.md', '[map](docs/map.md#who) ![picture](docs/home.png)')).toEqual([
      'links to docs/home.png, which does not exist',
    ]);
  });

  it('names commands that exist', () => {
    expect(messages('README.md', '`npm start`, `npm run docs:graph -- --check`')).toEqual([]);
    expect(messages('README.md', 'x\n`npm run benchmark` and `npm test`')).toEqual([
      'names npm script "benchmark", which does not exist',
      'names npm script "test", which does not exist',
    ]);
  });
});

describe('the index of decisions', () => {
  it('lists every decision', () => {
    const files = ['README.md', '0001-a.md', '0002-b.md'];
    expect(checkDecisions('[1](0001-a.md)', files)).toMatchObject([{ message: 'does not list 0002-b.md' }]);
  });
});
