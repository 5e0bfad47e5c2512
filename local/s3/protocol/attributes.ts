import type { Attributes, Tag } from '../storage/records';
import { s3Error } from './s3-error';

/** Headers an object gives back as they were sent. */
export const CONTENT_HEADERS = [
  'content-type',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
] as const;

const METADATA_PREFIX = 'x-amz-meta-';
const MAX_METADATA_BYTES = 2048;
const MAX_TAGS = 10;

/** `aws-chunked` describes the transfer, not the object. */
function storedEncoding(value: string): string {
  return value
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'aws-chunked')
    .join(', ');
}

function contentHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of CONTENT_HEADERS) {
    const value = headers[name];
    if (value === undefined) continue;
    const stored = name === 'content-encoding' ? storedEncoding(value) : value;
    if (stored !== '') found[name] = stored;
  }
  return found;
}

function metadata(headers: Readonly<Record<string, string>>): Record<string, string> {
  const pairs = Object.entries(headers).filter(([name]) => name.startsWith(METADATA_PREFIX));
  const size = pairs.reduce(
    (total, [name, value]) => total + name.length - METADATA_PREFIX.length + value.length,
    0,
  );
  if (size > MAX_METADATA_BYTES) {
    throw s3Error('InvalidArgument', 'Your metadata headers exceed the maximum allowed metadata size.');
  }
  return Object.fromEntries(pairs.map(([name, value]) => [name.slice(METADATA_PREFIX.length), value]));
}

/** Tags that keep S3's bounds: ten at most, unique keys up to 128 characters, values up to 256. @throws InvalidTag */
export function checkTags(tags: readonly Tag[]): Tag[] {
  const keys = new Set(tags.map(({ key }) => key));
  const isWithinBounds = tags.every(
    ({ key, value }) => key !== '' && key.length <= 128 && value.length <= 256,
  );
  if (tags.length > MAX_TAGS || keys.size !== tags.length || !isWithinBounds) throw s3Error('InvalidTag');
  return [...tags];
}

/** The tags of an `x-amz-tagging` header, e.g. `a=1&b=2`. @throws InvalidTag */
function parseTagging(header: string | undefined): Tag[] {
  if (header === undefined || header === '') return [];
  return checkTags([...new URLSearchParams(header)].map(([key, value]) => ({ key, value })));
}

/** What an upload says about its object beside the bytes. @throws InvalidArgument, InvalidTag */
export function readAttributes(headers: Readonly<Record<string, string>>): Attributes {
  return {
    contentHeaders: contentHeaders(headers),
    metadata: metadata(headers),
    tags: parseTagging(headers['x-amz-tagging']),
  };
}
