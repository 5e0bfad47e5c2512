import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { Tables } from './tables';

class Notes extends Tables {
  readonly notes = this.table('note', z.object({ id: z.string(), text: z.string() }));

  constructor(path: string) {
    super();
    this.open(path, () => this.notes.forget((note) => note.text === 'old'));
  }
}

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tables-'));
  path = join(folder, 'notes.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(store: Notes, ...texts: string[]): void {
  store.transaction(() => {
    for (const text of texts) store.notes.put({ id: text, text });
  });
}

it('finds after a restart what was committed, newest first, and drops what is too old', () => {
  const before = new Notes(path);
  write(before, 'a', 'old');
  write(before, 'ünïcode ✓');
  before.transaction(() => before.notes.remove('a'));
  write(before, 'b');
  before.close();
  expect(new Notes(path).notes.all().map(({ id }) => id)).toEqual(['b', 'ünïcode ✓']);
});

it('keeps nothing of a transaction that throws, in memory or on disk', () => {
  const store = new Notes(path);
  write(store, 'kept');
  expect(() =>
    store.transaction(() => {
      store.notes.put({ id: 'kept', text: 'changed' });
      store.notes.put({ id: 'new', text: 'new' });
      store.notes.remove('kept');
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(store.notes.all()).toEqual([{ id: 'kept', text: 'kept' }]);
  store.close();
  expect(new Notes(path).notes.all()).toEqual([{ id: 'kept', text: 'kept' }]);
});

it('ignores a batch that a crash cut off, and goes on behind the whole ones', () => {
  const first = new Notes(path);
  write(first, 'whole ✓');
  first.close();
  appendFileSync(path, '[{"table":"note","id":"torn","row":{"id":"torn","te');
  const second = new Notes(path);
  write(second, 'later');
  second.close();
  expect(new Notes(path).notes.all().map(({ id }) => id)).toEqual(['later', 'whole ✓']);
  expect(readFileSync(path, 'utf8').endsWith('\n')).toBe(true);
});

it('takes no write outside a transaction', () => {
  expect(() => new Notes(path).notes.put({ id: 'x', text: 'x' })).toThrow('outside a transaction');
});
