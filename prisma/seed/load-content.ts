import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import {
  type CourseFile,
  categoriesFile,
  courseFile,
  instructorsFile,
  learnersFile,
  type PartFile,
  partFile,
  type QuizFile,
  quizFile,
  reviewsFile,
  type VideoFile,
  videoFile,
} from './content-schema';
import { findSvgProblem } from './media/svg-picture';
import { missingCharacters } from './media/text-paths';

/** Where the school's texts lie. */
const contentDir = join(import.meta.dirname, 'content');

/** Names the file, and the field when there is one, that has to be mended. */
class ContentError extends Error {
  override readonly name = 'ContentError';
}

function contentError(file: string, problem: string, options?: ErrorOptions): ContentError {
  return new ContentError(`${relative(process.cwd(), file)}: ${problem}`, options);
}

/** The kinds whose files are all of one form. */
export type PartKind = 'audio' | 'document' | 'download' | 'embed' | 'live' | 'assignment';

/** A lesson with what its file holds. */
export type LessonContent = CourseFile['sections'][number]['lessons'][number] &
  (
    | { readonly kind: 'article'; readonly bodyMd: string }
    | { readonly kind: 'video'; readonly video: VideoFile }
    | { readonly kind: 'quiz'; readonly quiz: QuizFile }
    | { readonly kind: PartKind; readonly part: PartFile }
  );

/** A course with everything in it. */
export interface CourseContent extends Omit<CourseFile, 'sections'> {
  readonly sections: readonly { readonly title: string; readonly lessons: readonly LessonContent[] }[];
  /** Pictures by the path that articles name them with, `../images/<name>.svg`. */
  readonly images: ReadonlyMap<string, { readonly name: string; readonly svg: string }>;
}

/** The whole school as it is written down. */
export interface Content {
  readonly categories: z.infer<typeof categoriesFile>;
  readonly instructors: z.infer<typeof instructorsFile>;
  readonly learners: z.infer<typeof learnersFile>;
  readonly reviews: z.infer<typeof reviewsFile>;
  readonly courses: readonly CourseContent[];
}

async function readText(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch((cause: unknown) => {
    throw contentError(file, 'cannot be read', { cause });
  });
}

async function readYaml<Schema extends z.ZodType>(file: string, schema: Schema): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(parseYaml(file, await readText(file)));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'the file'}: ${message}`,
  );
  throw contentError(file, problems.join('; '));
}

function parseYaml(file: string, source: string): unknown {
  try {
    return parse(source);
  } catch (cause) {
    throw contentError(file, cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

async function listDir(dir: string): Promise<string[]> {
  return (await readdir(dir).catch(() => [])).sort();
}

function checkGlyphs(file: string, video: VideoFile): void {
  const texts = [
    ['serif', video.slides.map(({ heading }) => heading)],
    ['sans', [video.title, ...video.slides.flatMap(({ lines }) => lines)]],
  ] as const;
  for (const [family, lines] of texts) {
    const missing = missingCharacters(family, lines.join(''));
    if (missing.length > 0)
      throw contentError(
        file,
        `slides cannot show ${missing.join(' ')}: the ${family} face has no such letter`,
      );
  }
}

async function loadLesson(
  dir: string,
  lesson: CourseFile['sections'][number]['lessons'][number],
  images: CourseContent['images'],
): Promise<LessonContent> {
  const file = join(dir, lesson.file);
  switch (lesson.kind) {
    case 'article': {
      const bodyMd = await readText(file);
      for (const [, path = ''] of bodyMd.matchAll(/!\[[^\]]*\]\(([^)\s]+)/g)) {
        if (!images.has(path)) throw contentError(file, `shows ${path}, which does not exist`);
      }
      return { ...lesson, kind: lesson.kind, bodyMd };
    }
    case 'video': {
      const video = await readYaml(file, videoFile);
      checkGlyphs(file, video);
      return { ...lesson, kind: lesson.kind, video };
    }
    case 'quiz':
      return { ...lesson, kind: lesson.kind, quiz: await readYaml(file, quizFile) };
    default: {
      const part = await readYaml(file, partFile);
      if (part[lesson.kind] === undefined) throw contentError(file, `${lesson.kind}: is missing`);
      return { ...lesson, kind: lesson.kind, part };
    }
  }
}

async function loadCourse(dir: string, slug: string): Promise<CourseContent> {
  const file = join(dir, 'course.yaml');
  const course = await readYaml(file, courseFile);
  if (course.slug !== slug) throw contentError(file, `slug: is ${course.slug}, but its folder is ${slug}`);
  const pictures = (await listDir(join(dir, 'images'))).filter((name) => name.endsWith('.svg'));
  const images = new Map(
    await Promise.all(
      pictures.map(async (name) => {
        const path = join(dir, 'images', name);
        const svg = await readText(path);
        const problem = findSvgProblem(svg);
        if (problem !== null) throw contentError(path, problem);
        return [`../images/${name}`, { name, svg }] as const;
      }),
    ),
  );
  const sections = await Promise.all(
    course.sections.map(async ({ title, lessons }) => ({
      title,
      lessons: await Promise.all(lessons.map((lesson) => loadLesson(dir, lesson, images))),
    })),
  );
  return { ...course, sections, images };
}

function requireKnown(file: string, field: string, value: string, known: readonly string[]): void {
  if (!known.includes(value)) throw contentError(file, `${field}: there is no ${value}`);
}

/**
 * Returns the whole school, every file read and checked, references included.
 *
 * @throws ContentError that names file and field
 */
export async function loadContent(dir: string = contentDir): Promise<Content> {
  const coursesDir = join(dir, 'courses');
  const [categories, instructors, learners, reviews, courses] = await Promise.all([
    readYaml(join(dir, 'categories.yaml'), categoriesFile),
    readYaml(join(dir, 'instructors.yaml'), instructorsFile),
    readYaml(join(dir, 'learners.yaml'), learnersFile),
    readYaml(join(dir, 'reviews.yaml'), reviewsFile),
    listDir(coursesDir).then((slugs) =>
      Promise.all(slugs.map((slug) => loadCourse(join(coursesDir, slug), slug))),
    ),
  ]);
  for (const { slug, category, instructor } of courses) {
    const file = join(coursesDir, slug, 'course.yaml');
    requireKnown(
      file,
      'category',
      category,
      categories.map((entry) => entry.slug),
    );
    requireKnown(
      file,
      'instructor',
      instructor,
      instructors.map(({ handle }) => handle),
    );
  }
  const slugs = courses.map(({ slug }) => slug);
  for (const course of Object.keys(reviews)) requireKnown(join(dir, 'reviews.yaml'), course, course, slugs);
  return { categories, instructors, learners, reviews, courses };
}
