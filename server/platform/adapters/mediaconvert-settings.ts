import type {
  AudioDescription,
  Input,
  JobSettings,
  Output,
  OutputGroup,
  VideoDescription,
} from '@aws-sdk/client-mediaconvert';
import { waveformRate } from '@/server/platform/adapters/peak-meter';
import {
  type MediaSource,
  type RenderJob,
  type Shot,
  targetLufs,
  truePeakLimit,
} from '@/server/platform/adapters/transcoder';

/** Names of what a job writes into its folder; each is a beginning, to which the service adds its own. */
export const outputNames = { stream: 'mc', frames: 'frame', wave: 'wave', companion: 'companion' } as const;

/** What the service adds to the name of a stream: every output of its group must differ. */
const modifier = '-v';

/** The playlist of a stream that a job has written. */
export const streamPlaylist = `${outputNames.stream}${modifier}.m3u8`;

const selector = 'Audio Selector 1';

/** Where everything lies. */
type Place = { readonly bucket: string };

/** The address of an object as the service wants it. */
export const objectUrl = ({ bucket }: Place, key: string): string => `s3://${bucket}/${key}`;

/** `HH:MM:SS:00`: whole seconds, because how many frames one has is not known here. */
function timecode(seconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(seconds / 3_600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}:00`;
}

function inputOf(place: Place, source: MediaSource, hasSound: boolean): Input {
  return {
    FileInput: objectUrl(place, source.key),
    TimecodeSource: 'ZEROBASED',
    // Turned the right way up, as phones film.
    VideoSelector: { Rotate: 'AUTO' },
    ...(hasSound ? { AudioSelectors: { [selector]: { DefaultSelection: 'DEFAULT' } } } : {}),
  };
}

function h264(
  size: { readonly width: number; readonly height: number; readonly bitsPerSecond: number },
  segmentSeconds: number,
): VideoDescription {
  return {
    Width: size.width,
    Height: size.height,
    ScalingBehavior: 'STRETCH_TO_OUTPUT',
    AntiAlias: 'ENABLED',
    CodecSettings: {
      Codec: 'H_264',
      H264Settings: {
        ...{ RateControlMode: 'QVBR', QvbrSettings: { QvbrQualityLevel: 7 }, MaxBitrate: size.bitsPerSecond },
        ...{
          QualityTuningLevel: 'SINGLE_PASS_HQ',
          SceneChangeDetect: 'DISABLED',
          NumberBFramesBetweenReferenceFrames: 0,
        },
        // A segment begins with a picture of its own, and ends before the next.
        ...{ GopSize: segmentSeconds, GopSizeUnits: 'SECONDS', GopClosedCadence: 1 },
        ...{
          FramerateControl: 'INITIALIZE_FROM_SOURCE',
          ParControl: 'SPECIFIED',
          ParNumerator: 1,
          ParDenominator: 1,
        },
      },
    },
  };
}

function aac(bitsPerSecond: number, isEvenedOut: boolean): AudioDescription {
  return {
    AudioSourceName: selector,
    CodecSettings: {
      Codec: 'AAC',
      AacSettings: { Bitrate: bitsPerSecond, CodingMode: 'CODING_MODE_2_0', SampleRate: 48_000 },
    },
    // The service measures and corrects in one go.
    ...(isEvenedOut
      ? {
          AudioNormalizationSettings: {
            ...{
              Algorithm: 'ITU_BS_1770_3',
              AlgorithmControl: 'CORRECT_AUDIO',
              PeakCalculation: 'TRUE_PEAK',
            },
            ...{ TargetLkfs: targetLufs, TruePeakLimiterThreshold: truePeakLimit },
          },
        }
      : {}),
  };
}

function hlsGroup(place: Place, folder: string, segmentSeconds: number, output: Output): OutputGroup {
  return {
    Name: 'stream',
    OutputGroupSettings: {
      Type: 'HLS_GROUP_SETTINGS',
      HlsGroupSettings: {
        Destination: objectUrl(place, `${folder}${outputNames.stream}`),
        ...{ SegmentLength: segmentSeconds, SegmentLengthControl: 'EXACT', MinSegmentLength: 0 },
        ...{ SegmentControl: 'SEGMENTED_FILES', DirectoryStructure: 'SINGLE_DIRECTORY' },
        ...{ ManifestCompression: 'NONE', ManifestDurationFormat: 'FLOATING_POINT' },
      },
    },
    Outputs: [{ NameModifier: modifier, ContainerSettings: { Container: 'M3U8' }, ...output }],
  };
}

function fileGroup(place: Place, folder: string, name: string, output: Output): OutputGroup {
  return {
    Name: name,
    OutputGroupSettings: {
      Type: 'FILE_GROUP_SETTINGS',
      FileGroupSettings: { Destination: objectUrl(place, `${folder}${name}`) },
    },
    Outputs: [output],
  };
}

/** A job of pictures alone is refused: something that plays goes with them, as small as can be. */
function companion(place: Place, folder: string): OutputGroup {
  const size = { width: 128, height: 72, bitsPerSecond: 50_000 };
  return fileGroup(place, folder, outputNames.companion, {
    ContainerSettings: { Container: 'MP4' },
    Extension: 'mp4',
    VideoDescription: h264(size, 2),
  });
}

function frames(
  place: Place,
  folder: string,
  name: string,
  { width, height }: { readonly width: number; readonly height: number },
  { everySeconds, most }: { readonly everySeconds: number; readonly most: number },
): OutputGroup {
  return fileGroup(place, folder, name, {
    ContainerSettings: { Container: 'RAW' },
    VideoDescription: {
      Width: width,
      Height: height,
      ScalingBehavior: 'STRETCH_TO_OUTPUT',
      CodecSettings: {
        Codec: 'FRAME_CAPTURE',
        FrameCaptureSettings: {
          ...{ FramerateNumerator: 1, FramerateDenominator: everySeconds, MaxCaptures: most, Quality: 80 },
        },
      },
    },
  });
}

/** Says what to do for one still: a second of the recording is read for it. */
export function shotSettings(
  place: Place,
  job: Extract<RenderJob, { kind: 'stills' }>,
  shot: Shot,
): JobSettings {
  const { folder, source } = job;
  const from = Math.floor(shot.atSeconds);
  const clip = { StartTimecode: timecode(from), EndTimecode: timecode(from + 1) };
  return {
    Inputs: [{ ...inputOf(place, source, false), InputClippings: [clip] }],
    OutputGroups: [
      frames(place, folder, nameOfFrames(shot), job, { everySeconds: 1, most: 1 }),
      companion(place, `${folder}${nameOfFrames(shot)}-`),
    ],
  };
}

/** What the frames of a still are called before they get its name. */
export const nameOfFrames = ({ name }: Shot): string => `${outputNames.frames}-${name.replace(/\.jpg$/, '')}`;

/** Says what to do for a piece of the work on a recording. Sizes come from our ladder, which is never above the source. */
export function renderSettings(place: Place, job: Exclude<RenderJob, { kind: 'stills' }>): JobSettings {
  const { source, folder } = job;
  if (job.kind === 'pictures') {
    const { segmentSeconds } = job.stretch;
    const output = { VideoDescription: h264(job.size, segmentSeconds) };
    return {
      Inputs: [inputOf(place, source, false)],
      OutputGroups: [hlsGroup(place, folder, segmentSeconds, output)],
    };
  }
  if (job.kind === 'sound') {
    const output: Output = {
      AudioDescriptions: [aac(job.bitsPerSecond, job.loudness !== null)],
      OutputSettings: { HlsSettings: { AudioOnlyContainer: 'M2TS', AudioGroupId: 'sound' } },
    };
    return {
      Inputs: [inputOf(place, source, true)],
      OutputGroups: [hlsGroup(place, folder, job.segmentSeconds, output)],
    };
  }
  const { layout, durationMs } = job;
  const most = Math.max(1, Math.ceil(durationMs / 1_000 / layout.everySeconds));
  return {
    Inputs: [inputOf(place, source, false)],
    OutputGroups: [
      frames(place, folder, outputNames.frames, layout, { everySeconds: layout.everySeconds, most }),
      companion(place, folder),
    ],
  };
}

/** Says how to measure a recording: its samples as a small wave file, and its loudness in a table beside it. */
export function listenSettings(place: Place, source: MediaSource, folder: string): JobSettings {
  const sound: AudioDescription = {
    AudioSourceName: selector,
    CodecSettings: {
      Codec: 'WAV',
      WavSettings: { BitDepth: 16, Channels: 1, SampleRate: waveformRate, Format: 'RIFF' },
    },
    AudioNormalizationSettings: {
      ...{ Algorithm: 'ITU_BS_1770_3', AlgorithmControl: 'MEASURE_ONLY', PeakCalculation: 'TRUE_PEAK' },
      LoudnessLogging: 'LOG',
    },
  };
  return {
    Inputs: [inputOf(place, source, true)],
    OutputGroups: [
      fileGroup(place, folder, outputNames.wave, {
        ContainerSettings: { Container: 'RAW' },
        Extension: 'wav',
        AudioDescriptions: [sound],
      }),
    ],
  };
}
