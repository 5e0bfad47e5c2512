import { z } from 'zod';
import { curriculum } from '@/server/domains/content/contract';
import {
  categoryView,
  cohortView,
  courseLevels,
  courseSlug,
  coverView,
} from '@/server/domains/courses/contract';
import { ratingView, reviewView } from '@/server/domains/reviews/contract';
import { pictureView } from '@/server/domains/users/contract';

/** How a list of courses is asked for. Empty fields count as not given. */
export const catalogueRequest = z.object({
  query: z.string().trim().max(100).optional(),
  category: courseSlug.optional(),
  level: z.enum(courseLevels).optional(),
  language: z.string().max(12).optional(),
  cursor: z.string().max(200).optional(),
});

/** Reads the same from an address that anyone may have typed: what makes no sense counts as not given. */
export const catalogueAddress = z.object({
  q: z.string().trim().min(1).max(100).optional().catch(undefined),
  category: courseSlug.optional().catch(undefined),
  level: z.enum(courseLevels).optional().catch(undefined),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/)
    .optional()
    .catch(undefined),
  cursor: z.string().min(1).max(200).optional().catch(undefined),
});

/** Where a published course is, for maps of the site. */
export const courseAddress = z.object({ slug: z.string(), language: z.string(), updatedAt: z.date() });

/** A teacher as the public may know them. */
const teacherView = z.object({
  name: z.string(),
  handle: z.string().nullable(),
  headline: z.string(),
  bio: z.string(),
  picture: pictureView.nullable(),
});

/** One course in a list. */
export const courseCard = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  subtitle: z.string(),
  level: z.enum(courseLevels),
  language: z.string(),
  category: categoryView,
  teachers: z.array(z.object({ name: z.string(), handle: z.string().nullable() })),
  lessonCount: z.number().int(),
  minutes: z.number().int(),
  rating: ratingView,
  cover: coverView.nullable(),
});

/** One page of courses, newest first; `nextCursor` is null on the last. */
export const cataloguePage = z.object({ items: z.array(courseCard), nextCursor: z.string().nullable() });

/** Everything the public page of a course says. */
export const coursePage = courseCard.extend({
  descriptionMd: z.string(),
  outcomes: z.array(z.string()),
  requirements: z.array(z.string()),
  audience: z.string(),
  people: z.array(teacherView),
  curriculum,
  /** Those that have not ended, by their beginning. */
  cohorts: z.array(cohortView),
  reviews: z.array(reviewView),
  publishedAt: z.date(),
  updatedAt: z.date(),
  /** Whether lists and search engines may name it. */
  isListed: z.boolean(),
});

/** @see catalogueRequest */
export type CatalogueRequest = z.output<typeof catalogueRequest>;
/** @see catalogueAddress */
export type CatalogueAddress = z.output<typeof catalogueAddress>;
/** @see courseAddress */
export type CourseAddress = z.infer<typeof courseAddress>;
/** @see courseCard */
export type CourseCard = z.infer<typeof courseCard>;
/** @see cataloguePage */
export type CataloguePage = z.infer<typeof cataloguePage>;
/** @see coursePage */
export type CoursePage = z.infer<typeof coursePage>;
