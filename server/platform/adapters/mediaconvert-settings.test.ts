import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFileAtFault, readLoudnessTable, readProbe } from '@/server/platform/adapters/mediaconvert-report';
import {
  listenSettings,
  renderSettings,
  shotSettings,
} from '@/server/platform/adapters/mediaconvert-settings';
import type { RenderJob } from '@/server/platform/adapters/transcoder';

const place = { bucket: 'lyceum' };
const source = { key: 'private/assets/1/source', contentType: 'video/mp4' };
const folder = 'private/assets/1/stream/720p/';
const stretch = { fromSeconds: 0, seconds: 60, segmentSeconds: 6, firstSegment: 0 };
const loudness = { lufs: -23, firstPass: null };

const pictures = (size: { width: number; height: number; bitsPerSecond: number }) =>
  renderSettings(place, { kind: 'pictures', source, folder, size, stretch });

describe('the settings of a job', () => {
  it('name the source and the folder of what is made by their bucket', () => {
    const settings = pictures({ width: 1_280, height: 720, bitsPerSecond: 2_800_000 });
    expect(settings.Inputs?.[0]?.FileInput).toBe('s3://lyceum/private/assets/1/source');
    const group = settings.OutputGroups?.[0]?.OutputGroupSettings?.HlsGroupSettings;
    expect(group).toMatchObject({ Destination: `s3://lyceum/${folder}mc`, SegmentLength: 6 });
  });

  it('ask for exactly the size of our ladder, within its bits, in segments that stand alone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 960 }),
        fc.integer({ min: 8, max: 960 }),
        fc.integer({ min: 100_000, max: 5_000_000 }),
        (w, h, bitsPerSecond) => {
          const video = pictures({ width: w * 2, height: h * 2, bitsPerSecond }).OutputGroups?.[0]
            ?.Outputs?.[0];
          expect(video?.VideoDescription).toMatchObject({ Width: w * 2, Height: h * 2 });
          expect(video?.VideoDescription?.CodecSettings?.H264Settings).toMatchObject({
            ...{ MaxBitrate: bitsPerSecond, GopSize: 6, GopSizeUnits: 'SECONDS', GopClosedCadence: 1 },
          });
          expect(video?.AudioDescriptions).toBeUndefined();
        },
      ),
    );
  });

  it('even the sound out to our loudness, unless it was silent', () => {
    const rate = { bitsPerSecond: 128_000, segmentSeconds: 6 };
    const sound = (measured: typeof loudness | null) =>
      renderSettings(place, { kind: 'sound', source, folder, ...rate, loudness: measured }).OutputGroups?.[0]
        ?.Outputs?.[0]?.AudioDescriptions?.[0];
    expect(sound(loudness)?.AudioNormalizationSettings).toMatchObject({
      ...{ AlgorithmControl: 'CORRECT_AUDIO', TargetLkfs: -16, TruePeakLimiterThreshold: -1.5 },
    });
    expect(sound(null)?.AudioNormalizationSettings).toBeUndefined();
    expect(sound(null)?.CodecSettings?.AacSettings).toMatchObject({ Bitrate: 128_000, SampleRate: 48_000 });
  });

  it('capture a frame for every small picture, beside something that plays', () => {
    const layout = { everySeconds: 5, columns: 5, rows: 5, width: 160, height: 90 };
    const job = { kind: 'thumbnails' as const, source, folder, layout, durationMs: 61_000 };
    const [frames, companion] = renderSettings(place, job).OutputGroups ?? [];
    const video = frames?.Outputs?.[0]?.VideoDescription;
    expect(video).toMatchObject({ Width: 160, Height: 90 });
    expect(video?.CodecSettings?.FrameCaptureSettings).toMatchObject({
      ...{ FramerateNumerator: 1, FramerateDenominator: 5, MaxCaptures: 13 },
    });
    expect(companion?.Outputs?.[0]?.VideoDescription?.CodecSettings?.Codec).toBe('H_264');
  });

  it('read a second of the recording for a still', () => {
    const shots = [{ name: 'poster-3.jpg', atSeconds: 3_725.6 }];
    const job: Extract<RenderJob, { kind: 'stills' }> = {
      ...{ kind: 'stills', source, folder: 'private/assets/1/', shots, width: 1_280, height: 720 },
    };
    const [shot = { name: '', atSeconds: 0 }] = shots;
    const settings = shotSettings(place, job, shot);
    expect(settings.Inputs?.[0]?.InputClippings).toEqual([
      { StartTimecode: '01:02:05:00', EndTimecode: '01:02:06:00' },
    ]);
    expect(settings.OutputGroups?.[0]?.OutputGroupSettings?.FileGroupSettings?.Destination).toBe(
      's3://lyceum/private/assets/1/frame-poster-3',
    );
  });

  it('measure without changing, and log it', () => {
    const [sound] =
      listenSettings(place, source, folder).OutputGroups?.[0]?.Outputs?.[0]?.AudioDescriptions ?? [];
    expect(sound?.AudioNormalizationSettings).toMatchObject({
      ...{ AlgorithmControl: 'MEASURE_ONLY', LoudnessLogging: 'LOG' },
    });
    expect(sound?.CodecSettings?.WavSettings).toMatchObject({ Channels: 1, SampleRate: 8_000 });
  });
});

describe('what the service says', () => {
  const video = { TrackType: 'video', VideoProperties: { Width: 1_920, Height: 1_080 } } as const;
  const audio = { TrackType: 'audio', Duration: 12.5 } as const;

  it('of a file is read the right way up, and with its longest track', () => {
    const turned = { ...video, VideoProperties: { ...video.VideoProperties, Rotation: 90 } };
    expect(readProbe({ Container: { Format: 'mp4', Duration: 12, Tracks: [turned, audio] } })).toEqual({
      ...{ durationMs: 12_500, picture: { width: 1_080, height: 1_920 }, hasSound: true },
    });
    expect(readProbe({ Container: { Format: 'mp4', Duration: 12, Tracks: [] } })).toBe('nothing');
    expect(readProbe({ Container: {} })).toBeNull();
    expect(readProbe({ Container: { Format: 'mp4', Tracks: [video] } })).toBeNull();
  });

  it('of loudness is found by the name of its column', () => {
    const table = 'Dialnorm,OutputIntegratedLoudness,"Input Integrated Loudness"\r\n-24,-16.0,-21.4\r\n';
    expect(readLoudnessTable(table)).toEqual({ lufs: -21.4, firstPass: null });
    expect(readLoudnessTable('Integrated Loudness (LKFS)\n-19.5\n')?.lufs).toBe(-19.5);
    for (const none of [
      '',
      'a,b\n1,2\n',
      'InputIntegratedLoudness\n-inf\n',
      'InputIntegratedLoudness\n-70\n',
    ]) {
      expect(readLoudnessTable(none)).toBeNull();
    }
  });

  it('of a failure tells a broken file from its own troubles', () => {
    expect([1_010, 1_040, 1_076].map(isFileAtFault)).toEqual([true, true, true]);
    expect([undefined, 1_404, 1_432, 1_517, 3_450].map(isFileAtFault)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
