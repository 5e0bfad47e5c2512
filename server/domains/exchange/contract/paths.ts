/** Where a file stands in a course. */
export type FilePlace =
  | { readonly kind: 'course' | 'description' | 'media-list' }
  | { readonly kind: 'section'; readonly folder: string }
  | { readonly kind: 'lesson'; readonly folder: string; readonly file: string }
  | { readonly kind: 'media' | 'captions'; readonly name: string }
  | { readonly kind: 'ignored' | 'unexpected' | 'unsafe' };

/** What may lie beside a course without being part of it. */
const beside = /^(\.[^/]+(\/.*)?|README(\.md)?|LICENSE(\.md)?|media\/\.[^/]+)$/i;

/** Names that some file system takes for something else. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

function isSafePart(part: string): boolean {
  const isDots = /^\.+$/.test(part);
  const hasOdd = /[\\:*?"<>|\p{Cc}\p{Cs}]/u.test(part);
  return part !== '' && !isDots && !hasOdd && !reserved.test(part) && part.length <= 200;
}

/** Tells whether a path leads to a place within its folder on every system, and nowhere else. */
export function isSafePath(path: string): boolean {
  return path.length <= 400 && path.split('/').every(isSafePart);
}

/** Says what a file of a course's folder is, by its path with slashes. */
export function placeOfPath(path: string): FilePlace {
  if (!isSafePath(path)) return { kind: 'unsafe' };
  if (beside.test(path)) return { kind: 'ignored' };
  if (path === 'course.yaml') return { kind: 'course' };
  if (path === 'description.md') return { kind: 'description' };
  if (path === 'media/media.yaml') return { kind: 'media-list' };
  const [folder = '', file = '', ...deeper] = path.split('/');
  if (deeper.length > 0 || file === '') return { kind: 'unexpected' };
  if (folder === 'media') return { kind: file.endsWith('.vtt') ? 'captions' : 'media', name: file };
  if (file === 'section.yaml') return { kind: 'section', folder };
  return /\.(md|yaml)$/.test(file) ? { kind: 'lesson', folder, file } : { kind: 'unexpected' };
}

const numbered = /^(\d{1,6})([a-z]?)-(.+)$/;

/** A name that begins with its place: `01-welcome`, or `01a-welcome` to stand between 01 and 02. */
export function readNumber(name: string): { readonly number: number; readonly rest: string } | null {
  const found = numbered.exec(name);
  return found === null ? null : { number: Number(found[1]), rest: found[3] ?? '' };
}

/** Orders names by the numbers they begin with, then by their letters. */
export function byNumber(one: string, other: string): number {
  const [a, b] = [readNumber(one)?.number ?? Infinity, readNumber(other)?.number ?? Infinity];
  if (a !== b) return a < b ? -1 : 1;
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Writes the number of a place, counted from 0, as wide as the last one of its list. */
export function numberOf(index: number, count: number): string {
  return String(index + 1).padStart(Math.max(2, String(count).length), '0');
}
