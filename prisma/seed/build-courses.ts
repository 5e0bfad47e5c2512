import { keyOfPlace } from '@/server/platform/order';
import { publicUrl } from '@/server/platform/public-key';
import { choiceRow, questionRow, quizRow, quizSettings } from '../factories/assessments';
import {
  assetRow,
  captionRow,
  categoryNameRow,
  categoryRow,
  courseRow,
  courseStaffRow,
  lessonRow,
  lessonVersionRow,
  sectionRow,
  videoAssetRow,
} from '../factories/catalog';
import { createFactoryContext, type FactoryContext } from '../factories/context';
import { idOf } from '../factories/ids';
import { addPart } from './build-parts';
import type { SeedPeople, SeedPerson } from './build-people';
import type { QuizFile } from './content-schema';
import type { Content, CourseContent, LessonContent } from './load-content';
import { type MediaLibrary, sha256 } from './media-library';
import type { StoredFile } from './object-store';
import { later, type SeedRows, span } from './seed-rows';

/** A question as the simulated learners answer it. */
export interface SeedQuestion {
  readonly id: string;
  readonly kind: 'single' | 'multiple';
  readonly promptMd: string;
  readonly explanationMd: string;
  readonly choices: readonly { readonly id: string; readonly textMd: string; readonly isCorrect: boolean }[];
}

/** A lesson as the simulated learners go through it. */
export interface SeedLesson {
  readonly id: string;
  readonly minutes: number;
  readonly videoMs: number | null;
  /** Whether it is completed by handing something in. */
  readonly isHandedIn: boolean;
  readonly quiz: {
    readonly id: string;
    readonly passPercent: number;
    readonly questions: readonly SeedQuestion[];
  } | null;
}

/** A course as the simulated learners find it. */
export interface SeedCourse {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly owner: SeedPerson;
  readonly publishedAt: Date;
  readonly lessons: readonly SeedLesson[];
}

/** What is at hand while one course is made. */
interface Making {
  readonly rows: SeedRows;
  readonly course: CourseContent;
  readonly courseId: string;
  readonly owner: SeedPerson;
  readonly createdAt: Date;
  readonly media: MediaLibrary;
  readonly context: FactoryContext;
}

function addCategories(rows: SeedRows, content: Content, now: Date): ReadonlyMap<string, string> {
  const context = createFactoryContext({ now, namespace: 'categories' });
  return new Map(
    content.categories.map(({ slug, name, nameEs, description }, position) => {
      const category = categoryRow(context, { id: idOf(`category/${slug}`, now), slug, position });
      rows.categories.push(category);
      rows.categoryNames.push(
        categoryNameRow(context, { categoryId: category.id, locale: 'en', name, description }),
        categoryNameRow(context, { categoryId: category.id, locale: 'es', name: nameEs }),
      );
      return [slug, category.id] as const;
    }),
  );
}

/** What every asset row says about the file it stands for. */
function fileFacts({ key, contentType, body }: StoredFile) {
  return { key, contentType, bytes: body.byteLength, checksumSha256: sha256(body) };
}

function addImages({ rows, course, createdAt, owner, media, context }: Making): void {
  const alts = new Map<string, string>();
  for (const lesson of course.sections.flatMap(({ lessons }) => lessons)) {
    if (lesson.kind !== 'article') continue;
    for (const [, alt = '', path = ''] of lesson.bodyMd.matchAll(/!\[([^\]]*)\]\(([^)\s]+)/g))
      alts.set(path, alt);
  }
  for (const [path, { name }] of course.images) {
    const image = media.images.get(`${course.slug}/${name}`);
    if (image === undefined) continue;
    const { file, width, height } = image;
    const id = idOf(`asset/${course.slug}/${name}`, createdAt);
    const alt = alts.get(path) ?? '';
    rows.assets.push(assetRow(context, { id, ...fileFacts(file), width, height, alt, ownerId: owner.id }));
  }
}

/** Articles name pictures by file; readers need the address they are served at. */
function withPublicImages(bodyMd: string, { course, media }: Making): string {
  return bodyMd.replace(/(!\[[^\]]*\]\()([^)\s]+)/g, (whole, before: string, path: string) => {
    const image = media.images.get(`${course.slug}/${course.images.get(path)?.name ?? ''}`);
    return image === undefined ? whole : `${before}${publicUrl(image.file.key)}`;
  });
}

function addVideo(making: Making, lessonSlug: string): { id: string; durationMs: number } | null {
  const { rows, course, createdAt, owner, media, context } = making;
  const video = media.videos.get(`${course.slug}/${lessonSlug}`);
  if (video === undefined) return null;
  const { file, poster, captions, width, height, durationMs } = video;
  const id = idOf(`asset/${course.slug}/${lessonSlug}`, createdAt);
  const facts = { ...fileFacts(file), width, height, durationMs, posterKey: poster.key, ownerId: owner.id };
  rows.assets.push(videoAssetRow(context, { id, ...facts }));
  rows.captions.push(
    captionRow(context, {
      id: idOf(`caption/${course.slug}/${lessonSlug}`, createdAt),
      assetId: id,
      key: captions.key,
    }),
  );
  return { id, durationMs };
}

