import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sheetsOf, thumbnailTrack } from '@/server/domains/media/rules/thumbnails';

const film = { width: 1_920, height: 1_080 };

describe('the small pictures of a video', () => {
  it('are one a second for a short one, in its shape', () => {
    expect(sheetsOf(8_000, film)).toEqual({ everySeconds: 1, columns: 5, rows: 5, width: 160, height: 90 });
    expect(sheetsOf(8_000, { width: 1_080, height: 1_920 })).toMatchObject({ width: 90, height: 160 });
  });

  it('are named by a track with the place of each on its sheet', () => {
    const track = thumbnailTrack(sheetsOf(30_500, film), 30_500, ['000.jpg', '001.jpg']);
    expect(track.startsWith('WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n000.jpg#xywh=0,0,160,90\n')).toBe(true);
    expect(track).toContain('\n00:00:06.000 --> 00:00:07.000\n000.jpg#xywh=160,90,160,90\n');
    expect(track).toContain('\n00:00:25.000 --> 00:00:26.000\n001.jpg#xywh=0,0,160,90\n');
    expect(track.endsWith('\n00:00:30.000 --> 00:00:30.500\n001.jpg#xywh=0,90,160,90\n')).toBe(true);
  });

  it('are few, and cover the video without gap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 * 3_600_000 }), (durationMs) => {
        const layout = sheetsOf(durationMs, film);
        const count = Math.ceil(durationMs / 1_000 / layout.everySeconds);
        expect(count).toBeLessThanOrEqual(240);
        const sheets = Array.from({ length: Math.ceil(count / 25) }, (_, index) => `${index}.jpg`);
        const times = [...thumbnailTrack(layout, durationMs, sheets).matchAll(/^(\S+) --> (\S+)$/gm)];
        expect(times).toHaveLength(count);
        for (const [index, [, from]] of times.entries()) {
          expect(from).toBe(index === 0 ? '00:00:00.000' : times[index - 1]?.[2]);
        }
      }),
    );
  });

  it('have no cue where their sheet is missing', () => {
    expect(thumbnailTrack(sheetsOf(30_000, film), 30_000, ['000.jpg']).match(/-->/g)).toHaveLength(25);
    expect(thumbnailTrack(sheetsOf(30_000, film), 30_000, [])).toBe('WEBVTT\n');
  });
});
