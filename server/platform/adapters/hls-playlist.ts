import type { Rendered } from '@/server/platform/adapters/transcoder';

/** Reads which segments a media playlist names, and how long each is (RFC 8216 §4.3.2.1). */
export function readPlaylist(playlist: string): Rendered[] {
  const named = playlist.matchAll(/#EXTINF:([\d.]+),[^\n]*\n(?:#[^\n]*\n)*([^#\s]\S*)/g);
  return [...named].map(([, seconds, name = '']) => ({ name, seconds: Number(seconds) }));
}
