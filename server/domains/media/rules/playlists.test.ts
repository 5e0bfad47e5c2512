import { describe, expect, it } from 'vitest';
import { ladderOf } from '@/server/domains/media/rules/ladder';
import { masterPlaylist, mediaPlaylist } from '@/server/domains/media/rules/playlists';

describe('playlists', () => {
  it('name the segments of a stream, and how long the longest is', () => {
    const playlist = mediaPlaylist([
      { name: '00000.ts', seconds: 6 },
      { name: '00001.ts', seconds: 2.04 },
    ]);
    expect(playlist.split('\n')).toEqual(
      expect.arrayContaining(['#EXT-X-TARGETDURATION:6', '#EXTINF:2.040000,', '00001.ts', '#EXT-X-ENDLIST']),
    );
  });

  it('offer every size with its sound, a silent video without, and sound alone', () => {
    const sizes = ladderOf({ width: 1_280, height: 720 });
    const full = masterPlaylist(sizes, true);
    expect(full).toContain('BANDWIDTH=2928000,RESOLUTION=1280x720,AUDIO="sound"\n720p/index.m3u8');
    expect(full).toContain('URI="sound/index.m3u8"');
    expect(masterPlaylist(sizes, false)).not.toContain('sound');
    expect(masterPlaylist([], true)).toContain('BANDWIDTH=128000,CODECS="mp4a.40.2"\nsound/index.m3u8');
  });
});
