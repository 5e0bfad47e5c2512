import { unzipSync } from 'fflate';
import { placeOfPath } from './paths';
import type { FileProblem, ProblemCode } from './problems';

/** How much an archive may hold, and unpack to. */
export const zipLimits = {
  archiveBytes: 400_000_000,
  unpackedBytes: 500_000_000,
  textBytes: 2_000_000,
  entries: 10_000,
} as const;

/** An archive that is not read at all. */
export class ZipRefused extends Error {
  override readonly name = 'ZipRefused';
  constructor(readonly reason: 'broken' | 'too_large') {
    super(reason);
  }
}

/** What is in an archive. */
export type ReadZip = {
  readonly texts: ReadonlyMap<string, string>;
  /** Bytes of the files in `media/`, by name. */
  readonly media: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly problems: readonly FileProblem[];
};

/** Whatever archives are sealed with besides what somebody put into them. */
const isNoise = (path: string) => path.endsWith('/') || /(^|\/)(__MACOSX|\.DS_Store)(\/|$)/.test(path);

/** The folder that everything lies in, when a folder was packed and not what is in it. */
function commonFolder(paths: readonly string[]): string {
  if (paths.includes('course.yaml')) return '';
  const own = paths.find((path) => /^[^/]+\/course\.yaml$/.test(path));
  const folder = own?.slice(0, own.indexOf('/') + 1) ?? '';
  return paths.every((path) => path.startsWith(folder)) ? folder : '';
}

/** Unpacks no more than the limits, by what the archive says of itself; what lies about its size is cut off there. */
function unpack(bytes: Uint8Array): [string, Uint8Array][] {
  let [unpacked, entries] = [0, 0];
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (isNoise(name)) return false;
        unpacked += originalSize;
        entries += 1;
        if (unpacked > zipLimits.unpackedBytes || entries > zipLimits.entries) {
          throw new ZipRefused('too_large');
        }
        return true;
      },
    });
    return Object.entries(files);
  } catch (error) {
    throw error instanceof ZipRefused ? error : new ZipRefused('broken');
  }
}

/**
 * Reads an archive of a course's folder; nothing of it is written anywhere. Paths that lead out of the folder are problems, as are
 * files that are too large or no text.
 *
 * @throws ZipRefused when it is no archive, or unpacks to too much.
 */
export function readZip(bytes: Uint8Array): ReadZip {
  if (bytes.byteLength > zipLimits.archiveBytes) throw new ZipRefused('too_large');
  const files = unpack(bytes);
  const folder = commonFolder(files.map(([path]) => path));
  const texts = new Map<string, string>();
  const media = new Map<string, Uint8Array<ArrayBuffer>>();
  const problems: FileProblem[] = [];
  const report = (file: string, code: ProblemCode, values: FileProblem['values'] = {}) =>
    problems.push({ file, line: 1, column: 1, code, values });
  for (const [full, content] of files) {
    const path = full.slice(folder.length);
    const place = placeOfPath(path);
    if (place.kind === 'ignored') continue;
    if (place.kind === 'media') {
      media.set(place.name, new Uint8Array(content));
    } else if (place.kind === 'unsafe' || place.kind === 'unexpected') {
      texts.set(path, '');
    } else if (content.byteLength > zipLimits.textBytes) {
      report(path, 'too_large', { limit: zipLimits.textBytes });
    } else {
      try {
        texts.set(path, new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content));
      } catch {
        report(path, 'not_text');
      }
    }
  }
  return { texts, media, problems };
}
