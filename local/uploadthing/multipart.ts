/** The first file of a multipart body: its type, then its bytes as they come in. */
export interface FilePart {
  contentType: string;
  bytes: AsyncIterable<Buffer>;
}

/** Longest part header that is read, in bytes. */
const MAX_HEADER = 16 * 1024;

/** The boundary of a multipart content type (RFC 2046, 5.1.1); undefined for any other type. */
export function boundaryOf(contentType: string | undefined): string | undefined {
  const match = /^multipart\/form-data;.*boundary=(?:"([^"]{1,70})"|([^;\s]{1,70}))/i.exec(contentType ?? '');
  return match?.[1] ?? match?.[2];
}

/** Yields everything before `delimiter`; holds back only as much as the delimiter's beginning could be. */
async function* until(
  first: Buffer,
  rest: AsyncIterator<unknown>,
  delimiter: Buffer,
): AsyncGenerator<Buffer> {
  let held = first;
  for (;;) {
    const end = held.indexOf(delimiter);
    if (end >= 0) {
      if (end > 0) yield held.subarray(0, end);
      return;
    }
    const safe = held.length - delimiter.length + 1;
    if (safe > 0) {
      yield held.subarray(0, safe);
      held = held.subarray(safe);
    }
    const next = await rest.next();
    if (next.done) throw new Error('The upload broke off.');
    held = Buffer.concat([held, toBuffer(next.value)]);
  }
}

function toBuffer(chunk: unknown): Buffer {
  if (Buffer.isBuffer(chunk)) return chunk;
  if (chunk instanceof Uint8Array || typeof chunk === 'string') return Buffer.from(chunk);
  throw new Error('Not a byte stream.');
}

/**
 * Reads the first part of a multipart body without holding more of it than one chunk.
 *
 * @throws when the body does not start with a part, or (while `bytes` is read) when it ends before the part does
 */
export async function firstPart(body: AsyncIterable<unknown>, boundary: string): Promise<FilePart> {
  const source = body[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  let end = -1;
  while (end < 0) {
    const next = await source.next();
    if (next.done || head.length > MAX_HEADER) throw new Error('The upload carries no file.');
    head = Buffer.concat([head, toBuffer(next.value)]);
    end = head.indexOf('\r\n\r\n');
  }
  const header = head.subarray(0, end).toString('utf8');
  if (!header.startsWith(`--${boundary}\r\n`)) throw new Error('The upload carries no file.');
  const contentType = /^content-type:\s*(.+)$/im.exec(header)?.[1]?.trim() ?? 'application/octet-stream';
  return { contentType, bytes: until(head.subarray(end + 4), source, Buffer.from(`\r\n--${boundary}`)) };
}
