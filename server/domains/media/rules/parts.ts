import { createHash } from 'node:crypto';
import { partBytes } from '@/server/domains/media/contract';

/** What is known of a part that has arrived. */
export type ArrivedPart = { readonly number: number; readonly bytes: number; readonly sha256: string };

/** Returns into how many parts a file is cut. */
export function partCount(bytes: number): number {
  return Math.ceil(bytes / partBytes);
}

/** Returns how large a part of a file is; the last one is what is left. */
export function bytesOfPart(fileBytes: number, number: number): number {
  return Math.min(partBytes, fileBytes - (number - 1) * partBytes);
}

/** Returns the fingerprint of a file from those of its parts in order, as S3 computes a composite checksum. */
export function fingerprintOf(parts: readonly Pick<ArrivedPart, 'sha256'>[]): string {
  const digests = parts.map(({ sha256 }) => Buffer.from(sha256, 'base64'));
  const whole = createHash('sha256').update(Buffer.concat(digests)).digest('base64');
  return `${whole}-${parts.length}`;
}

/** Tells whether parts are exactly a file: every one of its size, and together of its fingerprint. */
export function areWhole(
  parts: readonly ArrivedPart[],
  file: { readonly bytes: number; readonly fingerprint: string },
): boolean {
  return (
    parts.length === partCount(file.bytes) &&
    parts.every(
      ({ number, bytes }, index) => number === index + 1 && bytes === bytesOfPart(file.bytes, number),
    ) &&
    fingerprintOf(parts) === file.fingerprint
  );
}
