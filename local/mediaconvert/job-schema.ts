import { z } from 'zod';

const s3Url = z.string().regex(/^s3:\/\/[a-z0-9.-]+\/.+/, 'must be an s3:// address');
const timecode = z.string().regex(/^\d\d:\d\d:\d\d:\d\d$/);

const input = z.strictObject({
  fileInput: s3Url,
  timecodeSource: z.literal('ZEROBASED').optional(),
  videoSelector: z.strictObject({ rotate: z.enum(['AUTO', 'DEGREE_0']) }).optional(),
  audioSelectors: z.record(z.string(), z.strictObject({ defaultSelection: z.literal('DEFAULT') })).optional(),
  inputClippings: z
    .array(z.strictObject({ startTimecode: timecode.optional(), endTimecode: timecode.optional() }))
    .optional(),
});

const h264 = z.looseObject({
  rateControlMode: z.literal('QVBR'),
  qvbrSettings: z.looseObject({ qvbrQualityLevel: z.number().min(1).max(10) }),
  maxBitrate: z.number().int().min(1_000),
  gopSize: z.number(),
  gopSizeUnits: z.literal('SECONDS'),
});

const frameCapture = z.strictObject({
  framerateNumerator: z.number().int().min(1),
  framerateDenominator: z.number().int().min(1),
  maxCaptures: z.number().int().min(1).max(10_000_000),
  quality: z.number().int().min(1).max(100),
});

const even = z.number().int().min(32).max(8_192).multipleOf(2);

const video = z.looseObject({
  width: even,
  height: even,
  codecSettings: z.discriminatedUnion('codec', [
    z.strictObject({ codec: z.literal('H_264'), h264Settings: h264 }),
    z.strictObject({ codec: z.literal('FRAME_CAPTURE'), frameCaptureSettings: frameCapture }),
  ]),
});

const normalization = z.looseObject({
  algorithmControl: z.enum(['CORRECT_AUDIO', 'MEASURE_ONLY']),
  loudnessLogging: z.enum(['LOG', 'DONT_LOG']).optional(),
  targetLkfs: z.number().min(-59).max(0).optional(),
});

const audio = z.strictObject({
  audioSourceName: z.string(),
  audioNormalizationSettings: normalization.optional(),
  codecSettings: z.discriminatedUnion('codec', [
    z.strictObject({
      codec: z.literal('AAC'),
      aacSettings: z.strictObject({
        bitrate: z.number().int().min(6_000).max(1_024_000),
        codingMode: z.literal('CODING_MODE_2_0'),
        sampleRate: z.number().int(),
      }),
    }),
    z.strictObject({
      codec: z.literal('WAV'),
      wavSettings: z.strictObject({
        ...{ bitDepth: z.literal(16), channels: z.number().int().min(1), format: z.literal('RIFF') },
        sampleRate: z.number().int().min(8_000).max(192_000),
      }),
    }),
  ]),
});

const output = z.strictObject({
  nameModifier: z.string().optional(),
  extension: z.string().optional(),
  containerSettings: z.strictObject({ container: z.enum(['M3U8', 'MP4', 'RAW']) }),
  videoDescription: video.optional(),
  audioDescriptions: z.array(audio).optional(),
  outputSettings: z.looseObject({}).optional(),
});

const group = z.strictObject({
  name: z.string().optional(),
  outputGroupSettings: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('HLS_GROUP_SETTINGS'),
      hlsGroupSettings: z.looseObject({
        ...{ destination: s3Url, segmentLength: z.number().int().min(1), minSegmentLength: z.number().int() },
      }),
    }),
    z.strictObject({
      type: z.literal('FILE_GROUP_SETTINGS'),
      fileGroupSettings: z.strictObject({ destination: s3Url }),
    }),
  ]),
  outputs: z.array(output).min(1),
});

/** What the stand-in understands of a job; all else is refused, so that nothing is asked for that is not played. */
export const createJobBody = z.strictObject({
  role: z.string().regex(/^arn:aws:iam::\d+:role\//, 'must be the ARN of a role'),
  queue: z.string().optional(),
  clientRequestToken: z.string().max(64).optional(),
  settings: z.strictObject({
    timecodeConfig: z.strictObject({ source: z.literal('ZEROBASED') }).optional(),
    inputs: z.array(input).length(1),
    outputGroups: z
      .array(group)
      .min(1)
      .refine(
        (groups) => groups.some(({ outputs }) => outputs.some((one) => isPlayed(one))),
        'a job needs an output that is more than frames',
      ),
  }),
});

function isPlayed({ videoDescription, audioDescriptions }: z.infer<typeof output>): boolean {
  const codec = videoDescription?.codecSettings.codec;
  return (codec !== undefined && codec !== 'FRAME_CAPTURE') || (audioDescriptions ?? []).length > 0;
}

/** A job as it was asked for. */
export type JobBody = z.infer<typeof createJobBody>;

/** One group of its outputs. */
export type Group = JobBody['settings']['outputGroups'][number];

/** One of its outputs. */
export type JobOutput = Group['outputs'][number];
