import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { toWebVtt } from './captions';
import { runFfmpeg } from './ffmpeg';
import { frame, renderSlide, type Slide } from './slide';

/** What a video is made of. */
export interface VideoScript {
  readonly title: string;
  readonly slides: readonly (Slide & { readonly seconds: number; readonly narration: string })[];
}

/** A rendered video: where its files are and what a player has to know. */
export interface RenderedVideo {
  readonly videoFile: string;
  readonly posterFile: string;
  readonly captions: string;
  readonly durationMs: number;
  readonly width: number;
  readonly height: number;
}

/** Part of the cache key: raise it when the same script shall look or sound different. */
const rendererVersion = 3;

/** Stills need no more; it keeps the encoder at a fraction of a second for each video. */
const framesPerSecond = 5;
const posterQuality = 82;

function captionsOf(script: VideoScript): string {
  let startMs = 0;
  return toWebVtt(
    script.slides.map(({ seconds, narration }) => {
      const stretch = { startMs, endMs: startMs + seconds * 1_000, text: narration };
      startMs = stretch.endMs;
      return stretch;
    }),
  );
}

/** The concat demuxer reads the last duration only if a further entry follows. */
function concatList(script: VideoScript): string {
  const entries = script.slides.map(({ seconds }, index) => `file 'slide-${index}.png'\nduration ${seconds}`);
  return ['ffconcat version 1.0', ...entries, `file 'slide-${script.slides.length - 1}.png'`, ''].join('\n');
}

function encoderArguments(dir: string, durationSeconds: number, output: string): string[] {
  const sampleRate = 44_100;
  return [
    ...['-f', 'concat', '-safe', '0', '-i', join(dir, 'slides.txt')],
    ...['-f', 'lavfi', '-i', `anullsrc=channel_layout=mono:sample_rate=${sampleRate}`],
    ...['-t', String(durationSeconds), '-r', String(framesPerSecond)],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-tune', 'stillimage', '-crf', '20', '-pix_fmt', 'yuv420p'],
    // A key frame every two seconds, so that seeking lands where it was asked to.
    ...['-g', String(framesPerSecond * 2), '-threads', '1', '-c:a', 'aac', '-b:a', '32k'],
    ...['-movflags', '+faststart', '-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact'],
    ...['-flags:a', '+bitexact', output],
  ];
}

async function render(
  script: VideoScript,
  ffmpegPath: string,
  dir: string,
  durationSeconds: number,
): Promise<void> {
  const count = script.slides.length;
  for (const [index, slide] of script.slides.entries()) {
    const svg = renderSlide(slide, { videoTitle: script.title, number: index + 1, count });
    const picture = sharp(Buffer.from(svg));
    await picture
      .clone()
      .png({ compressionLevel: 1 })
      .toFile(join(dir, `slide-${index}.png`));
    if (index === 0) await picture.webp({ quality: posterQuality }).toFile(join(dir, 'poster.webp'));
  }
  await writeFile(join(dir, 'slides.txt'), concatList(script));
  await runFfmpeg(ffmpegPath, encoderArguments(dir, durationSeconds, join(dir, 'video.mp4')));
}

/**
 * Returns the video of a script: H.264 at 720p with a silent track, a poster, and captions from the narration.
 *
 * Rendered once; the same script is found in `cacheDir` the next time, also after an interruption.
 *
 * @throws Error when a character has no glyph, or ffmpeg fails
 */
export async function renderVideo(
  script: VideoScript,
  options: { readonly cacheDir: string; readonly ffmpegPath: () => Promise<string> },
): Promise<RenderedVideo> {
  const durationSeconds = script.slides.reduce((sum, { seconds }) => sum + seconds, 0);
  const key = createHash('sha256')
    .update(JSON.stringify([rendererVersion, script]))
    .digest('hex')
    .slice(0, 24);
  const home = join(options.cacheDir, key);
  const isCached = await stat(home).then(
    () => true,
    () => false,
  );
  if (!isCached) {
    await mkdir(options.cacheDir, { recursive: true });
    const draft = await mkdtemp(join(options.cacheDir, 'draft-'));
    try {
      await render(script, await options.ffmpegPath(), draft, durationSeconds);
      // Another process may have been quicker; its files are the same.
      await rename(draft, home).catch(() => readFile(join(home, 'video.mp4')));
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }
  return {
    videoFile: join(home, 'video.mp4'),
    posterFile: join(home, 'poster.webp'),
    captions: captionsOf(script),
    durationMs: durationSeconds * 1_000,
    ...frame,
  };
}
