import { createHash, type Hash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import type { Authentication } from './authenticate';
import { type S3Error, s3Error } from './s3-error';
import { isSameSignature, scopeText, sha256Hex, sign } from './sigv4';

const MAX_LINE_BYTES = 8 * 1024;
const EMPTY_SHA256 = sha256Hex('');

/** Checks that each chunk continues the chain of signatures the request began. */
export class ChunkSignatures {
  #previous: string;

  constructor(
    readonly authentication: Authentication,
    readonly key: Uint8Array,
  ) {
    this.#previous = authentication.signature;
  }

  verifyChunk(contentHash: string, given: string | undefined): void {
    this.#verify('AWS4-HMAC-SHA256-PAYLOAD', [EMPTY_SHA256, contentHash], given);
  }

  verifyTrailer(trailers: string, given: string | undefined): void {
    this.#verify('AWS4-HMAC-SHA256-TRAILER', [sha256Hex(trailers)], given);
  }

  #verify(algorithm: string, hashes: readonly string[], given: string | undefined): void {
    const { amzDate, scope } = this.authentication;
    const text = [algorithm, amzDate, scopeText(scope), this.#previous, ...hashes].join('\n');
    const expected = sign(this.key, text);
    if (given === undefined || !isSameSignature(expected, given)) throw s3Error('SignatureDoesNotMatch');
    this.#previous = expected;
  }
}

type State = 'size' | 'data' | 'data-end' | 'trailer' | 'done';

/** Decodes `aws-chunked` bodies, signed or not, and collects the trailing headers. */
export class AwsChunkedDecoder extends Transform {
  /** Trailing headers by lower-case name; complete when the stream has ended. */
  readonly trailers: Record<string, string> = {};
  #state: State = 'size';
  #pending: Buffer = Buffer.alloc(0);
  #left = 0;
  #hash: Hash = createHash('sha256');
  #chunkSignature: string | undefined;
  #signedTrailers = '';

  constructor(readonly signatures: ChunkSignatures | null) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    this.#guard(done, () => {
      while (this.#step());
    });
  }

  override _flush(done: TransformCallback): void {
    this.#guard(done, () => {
      // A last trailer line may lack its line break; some clients end right there.
      if (this.#state === 'trailer') this.#finishTrailers(this.#pending.toString('latin1').trim());
      if (this.#state !== 'done') throw s3Error('IncompleteBody');
    });
  }

  #guard(done: TransformCallback, run: () => void): void {
    try {
      run();
      done();
    } catch (error) {
      done(error instanceof Error ? error : s3Error('InvalidRequest'));
    }
  }

  /** Consumes what one state can; false when more input is needed. */
  #step(): boolean {
    if (this.#state === 'done') return false;
    if (this.#state === 'data') return this.#readData();
    const line = this.#takeLine();
    if (line === null) return false;
    if (this.#state === 'size') this.#readSize(line);
    else if (this.#state === 'trailer') this.#readTrailer(line);
    else if (line === '') this.#state = 'size';
    else throw framing();
    return true;
  }

  #takeLine(): string | null {
    const end = this.#pending.indexOf('\n');
    if (end < 0) {
      if (this.#pending.length > MAX_LINE_BYTES) throw framing();
      return null;
    }
    const line = this.#pending.subarray(0, end).toString('latin1').replace(/\r$/, '');
    this.#pending = this.#pending.subarray(end + 1);
    return line;
  }

  #readSize(line: string): void {
    const [, size, signature] = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line) ?? [];
    if (size === undefined) throw framing();
    this.#left = Number.parseInt(size, 16);
    this.#chunkSignature = signature;
    this.#hash = createHash('sha256');
    if (this.#left > 0) {
      this.#state = 'data';
      return;
    }
    this.#verifyChunk();
    this.#state = 'trailer';
  }

  #readData(): boolean {
    const piece = this.#pending.subarray(0, this.#left);
    if (piece.length === 0) return false;
    this.#pending = this.#pending.subarray(piece.length);
    this.#left -= piece.length;
    if (this.signatures !== null) this.#hash.update(piece);
    this.push(piece);
    if (this.#left === 0) {
      this.#verifyChunk();
      this.#state = 'data-end';
    }
    return true;
  }

  #verifyChunk(): void {
    this.signatures?.verifyChunk(this.#hash.digest('hex'), this.#chunkSignature);
  }

  #readTrailer(line: string): void {
    if (line === '') {
      this.#state = 'done';
      this.#verifyTrailers();
      return;
    }
    const colon = line.indexOf(':');
    if (colon < 1) throw s3Error('MalformedTrailerError');
    const [name, value] = [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    this.trailers[name] = value;
    if (name !== 'x-amz-trailer-signature') this.#signedTrailers += `${name}:${value}\n`;
  }

  #finishTrailers(rest: string): void {
    if (rest !== '') this.#readTrailer(rest);
    this.#readTrailer('');
  }

  #verifyTrailers(): void {
    if (this.#signedTrailers === '') return;
    this.signatures?.verifyTrailer(this.#signedTrailers, this.trailers['x-amz-trailer-signature']);
  }
}

function framing(): S3Error {
  return s3Error('InvalidRequest', 'The aws-chunked framing of the body is malformed.');
}
