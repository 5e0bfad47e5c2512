import { describe, expect, it } from 'vitest';
import { readMediaFacts } from '@/server/platform/adapters/ffmpeg-report';

const report = (streams: readonly string[], end = 'time=00:01:09.98', said = '00:01:10.00') =>
  [
    `Input #0, mov, from 'in':\n  Duration: ${said}, start: 0.000000, bitrate: 380 kb/s`,
    ...streams,
    "Output #0, null, to 'pipe:':\n    Stream #0:0: Video: h264, 9999x9999",
    `frame= 2100 fps=0.0 ${end} bitrate=N/A`,
  ].join('\n');
const video =
  '    Stream #0:0(und): Video: h264 (High) (avc1 / 0x31637661), yuv420p, 1280x720 [SAR 1:1], 30 fps';
const sound = '    Stream #0:1(und): Audio: aac (LC) (mp4a / 0x6134706D), 44100 Hz, mono, fltp, 74 kb/s';

describe('what ffmpeg says of a file', () => {
  it('is its size, sound and the length that was really read', () => {
    expect(readMediaFacts(report([video, sound], 'time=00:00:05.00'))).toEqual({
      durationMs: 5_000,
      picture: { width: 1_280, height: 720 },
      hasSound: true,
    });
  });

  it('is read the right way up, as phones film', () => {
    for (const turned of ['      rotate          : 90', '      displaymatrix: rotation of -90.00 degrees']) {
      expect(readMediaFacts(report([video, turned]))).toMatchObject({
        picture: { width: 720, height: 1_280 },
      });
    }
    expect(readMediaFacts(report([video, '      rotate          : 180']))).toMatchObject({
      picture: { width: 1_280 },
    });
  });

  it('tells sound with a cover picture from a video', () => {
    const cover =
      '    Stream #0:1: Video: mjpeg (Baseline), yuvj420p, 500x500 [SAR 1:1], 90k tbr (attached pic)';
    expect(readMediaFacts(report([sound, cover]))).toMatchObject({ picture: null, hasSound: true });
  });

  it('is cut off when the bytes end before it does', () => {
    for (const said of [
      '[mov,mp4 @ 0x1] stream 1, offset 0x8f3f: partial file',
      '[matroska,webm @ 0x1] File ended prematurely at pos. 100 (0x64)',
      'cut.mp4: Invalid data found when processing input',
    ]) {
      expect(readMediaFacts(`${report([video, sound])}\n${said}\n`)).toBeNull();
    }
  });

  it('is nothing to play without streams or a moment of them', () => {
    expect(readMediaFacts(report([]))).toBe('nothing');
    expect(readMediaFacts(report([video], 'time=00:00:00.00', '00:00:00.00'))).toBeNull();
  });
});
