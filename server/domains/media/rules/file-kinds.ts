import { fileTypeFromBuffer } from 'file-type';
import { type AssetKind, type FileType, fileTypes, sizeLimits } from '@/server/domains/media/contract';

/** What a file is, as its bytes say. */
export type KnownFile = { readonly contentType: FileType; readonly kind: AssetKind };

/** Other names of the same types. */
const aliases: Readonly<Record<string, FileType>> = {
  'audio/x-m4a': 'audio/mp4',
  'audio/vnd.wave': 'audio/wav',
  'audio/x-flac': 'audio/flac',
  'video/x-m4v': 'video/mp4',
  'video/x-matroska': 'video/matroska',
};

function isFileType(type: string): type is FileType {
  return Object.hasOwn(fileTypes, type);
}

/** Tells what a file is by its first bytes, whatever it is called; null for what nobody needs in a course. */
export async function recogniseFile(start: Uint8Array): Promise<KnownFile | null> {
  const found = await fileTypeFromBuffer(start).catch(() => undefined);
  // `audio/ogg; codecs=opus` is `audio/ogg` for us.
  const name = found?.mime.split(';')[0] ?? '';
  const contentType = aliases[name] ?? name;
  return isFileType(contentType) ? { contentType, kind: fileTypes[contentType] } : null;
}

/** Tells whether a file of this kind may be so large. */
export function isTooLarge(kind: AssetKind, bytes: number): boolean {
  return bytes > sizeLimits[kind];
}
