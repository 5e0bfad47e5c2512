import { describe, expect, it } from 'vitest';
import { messageAreas } from '@/messages/areas';
import { loadMessages, withFallback } from './load-messages';
import { locales } from './routing';

describe('withFallback', () => {
  it('prefers own texts at every depth and keeps the rest', () => {
    const merged = withFallback({ a: 'A', deep: { b: 'B', c: 'C' } }, { deep: { c: 'own' } });
    expect(merged).toEqual({ a: 'A', deep: { b: 'B', c: 'own' } });
  });

  it('treats a precompiled message as one text', () => {
    expect(withFallback({ a: ['x', ['n', 1]] }, { a: ['y', ['n', 2]] })).toEqual({ a: ['y', ['n', 2]] });
  });
});

describe.each(locales)('messages of %s', (locale) => {
  it('have every area', async () => {
    expect(Object.keys(await loadMessages(locale)).sort()).toEqual(Object.keys(messageAreas).sort());
  });
});

it('falls back to English where Arabic has no text yet', async () => {
  const [arabic, english] = await Promise.all([loadMessages('ar'), loadMessages('en')]);
  expect(arabic.shell.courses).not.toBe(english.shell.courses);
  expect(arabic.ui.copyHeading).toBe(english.ui.copyHeading);
});
