import { z } from 'zod';
import { courseSlug } from '@/server/domains/courses/contract';
import { badgeKey } from '@/server/domains/gamification/contract';
import { handle, personName, pictureView } from '@/server/domains/users/contract';
import { timeZoneName } from '@/server/platform/zoned-time';

/** Links somebody can show on their page. */
export const mostLinks = 5;

/** Subjects somebody can name; more than a school has. */
const mostInterests = 50;

/** The languages we write mails in. */
export const mailLocales = ['en', 'es', 'ar'] as const;

const hasScheme = /^[a-z][a-z0-9+.-]*:/i;

/** An address that leads out by TLS to a public name, and carries nobody's password. */
function isSafeLink(typed: string): boolean {
  if (!URL.canParse(typed)) return false;
  const { protocol, username, password, hostname } = new URL(typed);
  const hasName = /[a-z]/i.test(hostname) && hostname.includes('.') && !hostname.startsWith('[');
  return protocol === 'https:' && username === '' && password === '' && hasName;
}

/** A link as people type it: `https://` is added where it is missing. */
const profileLink = z
  .string()
  .trim()
  .max(200)
  .transform((typed) => (hasScheme.test(typed) ? typed : `https://${typed}`))
  .refine(isSafeLink)
  .transform((typed) => new URL(typed).href);

/** What a person says of themselves. */
export const saveProfileInput = z.object({
  name: personName,
  handle,
  headline: z.string().trim().max(100),
  bio: z.string().trim().max(1_000),
  links: z
    .array(profileLink)
    .max(mostLinks)
    .transform((links) => [...new Set(links)]),
  timeZone: timeZoneName,
  locale: z.enum(mailLocales),
  /** Whether a learner has a page; who teaches has one. */
  isPublic: z.boolean(),
  /** Whether search engines may list a learner's page. */
  isListed: z.boolean(),
  showCertificates: z.boolean(),
  showBadges: z.boolean(),
});

/** What a person wants to learn, as slugs of subjects. Naming none is an answer, too. */
export const saveInterestsInput = z.object({ interests: z.array(courseSlug).max(mostInterests) });

/** A person's profile as they have it. */
export const ownProfile = z.object({
  name: z.string(),
  handle: z.string(),
  headline: z.string(),
  bio: z.string(),
  links: z.array(z.string()),
  timeZone: z.string(),
  locale: z.string(),
  isPublic: z.boolean(),
  isListed: z.boolean(),
  showCertificates: z.boolean(),
  showBadges: z.boolean(),
  picture: pictureView.nullable(),
  interests: z.array(z.string()),
  /** Whether they have said, or declined to say, what they want to learn. */
  isOnboarded: z.boolean(),
  /** Whether they teach a published course, and so have a page anyway. */
  isTeacher: z.boolean(),
});

/** What somebody has achieved, as their page says it. */
const earnedCertificate = z.object({ code: z.string(), courseTitle: z.string(), completedAt: z.date() });

const earnedBadge = z.object({ badge: badgeKey, earnedAt: z.date() });

/** What the page of a person says. */
export const publicProfile = z.object({
  id: z.string(),
  handle: z.string(),
  name: z.string(),
  headline: z.string(),
  bio: z.string(),
  links: z.array(z.string()),
  picture: pictureView.nullable(),
  /** Whether search engines may list it. */
  isListed: z.boolean(),
  /** Null for who teaches nothing that is published. */
  teaching: z
    .object({
      courses: z.number().int(),
      learners: z.number().int(),
      rating: z.object({ count: z.number().int(), mean: z.number().nullable() }),
    })
    .nullable(),
  /** Null where they are not shown. */
  certificates: z.array(earnedCertificate).nullable(),
  /** Latest first; null where they are not shown. */
  badges: z.array(earnedBadge).nullable(),
});

/** The square of a picture to keep, in percent of what is seen of it. */
export const pictureCrop = z.object({
  x: z.number().min(0).max(100),
  y: z.number().min(0).max(100),
  width: z.number().min(0).max(100),
  height: z.number().min(0).max(100),
});

/** Why a picture is not taken, before it is sent or after. */
export const uploadRefusal = z.object({
  code: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** What has become of an uploaded picture: null when it is shown from now on, else the reason. */
export const pictureOutcome = z.object({ refusal: uploadRefusal.nullable() });

/** Bytes a picture may have before it is made smaller. */
export const mostPictureBytes = 8 * 1024 * 1024;

/** The kinds of picture that are taken, by their content. */
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;

/** @see saveProfileInput */
export type SaveProfileInput = z.output<typeof saveProfileInput>;
/** @see ownProfile */
export type OwnProfile = z.infer<typeof ownProfile>;
/** @see publicProfile */
export type PublicProfile = z.infer<typeof publicProfile>;
/** @see uploadRefusal */
export type UploadRefusal = z.infer<typeof uploadRefusal>;
/** @see pictureCrop */
export type PictureCrop = z.infer<typeof pictureCrop>;
