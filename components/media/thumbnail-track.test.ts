import { describe, expect, it } from 'vitest';
import { readThumbnails, thumbnailAt } from './thumbnail-track';

describe('small pictures of a video', () => {
  // As rules/thumbnails.ts writes them.
  const track = [
    'WEBVTT\n',
    '00:00:00.000 --> 00:00:01.000\n000.jpg#xywh=0,0,160,90\n',
    '00:00:01.000 --> 00:00:02.000\n000.jpg#xywh=160,0,160,90\n',
    '01:00:02.000 --> 01:00:02.500\n001.jpg#xywh=0,90,160,90\n',
  ].join('\n');
  const thumbnails = readThumbnails(track, '/api/media/a.b/thumbs/track.vtt');

  it('are read as the server writes them', () => {
    expect(thumbnails).toHaveLength(3);
    expect(thumbnails[2]).toEqual({
      ...{ fromMs: 3_602_000, toMs: 3_602_500, sheetUrl: '/api/media/a.b/thumbs/001.jpg' },
      ...{ x: 0, y: 90, width: 160, height: 90 },
    });
  });

  it('are found by the moment', () => {
    expect(thumbnailAt(thumbnails, 0)?.fromMs).toBe(0);
    expect(thumbnailAt(thumbnails, 1_999)?.fromMs).toBe(1_000);
    expect(thumbnailAt(thumbnails, 99_000_000)?.fromMs).toBe(3_602_000);
    expect(thumbnailAt([], 5)).toBeNull();
  });

  it('are none in a track of something else', () => {
    expect(readThumbnails('WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n', '/a.vtt')).toEqual([]);
  });
});
