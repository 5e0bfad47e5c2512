import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { DataFile } from '../storage/data-files';
import type { StoredChecksum } from '../storage/records';
import type { Authentication } from './authenticate';
import { AwsChunkedDecoder, ChunkSignatures } from './aws-chunked';
import { CHECKSUM_ALGORITHMS, type ChecksumAlgorithm, checksumAlgorithm, startChecksum } from './checksum';
import type { S3Request } from './request';
import { s3Error } from './s3-error';
import { signingKey } from './sigv4';

const MAX_OBJECT_BYTES = 5 * 1024 ** 3;
const MAX_DOCUMENT_BYTES = 1024 * 1024;

/** What a body turned out to be, after every digest its sender named was found right. */
export type ReceivedBody = {
  readonly size: number;
  /** Hexadecimal, what S3 uses as ETag. */
  readonly md5: string;
  readonly checksum: StoredChecksum | null;
};

/** Who sent a request and with which secret; null where the body is not signed in chunks. */
export type BodySigner = { readonly authentication: Authentication; readonly secret: string } | null;

type Announced = { readonly algorithm: ChecksumAlgorithm; readonly value: string | null };

/** The checksum a request announces, in a header or as a trailer. */
function announcedChecksum(headers: S3Request['headers']): Announced | null {
  const names = CHECKSUM_ALGORITHMS.filter(
    (algorithm) => headers[`x-amz-checksum-${algorithm}`] !== undefined,
  );
  if (names.length > 1) throw s3Error('InvalidRequest', 'Expecting a single x-amz-checksum- header.');
  const [algorithm] = names;
  if (algorithm !== undefined) return { algorithm, value: headers[`x-amz-checksum-${algorithm}`] ?? '' };
  const trailer = checksumAlgorithm(headers['x-amz-trailer']);
  return trailer === undefined ? null : { algorithm: trailer, value: null };
}

/** Counts and hashes what passes, and compares with what the sender announced. */
class Verifier extends Transform {
  #size = 0;
  readonly #md5 = createHash('md5');
  readonly #sha256;
  readonly #announced: Announced | null;
  readonly #checksum;

  constructor(
    readonly headers: S3Request['headers'],
    readonly limit: number,
    readonly trailers: Readonly<Record<string, string>>,
  ) {
    super();
    this.#announced = announcedChecksum(headers);
    this.#checksum = this.#announced === null ? null : startChecksum(this.#announced.algorithm);
    this.#sha256 = /^[0-9a-f]{64}$/.test(headers['x-amz-content-sha256'] ?? '') ? createHash('sha256') : null;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#size += chunk.length;
    if (this.#size > this.limit) {
      done(s3Error('EntityTooLarge'));
      return;
    }
    this.#md5.update(chunk);
    this.#sha256?.update(chunk);
    this.#checksum?.update(chunk);
    done(null, chunk);
  }

  /** @throws IncompleteBody, BadDigest, InvalidDigest, XAmzContentSHA256Mismatch, MalformedTrailerError */
  result(): ReceivedBody {
    const md5 = this.#md5.digest();
    this.#checkSize();
    this.#checkMd5(md5);
    if (this.#sha256 !== null && this.#sha256.digest('hex') !== this.headers['x-amz-content-sha256']) {
      throw s3Error('XAmzContentSHA256Mismatch');
    }
    return { size: this.#size, md5: md5.toString('hex'), checksum: this.#checkChecksum() };
  }

  #checkSize(): void {
    const decoded = this.headers['x-amz-decoded-content-length'];
    if (decoded !== undefined && Number(decoded) !== this.#size) throw s3Error('IncompleteBody');
  }

  #checkMd5(actual: Buffer): void {
    const announced = this.headers['content-md5'];
    if (announced === undefined) return;
    if (!/^[A-Za-z0-9+/]{22}==$/.test(announced)) throw s3Error('InvalidDigest');
    if (announced !== actual.toString('base64')) throw s3Error('BadDigest');
  }

