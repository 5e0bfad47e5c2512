/**
 * A string that holds one byte per character (latin1), so that binary values survive and compare by byte.
 */
export type ByteString = string;

/** A simple-string reply such as `OK`, kept apart from bulk data that happens to read the same. */
export class Status {
  constructor(readonly text: string) {}
}

/** A Redis error reply; `message` starts with its code, e.g. `WRONGTYPE …`. */
export class ReplyError extends Error {
  override readonly name = 'ReplyError';
}

/** Everything a Redis command can answer. Strings are bytes, not text. */
export type Reply = ByteString | number | null | Status | ReplyError | readonly Reply[];

/** The reply of a command that only confirms. */
export const OK = new Status('OK');

/** Bytes of UTF-8 text as a {@link ByteString}. */
export function bytesOf(text: string): ByteString {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** UTF-8 text of a {@link ByteString}; invalid sequences become U+FFFD. */
export function textOf(bytes: ByteString): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

type Json = string | number | null | readonly Json[];

/** How strings travel in the JSON answer: as text, or base64 when the client asked with `Upstash-Encoding`. */
export type Encoding = 'text' | 'base64';

function encodeBytes(bytes: ByteString, encoding: Encoding): string {
  return encoding === 'base64' ? Buffer.from(bytes, 'latin1').toString('base64') : textOf(bytes);
}

/**
 * The JSON form of a reply. A top-level `OK` stays plain even under base64: the protocol's clients expect exactly that.
 */
function toJson(reply: Reply, encoding: Encoding, depth = 0): Json {
  if (reply === null || typeof reply === 'number') return reply;
  if (typeof reply === 'string') return encodeBytes(reply, encoding);
  if (reply instanceof ReplyError) return encodeBytes(bytesOf(reply.message), encoding);
  if (reply instanceof Status) {
    return depth === 0 && reply.text === 'OK' ? 'OK' : encodeBytes(bytesOf(reply.text), encoding);
  }
  return reply.map((item) => toJson(item, encoding, depth + 1));
}

/** One element of a JSON answer: `{ result }` or `{ error }`, never both. */
export function envelope(reply: Reply, encoding: Encoding): { result: Json } | { error: string } {
  return reply instanceof ReplyError ? { error: reply.message } : { result: toJson(reply, encoding) };
}
