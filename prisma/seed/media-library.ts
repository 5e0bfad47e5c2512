import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { Content, CourseContent } from './load-content';
import { renderVideo } from './media/render-video';
import { readSvgSize } from './media/svg-picture';
import type { StoredFile } from './object-store';

/** A picture of a course, as it will lie in the object store. */
export interface ImageMedia {
  readonly file: StoredFile;
  readonly width: number;
  readonly height: number;
}

/** A video of a lesson with its poster and English captions. */
export interface VideoMedia {
  readonly file: StoredFile;
  readonly poster: StoredFile;
  readonly captions: StoredFile;
  readonly width: number;
  readonly height: number;
  readonly durationMs: number;
}

/** Every file of the school. Pictures by `<course>/<name>`, videos by `<course>/<lesson>`. */
export interface MediaLibrary {
  readonly images: ReadonlyMap<string, ImageMedia>;
  readonly videos: ReadonlyMap<string, VideoMedia>;
}

/** Returns the SHA-256 of bytes, in hexadecimal. */
export function sha256(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

function named(
  folder: string,
  name: string,
  extension: string,
  contentType: string,
  body: Uint8Array,
): StoredFile {
  return { key: `${folder}/${name}-${sha256(body).slice(0, 10)}.${extension}`, contentType, body };
}

function imagesOf(course: CourseContent): (readonly [string, ImageMedia])[] {
  return [...course.images.values()].map(({ name, svg }) => {
    const stem = name.replace(/\.svg$/, '');
    const file = named(`public/images/${course.slug}`, stem, 'svg', 'image/svg+xml', Buffer.from(svg));
    return [`${course.slug}/${name}`, { file, ...(readSvgSize(svg) ?? { width: 0, height: 0 }) }] as const;
  });
}

/** Runs `work` for every item, as many at once as there are processors. */
async function mapInParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = [...items.entries()];
  const drain = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, item] = next;
      results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, drain));
  return results;
}

/**
 * Returns every file of the school; videos are rendered unless `cacheDir` has them.
 *
 * @param onVideo called with the number of videos that are ready and their total
 */
export async function buildMediaLibrary(
  content: Content,
  options: {
    readonly cacheDir: string;
    readonly ffmpegPath: () => Promise<string>;
    readonly onVideo: (ready: number, total: number) => void;
  },
): Promise<MediaLibrary> {
  const scripts = content.courses.flatMap((course) =>
    course.sections
      .flatMap(({ lessons }) => lessons)
      .flatMap((lesson) =>
        lesson.kind === 'video' ? [{ course: course.slug, lesson: lesson.slug, ...lesson }] : [],
      ),
  );
  let ready = 0;
  const videos = await mapInParallel(scripts, async ({ course, lesson, video }) => {
    const rendered = await renderVideo(video, options);
    const folder = `private/videos/${course}`;
    const [body, poster] = await Promise.all([readFile(rendered.videoFile), readFile(rendered.posterFile)]);
    ready += 1;
    options.onVideo(ready, scripts.length);
    const { width, height, durationMs } = rendered;
    const media: VideoMedia = {
      file: named(folder, lesson, 'mp4', 'video/mp4', body),
      poster: named(folder, lesson, 'webp', 'image/webp', poster),
      captions: named(folder, lesson, 'en.vtt', 'text/vtt', Buffer.from(rendered.captions)),
      ...{ width, height, durationMs },
    };
    return [`${course}/${lesson}`, media] as const;
  });
  return { images: new Map(content.courses.flatMap(imagesOf)), videos: new Map(videos) };
}

/** Returns all files of a library, ready to be stored. */
export function filesOf({ images, videos }: MediaLibrary): readonly StoredFile[] {
  return [
    ...[...images.values()].map(({ file }) => file),
    ...[...videos.values()].flatMap(({ file, poster, captions }) => [file, poster, captions]),
  ];
}