  #checkChecksum(): StoredChecksum | null {
    if (this.#announced === null || this.#checksum === null) return null;
    const { algorithm } = this.#announced;
    const announced = this.#announced.value ?? this.trailers[`x-amz-checksum-${algorithm}`];
    if (announced === undefined) throw s3Error('MalformedTrailerError');
    const value = this.#checksum.digest();
    if (value !== announced)
      throw s3Error('BadDigest', `The ${algorithm.toUpperCase()} you specified did not match.`);
    return { algorithm, value, type: 'FULL_OBJECT' };
  }
}

function chunkDecoder(request: S3Request, signer: BodySigner): AwsChunkedDecoder | null {
  const declared = request.headers['x-amz-content-sha256'] ?? '';
  const isChunked = /(^|,)\s*aws-chunked\s*(,|$)/.test(request.headers['content-encoding'] ?? '');
  if (!declared.startsWith('STREAMING-')) return isChunked ? new AwsChunkedDecoder(null) : null;
  if (!declared.startsWith('STREAMING-AWS4-HMAC-SHA256-PAYLOAD')) return new AwsChunkedDecoder(null);
  if (signer === null) throw s3Error('AccessDenied');
  const key = signingKey(signer.secret, signer.authentication.scope);
  return new AwsChunkedDecoder(new ChunkSignatures(signer.authentication, key));
}

function checkLength(request: S3Request): void {
  const length = request.headers['content-length'];
  if (length === undefined && request.headers['transfer-encoding'] === undefined)
    throw s3Error('MissingContentLength');
  if (Number(length ?? 0) > MAX_OBJECT_BYTES * 1.01) throw s3Error('EntityTooLarge');
}

/** Errors of S3's own pass; a broken connection is the client's. */
function asS3Error(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' ? s3Error('IncompleteBody') : error;
}

/**
 * Writes a body to a data file, synced to disk, and verifies everything its sender claimed; on any error the file is gone.
 * @throws IncompleteBody, BadDigest, EntityTooLarge, SignatureDoesNotMatch and others
 */
export async function receiveBody(
  request: S3Request,
  signer: BodySigner,
  file: DataFile,
): Promise<ReceivedBody> {
  checkLength(request);
  const decoder = chunkDecoder(request, signer);
  const verifier = new Verifier(request.headers, MAX_OBJECT_BYTES, decoder?.trailers ?? {});
  const sink = createWriteStream(file.path, { flags: 'wx', flush: true });
  try {
    if (decoder === null) await pipeline(request.message, verifier, sink);
    else await pipeline(request.message, decoder, verifier, sink);
    return verifier.result();
  } catch (error) {
    await rm(file.path, { force: true });
    throw asS3Error(error);
  }
}

/** Writes the file of a browser form, verified against the digests its fields name. @throws EntityTooLarge, BadDigest */
export async function receiveFormFile(
  content: AsyncIterable<Buffer>,
  fields: S3Request['headers'],
  maxBytes: number,
  file: DataFile,
): Promise<ReceivedBody> {
  const verifier = new Verifier(fields, Math.min(maxBytes, MAX_OBJECT_BYTES), {});
  try {
    await pipeline(content, verifier, createWriteStream(file.path, { flags: 'wx', flush: true }));
    return verifier.result();
  } catch (error) {
    await rm(file.path, { force: true });
    throw asS3Error(error);
  }
}

/** The text of a small XML body, verified like any other. @throws EntityTooLarge above 1 MiB */
export async function receiveDocument(request: S3Request, signer: BodySigner): Promise<string> {
  const decoder = chunkDecoder(request, signer);
  const verifier = new Verifier(request.headers, MAX_DOCUMENT_BYTES, decoder?.trailers ?? {});
  const chunks: Buffer[] = [];
  const collect = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) chunks.push(chunk);
  };
  try {
    if (decoder === null) await pipeline(request.message, verifier, collect);
    else await pipeline(request.message, decoder, verifier, collect);
  } catch (error) {
    throw asS3Error(error);
  }
  verifier.result();
  return Buffer.concat(chunks).toString('utf8');
}
