import { z } from 'zod';
import { emailAddress, pictureView } from '@/server/domains/users/contract';
import { localTime, timeZoneName } from '@/server/platform/zoned-time';

/** How much a course expects of its learners. */
export const courseLevels = ['beginner', 'intermediate', 'advanced'] as const;

/** What a course's address may look like: `typescript-from-first-principles`. */
export const courseSlug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80);

/** A picture with known dimensions, so that nothing shifts. */
const imageView = z.object({
  url: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  alt: z.string(),
  /** The same in other formats and sizes, best format first, as `<source>` takes it. */
  sources: z.array(z.object({ type: z.string(), srcSet: z.string() })).readonly(),
});

/** The picture of a course. */
export const coverView = imageView.extend({
  /** How much black its lower part needs for white words over it to be readable, in percent. */
  shadePercent: z.number().int(),
});

/** @see coverView */
export type CoverView = z.infer<typeof coverView>;

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
  /** Put them into cohorts, and open or lock lessons for one of them. */
  'learners.manage',
  /** Grade what learners hand in. */
  'submissions.grade',
  /** Change its content. */
  'content.edit',
  /** Show it to everybody, or to nobody new. */
  'course.publish',
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

/** Shows, or accepts, what a mailed link leads to. */
export const byInvitation = z.object({ token: z.string().min(1).max(200) });

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

/** The longest each part of a course's details may be; the pages say the same. */
export const detailLimits = {
  title: 120,
  subtitle: 200,
  descriptionMd: 20_000,
  line: 200,
  lines: 20,
  audience: 1_000,
  tag: 40,
  tags: 12,
} as const;

const lines = z.array(z.string().trim().min(1).max(detailLimits.line)).max(detailLimits.lines);
const language = z
  .string()
  .max(12)
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/);
const title = z.string().trim().min(1).max(detailLimits.title);

/** Everything staff writes about a course; only its title cannot be empty while it is a draft. */
export const detailFields = z.object({
  title,
  slug: courseSlug,
  subtitle: z.string().trim().max(detailLimits.subtitle),
  descriptionMd: z.string().max(detailLimits.descriptionMd),
  outcomes: lines,
  requirements: lines,
  audience: z.string().trim().max(detailLimits.audience),
  level: z.enum(courseLevels),
  /** BCP 47 tag of the language it is taught in. */
  language,
  /** Address of the category. */
  category: courseSlug,
  tags: z.array(z.string().trim().min(1).max(detailLimits.tag)).max(detailLimits.tags),
});

/** @see detailFields */
export type DetailFields = z.infer<typeof detailFields>;

/** What a version keeps of the details: all but the address, which leads to the course whatever it says. */
export const versionedDetails = [
  'title',
  'subtitle',
  'descriptionMd',
  'outcomes',
  'requirements',
  'audience',
  'level',
  'language',
  'category',
  'tags',
  'cover',
  'isSequential',
] as const;

/** One of {@link versionedDetails}. */
export type VersionedDetail = (typeof versionedDetails)[number];

/** The details of a course at one moment: texts and lists of them as they are, category by its address, cover by its file. */
export type FrozenDetails = Readonly<Record<VersionedDetail, string | readonly string[] | boolean | null>>;

/** Begins a course; the rest of its details come later. */
export const createCourseInput = detailFields.pick({
  title: true,
  level: true,
  language: true,
  category: true,
});

/** Where the new course is. */
export const courseCreated = z.object({ courseSlug: z.string() });

/** Saves the details of a course over the version that the writer began with. */
export const saveDetailsInput = z.object({
  courseSlug,
  version: z.number().int().min(1),
  details: detailFields,
});

/** The details of a course as staff edits them. */
export const courseDetails = z.object({
  courseId: z.string(),
  status: z.enum(['draft', 'published', 'archived']),
  /** Counts the saves. */
  version: z.number().int(),
  details: detailFields.extend({ slug: z.string() }),
  /** Addresses it had before; each leads to the present one. */
  formerSlugs: z.array(z.string()),
});

/** @see courseDetails */
export type CourseDetails = z.infer<typeof courseDetails>;

const percent = z.number().min(0).max(100);

/** A cover is of this shape, width by height. */
export const coverShape = 16 / 9;

/** So wide is a cover at least, in pixels of the picture that was sent. */
export const leastCoverWidth = 640;

/** Bytes the picture for a cover may have. */
export const mostCoverBytes = 8 * 1024 * 1024;

