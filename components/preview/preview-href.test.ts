import { describe, expect, it } from 'vitest';
import { backHref, previewHref } from './preview-href';

describe('the way into a preview and back', () => {
  it('keeps where one was', () => {
    const from = '/teach/courses/bees/lessons/1';
    const href = new URL(previewHref('bees', from, 'hives'), 'https://lyceum.test');
    expect(href.pathname).toBe('/preview/bees/hives');
    expect(backHref('bees', href.searchParams.get('from'))).toBe(from);
  });

  it('never leads out of the studio of the course', () => {
    for (const from of [
      'https://evil.test',
      '//evil.test',
      '/teach/courses/bees-2',
      '/settings',
      ['a'],
      undefined,
    ]) {
      expect(backHref('bees', from)).toBe('/teach/courses/bees/curriculum');
    }
  });
});
