import type { LadderStep } from '@/server/domains/media/rules/ladder';

/** A segment of a stream, by its name in the folder of its playlist. */
export type Segment = { readonly name: string; readonly seconds: number };

/** Writes the playlist of one stream (RFC 8216 §4.3). */
export function mediaPlaylist(segments: readonly Segment[]): string {
  const longest = Math.max(1, ...segments.map(({ seconds }) => Math.ceil(seconds)));
  return [
    ...['#EXTM3U', '#EXT-X-VERSION:6', `#EXT-X-TARGETDURATION:${longest}`, '#EXT-X-MEDIA-SEQUENCE:0'],
    ...['#EXT-X-PLAYLIST-TYPE:VOD', '#EXT-X-INDEPENDENT-SEGMENTS'],
    ...segments.flatMap(({ name, seconds }) => [`#EXTINF:${seconds.toFixed(6)},`, name]),
    '#EXT-X-ENDLIST',
    '',
  ].join('\n');
}

/** Bits a second of the sound. */
export const soundBitsPerSecond = 128_000;

const soundCodec = 'mp4a.40.2';

/** Writes the playlist that offers every size of a video with its sound, or the sound alone. */
export function masterPlaylist(sizes: readonly LadderStep[], hasSound: boolean): string {
  const head = ['#EXTM3U', '#EXT-X-VERSION:6', '#EXT-X-INDEPENDENT-SEGMENTS'];
  if (sizes.length === 0) {
    const sound = `#EXT-X-STREAM-INF:BANDWIDTH=${soundBitsPerSecond},CODECS="${soundCodec}"`;
    return [...head, sound, 'sound/index.m3u8', ''].join('\n');
  }
  const group =
    '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="sound",DEFAULT=YES,AUTOSELECT=YES,URI="sound/index.m3u8"';
  const streams = sizes.flatMap(({ name, width, height, bitsPerSecond }) => {
    const bandwidth = bitsPerSecond + (hasSound ? soundBitsPerSecond : 0);
    const sound = hasSound ? ',AUDIO="sound"' : '';
    return [
      `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},RESOLUTION=${width}x${height}${sound}`,
      `${name}/index.m3u8`,
    ];
  });
  return [...head, ...(hasSound ? [group] : []), ...streams, ''].join('\n');
}
