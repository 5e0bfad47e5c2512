import { s3Error } from './s3-error';

const MAX_PART_HEADER_BYTES = 8 * 1024;
const MAX_FIELDS_BYTES = 20 * 1024;

/** A browser form with one file: fields by lower-case name, then the file as a stream. */
export type FileForm = {
  readonly fields: Readonly<Record<string, string>>;
  readonly fileName: string;
  /** Must be consumed; nothing after the file counts. */
  readonly content: AsyncIterable<Buffer>;
};

/** Reads a byte stream up to delimiters without ever holding more than one piece of it. */
class DelimitedReader {
  #buffer: Buffer = Buffer.alloc(0);
  readonly #source: AsyncIterator<unknown>;

  constructor(source: AsyncIterable<unknown>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Everything before the delimiter, which is consumed too. @throws when it does not come within `limit` bytes */
  async until(delimiter: Buffer, limit: number): Promise<Buffer> {
    for (;;) {
      const at = this.#buffer.indexOf(delimiter);
      if (at > limit || (at < 0 && this.#buffer.length > limit + delimiter.length)) {
        throw s3Error('MalformedPOSTRequest', 'A form field exceeds the maximum size.');
      }
      if (at >= 0) {
        const found = this.#buffer.subarray(0, at);
        this.#buffer = this.#buffer.subarray(at + delimiter.length);
        return found;
      }
      await this.#more();
    }
  }

  /** Streams what comes before the delimiter. */
  async *streamUntil(delimiter: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.#buffer.indexOf(delimiter);
      // The delimiter may be cut in two by the network: its length is held back until more has come.
      const ready = at >= 0 ? at : Math.max(0, this.#buffer.length - delimiter.length + 1);
      if (ready > 0) {
        const piece = this.#buffer.subarray(0, ready);
        this.#buffer = this.#buffer.subarray(ready);
        yield piece;
      }
      if (at >= 0) return;
      await this.#more();
    }
  }

  async #more(): Promise<void> {
    const next = await this.#source.next();
    if (next.done === true || !Buffer.isBuffer(next.value)) throw s3Error('IncompleteBody');
    this.#buffer = this.#buffer.length === 0 ? next.value : Buffer.concat([this.#buffer, next.value]);
  }
}

function parameter(header: string, name: string): string | undefined {
  return new RegExp(`[; ]${name}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(header)?.[1];
}

/** Browsers escape quotes and line breaks in names with percent signs. */
function unescapeName(text: string): string {
  return text.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n');
}

/** Reads the fields of a form up to its file. @throws MalformedPOSTRequest, IncompleteBody, InvalidArgument */
export async function readFileForm(source: AsyncIterable<unknown>, contentType: string): Promise<FileForm> {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)?.slice(1).find(Boolean);
  if (boundary === undefined) throw s3Error('MalformedPOSTRequest');
  const reader = new DelimitedReader(source);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const fields: Record<string, string> = {};
  let budget = MAX_FIELDS_BYTES;
  await reader.until(Buffer.from(`--${boundary}`), MAX_PART_HEADER_BYTES);
  for (;;) {
    const [ending] = (await reader.until(Buffer.from('\r\n'), 2)).toString('latin1');
    if (ending === '-')
      throw s3Error('InvalidArgument', 'POST requires exactly one file upload per request.');
    const header = (await reader.until(Buffer.from('\r\n\r\n'), MAX_PART_HEADER_BYTES)).toString('utf8');
    const name = parameter(header, 'name')?.toLowerCase();
    if (name === undefined) throw s3Error('MalformedPOSTRequest');
    if (name === 'file') {
      const fileName = unescapeName(parameter(header, 'filename') ?? '');
      return { fields, fileName, content: reader.streamUntil(delimiter) };
    }
    const value = await reader.until(delimiter, budget);
    budget -= value.length;
    fields[name] = value.toString('utf8');
  }
}
