import { text } from 'node:stream/consumers';
import type { Cue } from '@/server/domains/media/contract/cues';
import { parseCaptions } from '@/server/domains/media/rules/captions';
import type { ObjectStore } from '@/server/platform/adapters/object-store';

/** So many characters of captions are kept in memory: those of some hundred lessons that people are in. */
const keptCharacters = 4_000_000;

type Kept = { readonly cues: readonly Cue[]; readonly size: number };

const shelves = new WeakMap<ObjectStore, Map<string, Kept>>();

function shelfOf(objectStore: ObjectStore): Map<string, Kept> {
  const shelf = shelves.get(objectStore) ?? new Map<string, Kept>();
  shelves.set(objectStore, shelf);
  return shelf;
}

function keep(shelf: Map<string, Kept>, key: string, read: Kept): void {
  // What was asked for last stands last.
  shelf.delete(key);
  shelf.set(key, read);
  let size = 0;
  for (const one of shelf.values()) size += one.size;
  for (const [old, { size: freed }] of shelf) {
    if (size <= keptCharacters) return;
    shelf.delete(old);
    size -= freed;
  }
}

/**
 * Reads the cues of captions of ours. A key names the same words for ever, so that those asked for lately are at hand.
 *
 * @throws ObjectNotFoundError
 */
export async function readCues(objectStore: ObjectStore, key: string): Promise<readonly Cue[]> {
  const shelf = shelfOf(objectStore);
  const known = shelf.get(key);
  const file = known === undefined ? await text(await objectStore.get(key)) : '';
  const read = known ?? { cues: parseCaptions(file).cues, size: file.length };
  keep(shelf, key, read);
  return read.cues;
}
