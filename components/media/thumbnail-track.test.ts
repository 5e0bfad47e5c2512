import { describe, expect, it } from 'vitest';
import { sheetsOf, thumbnailTrack } from '@/server/domains/media/rules/thumbnails';
import { readThumbnails, thumbnailAt } from './thumbnail-track';

describe('small pictures of a video', () => {
  const durationMs = 30_500;
  const layout = sheetsOf(durationMs, { width: 1_280, height: 720 });
  const track = thumbnailTrack(layout, durationMs, ['000.jpg', '001.jpg']);
  const thumbnails = readThumbnails(track, '/api/media/a.b/thumbs/track.vtt');

  it('are read as the server writes them', () => {
    expect(thumbnails).toHaveLength(31);
    expect(thumbnails[26]).toEqual({
      ...{ fromMs: 26_000, toMs: 27_000, sheetUrl: '/api/media/a.b/thumbs/001.jpg' },
      ...{ x: 160, y: 0, width: 160, height: 90 },
    });
  });

  it('are found by the moment', () => {
    expect(thumbnailAt(thumbnails, 0)?.fromMs).toBe(0);
    expect(thumbnailAt(thumbnails, 12_999)?.fromMs).toBe(12_000);
    expect(thumbnailAt(thumbnails, 99_000)?.fromMs).toBe(30_000);
    expect(thumbnailAt([], 5)).toBeNull();
  });

  it('are none in a track of something else', () => {
    expect(readThumbnails('WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n', '/a.vtt')).toEqual([]);
  });
});