/** The kinds of picture that are taken for a cover, by their content. */
export const coverTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;

/** The longest text alternative of a cover. */
export const longestCoverAlt = 300;

/** What the browser says with a picture that is to be a cover: the part to keep and what it shows, nothing for a decoration. */
export const coverWish = z.object({
  courseSlug,
  x: percent,
  y: percent,
  width: percent,
  height: percent,
  alt: z.string().trim().max(longestCoverAlt),
});

/** @see coverWish */
export type CoverWish = z.infer<typeof coverWish>;

/** Chooses a picture of the staff's libraries for a cover, or none; `alt` is empty for a decoration. */
export const setCoverInput = z.object({
  courseSlug,
  assetId: z.uuid().nullable(),
  alt: z.string().trim().max(longestCoverAlt),
});

/** Says anew what the cover shows. */
export const describeCoverInput = setCoverInput.omit({ assetId: true });

/** The cover of a course as its staff sees it. */
export const studioCover = z.object({
  courseId: z.string(),
  assetId: z.string().nullable(),
  cover: coverView.nullable(),
  alt: z.string(),
  isDecorative: z.boolean(),
  /** Contrast of white words over its lower part, to 1; null for no picture, and for one that was never measured. */
  contrast: z.number().nullable(),
  /** One on its way; the present one is shown until it is ready. */
  coming: z.object({ isFailed: z.boolean(), failure: z.string().nullable() }).nullable(),
});

/** @see studioCover */
export type StudioCover = z.infer<typeof studioCover>;

/** Who can find a published course, and come in. */
export const visibilities = ['public', 'unlisted', 'private'] as const;

/** One of {@link visibilities}. */
export type Visibility = (typeof visibilities)[number];

/** Chooses who can find a course. */
export const setVisibilityInput = z.object({ courseSlug, visibility: z.enum(visibilities) });

/** What every page about a course needs: its name and state, and what the caller may do in it. */
export const courseFrame = z.object({
  slug: z.string(),
  title: z.string(),
  status: z.enum(['draft', 'published', 'archived']),
  visibility: z.enum(visibilities),
  /** Whether somebody has asked to look it through, and nobody has decided yet. */
  isInReview: z.boolean(),
  may: z.array(z.enum(coursePermissions)),
});

/** @see courseFrame */
export type CourseFrame = z.infer<typeof courseFrame>;

/** How many cohorts a course may have, and what each may be. */
export const cohortLimits = { name: 80, capacity: 100_000, perCourse: 100 } as const;

/** What staff says of a cohort; every time is one of the clocks of its zone. */
export const cohortFields = z
  .object({
    name: z.string().trim().min(1).max(cohortLimits.name),
    zone: timeZoneName,
    startsLocal: localTime,
    endsLocal: localTime.nullable(),
    /** From and until when people join by themselves; null until means to the end. */
    enrolFromLocal: localTime.nullable(),
    enrolUntilLocal: localTime.nullable(),
    capacity: z.number().int().min(1).max(cohortLimits.capacity).nullable(),
  })
  .refine(({ startsLocal, endsLocal }) => endsLocal === null || endsLocal > startsLocal, {
    path: ['endsLocal'],
  })
  .refine(
    ({ enrolFromLocal: from, enrolUntilLocal: until }) => from === null || until === null || until > from,
    { path: ['enrolUntilLocal'] },
  );

/** Begins a cohort. */
export const createCohortInput = z.object({ courseSlug, cohort: cohortFields });

/** Says something else of a cohort. */
export const changeCohortInput = z.object({ courseSlug, cohortId: z.uuid(), cohort: cohortFields });

/** Whether people come in with a cohort only. */
export const setCohortOnlyInput = z.object({ courseSlug, isCohortOnly: z.boolean() });

/** What is saved now. */
export const cohortSaved = z.object({ cohortId: z.string() });

/** A cohort as the public sees it. */
export const cohortView = z.object({
  id: z.string(),
  name: z.string(),
  zone: z.string(),
  startsAt: z.date(),
  endsAt: z.date().nullable(),
  /** Whether people can join it by themselves: they can, not yet, or not any more. */
  enrolment: z.enum(['open', 'soon', 'over']),
  enrolFrom: z.date().nullable(),
  enrolUntil: z.date().nullable(),
});

/** @see cohortFields */
export type CohortFields = z.infer<typeof cohortFields>;
/** @see cohortView */
export type CohortView = z.infer<typeof cohortView>;