function addQuiz(making: Making, lessonId: string, name: string, quiz: QuizFile): SeedLesson['quiz'] {
  const { rows, courseId, createdAt, context } = making;
  const { passPercent } = quiz;
  const row = quizRow(context, { id: idOf(`quiz/${name}`, createdAt), courseId, lessonId, passPercent });
  rows.quizzes.push(row);
  const questions = quiz.questions.map(({ kind, prompt, explanation, choices }, position) => {
    const id = idOf(`question/${name}/${position}`, createdAt);
    const texts = { promptMd: prompt, explanationMd: explanation };
    rows.questions.push(questionRow(context, { id, quizId: row.id, position, kind, ...texts }));
    const saved = choices.map(({ text, correct }, index) =>
      choiceRow(context, {
        id: idOf(`choice/${name}/${position}/${index}`, createdAt),
        questionId: id,
        position: index,
        textMd: text,
        isCorrect: correct,
      }),
    );
    rows.choices.push(...saved);
    return { id, kind, ...texts, choices: saved };
  });
  return { id: row.id, passPercent, questions };
}

function addLesson(making: Making, sectionId: string, index: number, lesson: LessonContent): SeedLesson {
  const { rows, course, courseId, createdAt, context } = making;
  const { slug, title, kind, minutes, preview } = lesson;
  const name = `${course.slug}/${slug}`;
  const id = idOf(`lesson/${name}`, createdAt);
  rows.lessons.push(
    lessonRow(context, {
      ...{ id, courseId, sectionId, slug, title, kind, minutes },
      ...{ position: keyOfPlace(index), isPreview: preview },
    }),
  );
  const video = lesson.kind === 'video' ? addVideo(making, slug) : null;
  const quiz = lesson.kind === 'quiz' ? addQuiz(making, id, name, lesson.quiz) : null;
  const place = { rows, context, course: course.slug, createdAt, ownerId: making.owner.id };
  rows.lessonVersions.push(
    lessonVersionRow(context, {
      id: idOf(`version/${name}/1`, createdAt),
      lessonId: id,
      version: 1,
      bodyMd: lesson.kind === 'article' ? withPublicImages(lesson.bodyMd, making) : '',
      assetId: video?.id ?? null,
      ...(quiz === null ? {} : { settings: quizSettings(quiz.passPercent, quiz.questions) }),
      ...('part' in lesson ? addPart(place, lesson) : {}),
    }),
  );
  const isHandedIn = kind === 'assignment';
  return { id, minutes, videoMs: video?.durationMs ?? null, isHandedIn, quiz };
}

function addCourse(making: Making, categoryId: string): SeedCourse {
  const { rows, course, courseId, owner, createdAt, context } = making;
  const {
    slug,
    title,
    subtitle,
    description,
    outcomes,
    requirements,
    audience,
    level,
    language,
    publishedAt,
  } = course;
  rows.courses.push(
    courseRow(context, {
      ...{
        id: courseId,
        slug,
        title,
        subtitle,
        descriptionMd: description,
        outcomes,
        requirements,
        audience,
      },
      ...{ level, language, categoryId, status: 'published', publishedAt, createdAt, updatedAt: publishedAt },
    }),
  );
  rows.courseStaff.push(courseStaffRow(context, { courseId, userId: owner.id }));
  addImages(making);
  const lessons = course.sections.flatMap((section, place) => {
    const id = idOf(`section/${slug}/${place}`, createdAt);
    const position = keyOfPlace(place);
    rows.sections.push(sectionRow(context, { id, courseId, title: section.title, position }));
    return section.lessons.map((lesson, index) => addLesson(making, id, index, lesson));
  });
  return { id: courseId, slug, title, owner, publishedAt, lessons };
}

/** Adds categories and courses with everything that is taught in them. */
export function buildCourses(
  rows: SeedRows,
  content: Content,
  people: SeedPeople,
  media: MediaLibrary,
): readonly SeedCourse[] {
  const firstCourseAt = Math.min(...content.courses.map(({ publishedAt }) => publishedAt.getTime()));
  const categoryIds = addCategories(rows, content, new Date(firstCourseAt - 90 * span.day));
  return content.courses.map((course) => {
    const owner = people.instructors.get(course.instructor);
    const categoryId = categoryIds.get(course.category);
    if (owner === undefined || categoryId === undefined)
      throw new Error(`${course.slug} was not checked when loaded.`);
    const createdAt = later(course.publishedAt, -40 * span.day);
    const context = createFactoryContext({ now: createdAt, namespace: `course/${course.slug}` });
    const courseId = idOf(`course/${course.slug}`, createdAt);
    return addCourse({ rows, course, courseId, owner, createdAt, media, context }, categoryId);
  });
}
