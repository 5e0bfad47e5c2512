import { describe, expect, it } from 'vitest';
import { jobArguments, listenArguments, shotArguments } from '@/server/platform/adapters/ffmpeg-arguments';

const source = { key: 'a', contentType: 'video/mp4' };
const input = ['-i', 'film'];
const folder = 'x/';
const measured = { lufs: -23.1, firstPass: { truePeak: -4, range: 6, threshold: -33.4, offset: 0.2 } };

const sound = (loudness: typeof measured | null) =>
  jobArguments(
    { kind: 'sound', source, folder, bitsPerSecond: 128_000, segmentSeconds: 6, loudness },
    input,
  ).join(' ');

describe('what ffmpeg is told', () => {
  it('is to bring sound to our loudness by what the first pass has measured, and to leave silence alone', () => {
    expect(sound(measured)).toContain(
      '-af loudnorm=I=-16:TP=-1.5:LRA=11:measured_I=-23.1:measured_TP=-4:measured_LRA=6:measured_thresh=-33.4:offset=0.2:linear=true',
    );
    expect(sound(null)).not.toContain('loudnorm');
  });

  it('is to measure the same that it corrects', () => {
    expect(listenArguments(input).join(' ')).toContain('loudnorm=I=-16:TP=-1.5:LRA=11:print_format=json');
  });

  it('is to leave out of everything what a camera has written', () => {
    const size = { width: 640, height: 360, bitsPerSecond: 900_000 };
    const stretch = { fromSeconds: 0, seconds: 30, segmentSeconds: 6, firstSegment: 0 };
    const layout = { everySeconds: 2, columns: 5, rows: 5, width: 160, height: 90 };
    const all = [
      sound(null),
      jobArguments({ kind: 'pictures', source, folder, size, stretch }, input).join(' '),
      jobArguments({ kind: 'thumbnails', source, folder, layout, durationMs: 9_000 }, input).join(' '),
      shotArguments(input, { name: 'poster.jpg', atSeconds: 3 }, size).join(' '),
    ];
    for (const told of all) expect(told).toContain('-map_metadata -1');
  });

  it('is to read a long film by its key frames for small pictures, and a short one whole', () => {
    const layout = { everySeconds: 15, columns: 5, rows: 5, width: 160, height: 90 };
    const told = (durationMs: number) =>
      jobArguments({ kind: 'thumbnails', source, folder, layout, durationMs }, input).join(' ');
    expect(told(3_600_000)).toContain('-skip_frame nokey -i film');
    expect(told(60_000)).not.toContain('-skip_frame');
    expect(told(60_000)).toContain('fps=1/15:start_time=0,scale=160:90,setsar=1,tile=5x5');
  });
});
