import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ladderOf, segmentSeconds, stretchesOf } from '@/server/domains/media/rules/ladder';
import { widthsOf } from '@/server/domains/media/rules/picture-widths';

const side = fc.integer({ min: 16, max: 8_192 });

describe('the sizes of a video', () => {
  it.each([
    [{ width: 1_920, height: 1_080 }, ['360p 640x360', '720p 1280x720', '1080p 1920x1080']],
    [{ width: 1_080, height: 1_920 }, ['360p 360x640', '720p 720x1280', '1080p 1080x1920']],
    [{ width: 1_280, height: 720 }, ['360p 640x360', '720p 1280x720']],
    [{ width: 320, height: 240 }, ['240p 320x240']],
  ])('are those of the ladder that it has: %j', (source, expected) => {
    expect(ladderOf(source).map(({ name, width, height }) => `${name} ${width}x${height}`)).toEqual(expected);
  });

  it('are even, never above the source, and of its shape', () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        const sizes = ladderOf({ width, height });
        expect(sizes.length).toBeGreaterThan(0);
        for (const size of sizes) {
          expect([size.width % 2, size.height % 2]).toEqual([0, 0]);
          // A pixel or two of rounding, at each side.
          expect(Math.abs(size.width * height - size.height * width)).toBeLessThanOrEqual(
            2 * (width + height),
          );
          expect(size.width).toBeLessThanOrEqual(width);
          expect(size.height).toBeLessThanOrEqual(height);
        }
      }),
    );
  });
});

describe('the stretches of a video', () => {
  it('cover it without gap or overlap, begin with a segment, and are few', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 * 3_600_000 }), (durationMs) => {
        const stretches = stretchesOf(durationMs);
        expect(stretches.length).toBeLessThanOrEqual(100);
        let end = 0;
        for (const { fromSeconds, seconds, firstSegment } of stretches) {
          expect(fromSeconds).toBe(end);
          expect(fromSeconds).toBe(firstSegment * segmentSeconds);
          end = fromSeconds + seconds;
        }
        expect(end * 1_000).toBeGreaterThanOrEqual(durationMs);
        expect((stretches.at(-1)?.fromSeconds ?? 0) * 1_000).toBeLessThan(durationMs);
      }),
    );
  });
});

describe('the widths of a picture', () => {
  it('go up to its own, or to the widest that screens need', () => {
    expect(widthsOf(900)).toEqual([320, 640, 900]);
    expect(widthsOf(640)).toEqual([320, 640]);
    expect(widthsOf(20)).toEqual([20]);
    expect(widthsOf(6_000)).toEqual([320, 640, 1_280, 1_920]);
  });
});
