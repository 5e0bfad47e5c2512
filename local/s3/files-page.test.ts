import { describe, expect, it } from 'vitest';
import type { FileBrowser, FileListing } from './browse';
import { filesPage } from './files-page';

const browserOf = (listing: FileListing | null): FileBrowser => ({
  buckets: () => ['b'],
  list: () => listing,
  stat: () => null,
  linkTo: (bucket, key) => `http://localhost/${bucket}/${encodeURIComponent(key)}?signed=1&more=2`,
});
const file = (key: string, size: number) => ({
  key,
  size,
  contentType: 'text/<b>',
  etag: 'e',
  modifiedAt: new Date('2026-11-23T10:20:30Z'),
});
const render = (listing: FileListing | null, prefix = '') =>
  filesPage({ files: browserOf(listing), bucket: 'b', prefix, path: '/files' });

describe('the files page', () => {
  it('lets no key become markup', () => {
    const evil = '"><script>alert(1)</script>&\'';
    const page = render({ folders: [`${evil}/`], files: [file(evil, 1)], next: evil });
    expect(page).not.toContain('<script');
    expect(page).not.toContain('text/<b>');
    expect(page).toContain('signed=1&amp;more=2');
  });

  it('links folders, crumbs and the next page back to itself', () => {
    const page = render({ folders: ['a/b/c/'], files: [], next: 'a/b/z' }, 'a/b/');
    const links = [...page.matchAll(/href="([^"]+)"/g)].map(([, href]) => href?.replaceAll('&amp;', '&'));
    expect(links).toEqual([
      '/files?bucket=b&prefix=',
      '/files?bucket=b&prefix=a%2F',
      '/files?bucket=b&prefix=a%2Fb%2F',
      '/files?bucket=b&prefix=a%2Fb%2Fc%2F',
      '/files?bucket=b&prefix=a%2Fb%2F&after=a%2Fb%2Fz',
    ]);
  });

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.0 kB'],
    [123_456, '123 kB'],
    [5_300_000_000, '5.3 GB'],
    [9_000_000_000_000, '9000 GB'],
  ])('writes %i bytes as %s', (size, text) => {
    expect(render({ folders: [], files: [file('k', size)], next: null })).toContain(`<small>${text} · `);
  });

  it('says what is empty and what does not exist', () => {
    expect(render({ folders: [], files: [], next: null })).toContain('Nothing is stored here yet.');
    expect(render(null)).toContain('There is no such bucket.');
  });
});
