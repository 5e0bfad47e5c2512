import { type ByteString, ReplyError } from '../reply';
import { SortedSet } from './sorted-set';

/** What a key can hold. */
export type Value =
  | { readonly type: 'string'; data: ByteString }
  | { readonly type: 'hash'; readonly data: Map<ByteString, ByteString> }
  | { readonly type: 'list'; readonly data: ByteString[] }
  | { readonly type: 'set'; readonly data: Set<ByteString> }
  | { readonly type: 'zset'; readonly data: SortedSet };

type Entry = { value: Value; expiresAt: number | null };

function wrongType(): ReplyError {
  return new ReplyError('WRONGTYPE Operation against a key holding the wrong kind of value');
}

/** The data of one in-memory Redis: an expired key is never seen, and an emptied collection is gone. */
export class Keyspace {
  readonly #entries = new Map<ByteString, Entry>();

  /** @param now milliseconds since the epoch */
  constructor(readonly now: () => number) {}

  get size(): number {
    this.sweep();
    return this.#entries.size;
  }

  value(key: ByteString): Value | undefined {
    return this.#live(key)?.value;
  }

  has(key: ByteString): boolean {
    return this.#live(key) !== undefined;
  }

  keys(): ByteString[] {
    this.sweep();
    return [...this.#entries.keys()];
  }

  /** Replaces whatever the key holds and forgets its expiry. */
  put(key: ByteString, value: Value, expiresAt: number | null = null): void {
    this.#entries.set(key, { value, expiresAt });
  }

  delete(key: ByteString): boolean {
    return this.#live(key) !== undefined && this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  /** Milliseconds since the epoch, null when the key never expires, undefined when there is no key. */
  expiresAt(key: ByteString): number | null | undefined {
    return this.#live(key)?.expiresAt;
  }

  /** Sets or clears the expiry of an existing key; a moment already past deletes it. */
  expireAt(key: ByteString, at: number | null): void {
    const entry = this.#live(key);
    if (entry === undefined) return;
    entry.expiresAt = at;
    if (at !== null && at <= this.now()) this.#entries.delete(key);
  }

  /** Removes every key whose time has passed, so that keys nobody reads again do not pile up. */
  sweep(): void {
    const now = this.now();
    for (const [key, entry] of this.#entries) {
      if (entry.expiresAt !== null && entry.expiresAt <= now) this.#entries.delete(key);
    }
  }

  /** The string at `key`, undefined when absent. @throws WRONGTYPE */
  string(key: ByteString): ByteString | undefined {
    const value = this.value(key);
    if (value === undefined) return undefined;
    if (value.type !== 'string') throw wrongType();
    return value.data;
  }

  /** Replaces the string and keeps its expiry. */
  updateString(key: ByteString, data: ByteString): void {
    this.put(key, { type: 'string', data }, this.expiresAt(key) ?? null);
  }

  hash(key: ByteString): Map<ByteString, ByteString> | undefined {
    const value = this.value(key);
    if (value === undefined) return undefined;
    if (value.type !== 'hash') throw wrongType();
    return value.data;
  }

  list(key: ByteString): ByteString[] | undefined {
    const value = this.value(key);
    if (value === undefined) return undefined;
    if (value.type !== 'list') throw wrongType();
    return value.data;
  }

  set(key: ByteString): Set<ByteString> | undefined {
    const value = this.value(key);
    if (value === undefined) return undefined;
    if (value.type !== 'set') throw wrongType();
    return value.data;
  }

  sortedSet(key: ByteString): SortedSet | undefined {
    const value = this.value(key);
    if (value === undefined) return undefined;
    if (value.type !== 'zset') throw wrongType();
    return value.data;
  }

  ensureHash(key: ByteString): Map<ByteString, ByteString> {
    const found = this.hash(key);
    if (found !== undefined) return found;
    const data = new Map<ByteString, ByteString>();
    this.put(key, { type: 'hash', data });
    return data;
  }

  ensureList(key: ByteString): ByteString[] {
    const found = this.list(key);
    if (found !== undefined) return found;
    const data: ByteString[] = [];
    this.put(key, { type: 'list', data });
    return data;
  }

  ensureSet(key: ByteString): Set<ByteString> {
    const found = this.set(key);
    if (found !== undefined) return found;
    const data = new Set<ByteString>();
    this.put(key, { type: 'set', data });
    return data;
  }

  ensureSortedSet(key: ByteString): SortedSet {
    const found = this.sortedSet(key);
    if (found !== undefined) return found;
    const data = new SortedSet();
    this.put(key, { type: 'zset', data });
    return data;
  }

  /** Drops the key when its collection has become empty, as every Redis write does. */
  dropIfEmpty(key: ByteString): void {
    const value = this.value(key);
    if (value === undefined || value.type === 'string') return;
    const size = value.type === 'list' ? value.data.length : value.data.size;
    if (size === 0) this.#entries.delete(key);
  }

  #live(key: ByteString): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.expiresAt === null || entry.expiresAt > this.now()) return entry;
    this.#entries.delete(key);
    return undefined;
  }
}
