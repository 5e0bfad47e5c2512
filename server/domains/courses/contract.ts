import { z } from 'zod';
import { emailAddress, pictureView } from '@/server/domains/users/contract';

/** How much a course expects of its learners. */
export const courseLevels = ['beginner', 'intermediate', 'advanced'] as const;

/** What a course's address may look like: `typescript-from-first-principles`. */
export const courseSlug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80);

/** A picture with known dimensions, so that nothing shifts. */
export const imageView = z.object({
  url: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  alt: z.string(),
});

/** A subject area in the reader's language. */
export const categoryView = z.object({ slug: z.string(), name: z.string(), description: z.string() });

/** @see categoryView */
export type CategoryView = z.infer<typeof categoryView>;
/** One of {@link courseLevels}. */
export type CourseLevel = (typeof courseLevels)[number];

/** The places in the staff of a course. */
export const staffRoles = ['owner', 'instructor', 'assistant'] as const;

/** One of {@link staffRoles}. */
export type StaffRole = (typeof staffRoles)[number];

/** What somebody may do in a course; which place gives what is said by `policy.ts`. */
export const coursePermissions = [
  /** See the course from the inside, published or not. */
  'course.read',
  /** See who learns in it and how they do. */
  'learners.read',
  /** Grade what learners hand in. */
  'submissions.grade',
  /** Change its content. */
  'content.edit',
  /** Choose its staff. */
  'staff.manage',
] as const;

/** One of {@link coursePermissions}. */
export type CoursePermission = (typeof coursePermissions)[number];

/** Names a course by its address. */
export const byCourseSlug = z.object({ courseSlug });

const place = z.object({
  role: z.enum(staffRoles),
  /** What an assistant may do besides seeing the course; of no account for the other places. */
  permissions: z.array(z.enum(coursePermissions)).max(coursePermissions.length).default([]),
});

/** Takes a person on the staff, by the address of their account. */
export const addStaffInput = place.extend({ courseSlug, email: emailAddress });

/** Gives somebody of the staff another place. */
export const changeStaffInput = place.extend({ courseSlug, userId: z.uuid() });

/** Takes somebody off the staff. */
export const removeStaffInput = z.object({ courseSlug, userId: z.uuid() });

/** Who was taken off the staff. */
export const staffRemoved = z.object({ userId: z.string() });

/** The staff of a course, owners first. */
export const staffList = z.object({
  /** Whether the reader may change it. */
  mayManage: z.boolean(),
  items: z.array(
    z.object({
      userId: z.string(),
      name: z.string(),
      picture: pictureView.nullable(),
      role: z.enum(staffRoles),
      permissions: z.array(z.enum(coursePermissions)),
      isCaller: z.boolean(),
    }),
  ),
});

/** @see staffList */
export type StaffList = z.infer<typeof staffList>;
