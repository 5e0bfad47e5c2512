import type { Prisma } from '@/prisma/generated/client';
import { keyOfPlace } from '@/server/platform/order';
import type { FactoryContext, Values } from './context';

/** A category; its names are rows of their own. */
export function categoryRow(context: FactoryContext, values: Values<Prisma.CategoryCreateManyInput> = {}) {
  const number = context.count('category');
  return {
    id: context.id('category', number),
    slug: `category-${number}`,
    position: number,
    ...values,
  } satisfies Prisma.CategoryCreateManyInput;
}

/** What a category is called in one language, English unless said otherwise. */
export function categoryNameRow(
  _context: FactoryContext,
  values: Values<Prisma.CategoryNameCreateManyInput, 'categoryId'>,
) {
  return { locale: 'en', name: 'A category', ...values } satisfies Prisma.CategoryNameCreateManyInput;
}

/** A published course for beginners, in English. */
export function courseRow(
  context: FactoryContext,
  values: Values<Prisma.CourseCreateManyInput, 'categoryId'>,
) {
  const number = context.count('course');
  return {
    id: context.id('course', number),
    slug: `course-${number}`,
    title: `Course ${number}`,
    subtitle: 'What it is about, in one line.',
    descriptionMd: 'What it is about, in *several* lines.',
    outcomes: ['Do one thing', 'Explain another'],
    requirements: [],
    level: 'beginner' as const,
    language: 'en',
    status: 'published' as const,
    publishedAt: context.now,
    createdAt: context.now,
    updatedAt: context.now,
    ...values,
  } satisfies Prisma.CourseCreateManyInput;
}

/** The owner of a course, unless another role is given. */
export function courseStaffRow(
  _context: FactoryContext,
  values: Values<Prisma.CourseStaffCreateManyInput, 'courseId' | 'userId'>,
) {
  return { role: 'owner' as const, ...values } satisfies Prisma.CourseStaffCreateManyInput;
}

/** A section; sections made without a position follow each other. */
export function sectionRow(
  context: FactoryContext,
  values: Values<Prisma.SectionCreateManyInput, 'courseId'>,
) {
  const number = context.count('section');
  return {
    id: context.id('section', number),
    title: `Section ${number}`,
    position: keyOfPlace(context.count(`section of ${values.courseId}`) - 1),
    ...values,
  } satisfies Prisma.SectionCreateManyInput;
}

/** An article without a version yet; lessons made without a position follow each other. */
export function lessonRow(
  context: FactoryContext,
  values: Values<Prisma.LessonCreateManyInput, 'courseId' | 'sectionId'>,
) {
  const number = context.count('lesson');
  return {
    id: context.id('lesson', number),
    slug: `lesson-${number}`,
    title: `Lesson ${number}`,
    kind: 'article' as const,
    position: keyOfPlace(context.count(`lesson of ${values.sectionId}`) - 1),
    minutes: 5,
    createdAt: context.now,
    updatedAt: context.now,
    ...values,
  } satisfies Prisma.LessonCreateManyInput;
}

/** The next version of a lesson's text. */
export function lessonVersionRow(
  context: FactoryContext,
  values: Values<Prisma.LessonVersionCreateManyInput, 'lessonId'>,
) {
  return {
    id: context.id('lessonVersion', context.count('lessonVersion')),
    version: context.count(`version of ${values.lessonId}`),
    bodyMd: '## A heading\n\nA paragraph with `code`.',
    createdAt: context.now,
    ...values,
  } satisfies Prisma.LessonVersionCreateManyInput;
}

/** A ready public picture of known size, whose bytes are nowhere. */
export function assetRow(context: FactoryContext, values: Values<Prisma.AssetCreateManyInput> = {}) {
  const number = context.count('asset');
  return {
    id: context.id('asset', number),
    kind: 'image' as const,
    status: 'ready' as const,
    key: `public/images/asset-${number}.svg`,
    contentType: 'image/svg+xml',
    bytes: 1_000,
    width: 640,
    height: 320,
    alt: `Picture ${number}`,
    createdAt: context.now,
    ...values,
  } satisfies Prisma.AssetCreateManyInput;
}

/** A ready private video of a minute, whose bytes are nowhere. */
export function videoAssetRow(context: FactoryContext, values: Values<Prisma.AssetCreateManyInput> = {}) {
  const number = context.count('video');
  const video = {
    kind: 'video' as const,
    key: `videos/video-${number}.mp4`,
    contentType: 'video/mp4',
    width: 1_280,
    height: 720,
    durationMs: 60_000,
    alt: '',
  };
  return assetRow(context, { ...video, ...values });
}

/** English captions of a video. */
export function captionRow(
  context: FactoryContext,
  values: Values<Prisma.CaptionCreateManyInput, 'assetId'>,
) {
  const number = context.count('caption');
  return {
    id: context.id('caption', number),
    locale: 'en',
    label: 'English',
    key: `videos/caption-${number}.vtt`,
    ...values,
  } satisfies Prisma.CaptionCreateManyInput;
}
