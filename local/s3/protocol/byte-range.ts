import { s3Error } from './s3-error';

/** Bytes from `start` up to, not including, `end`. */
export type ByteRange = { readonly start: number; readonly end: number };

/**
 * The range of a `Range` header over `size` bytes, null when the whole object should be sent: no header, a unit other
 * than bytes, or several ranges, which S3 does not serve.
 * @throws InvalidRange when nothing of it lies inside the object
 */
export function parseRange(header: string | undefined, size: number): ByteRange | null {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return null;
  if (first === '') {
    const length = Math.min(Number(last), size);
    if (length === 0) throw s3Error('InvalidRange');
    return { start: size - length, end: size };
  }
  const start = Number(first);
  const end = last === '' ? size : Math.min(Number(last) + 1, size);
  if (last !== '' && Number(last) < start) return null;
  if (start >= size) throw s3Error('InvalidRange');
  return { start, end };
}
