import type { Readable } from 'node:stream';

/** A part of a file: both ends included, as in an HTTP range. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Where uploaded files lie. */
export interface FileStore {
  /** Stores `size` bytes under `key`, replacing what was there; resolves once they are durable. */
  put(key: string, body: Readable, info: { contentType: string; size: number }): Promise<void>;
  /** The bytes of a file or of a part of it; undefined when there is none. */
  get(key: string, range?: ByteRange): Promise<Readable | undefined>;
  /** What is known of a file; undefined when there is none. */
  head(key: string): Promise<{ contentType: string; size: number } | undefined>;
  /** Removes a file; no error when there is none. */
  delete(key: string): Promise<void>;
}
