import { z } from 'zod';
import { courseSlug, coverView } from '@/server/domains/courses/contract';
import { pictureView } from '@/server/domains/users/contract';

/** The longest message to, or from, whoever looks a course through. */
export const longestMessage = 2_000;

const message = z.string().trim().max(longestMessage);

/** Asks whoever may publish to look a course through. */
export const requestReviewInput = z.object({ courseSlug, message });

/** Sends a course back with what is to be mended. */
export const sendBackInput = z.object({ courseSlug, comment: message.min(1) });

const who = z.object({ name: z.string(), picture: pictureView.nullable() }).nullable();

/** What was asked for last, and what became of it. */
export const reviewView = z.object({
  id: z.string(),
  /** Null for somebody who was erased. */
  askedBy: who,
  isAskedByCaller: z.boolean(),
  askedAt: z.date(),
  message: z.string(),
  decision: z.enum(['approved', 'sent_back', 'withdrawn']).nullable(),
  decidedBy: who,
  decidedAt: z.date().nullable(),
  comment: z.string(),
});

/** @see reviewView */
export type ReviewView = z.infer<typeof reviewView>;

/** Asks for a page of the courses that wait to be looked through. */
export const reviewQueueInput = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(50).default(25),
});

/** Courses that wait to be looked through, longest first. */
export const reviewQueue = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      courseSlug: z.string(),
      courseTitle: z.string(),
      askedBy: who,
      askedAt: z.date(),
      message: z.string(),
    }),
  ),
  nextCursor: z.string().nullable(),
});

/** @see reviewQueue */
export type ReviewQueue = z.infer<typeof reviewQueue>;

/** What became of the wish to publish a course at a time. */
export const scheduleOutcomes = ['published', 'not_ready', 'not_allowed'] as const;

/** One of {@link scheduleOutcomes}. */
export type ScheduleOutcome = (typeof scheduleOutcomes)[number];

/** Publishes a course at a time of day in a place. */
export const schedulePublishingInput = z.object({
  courseSlug,
  /** `2026-12-01T09:00` */
  localTime: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/)
    .refine((local) => !Number.isNaN(Date.parse(`${local}:00Z`))),
  timeZone: z.string().min(1).max(64),
});

/** When a course is to be published, or what became of that last. */
export const scheduleView = z.object({
  localTime: z.string(),
  timeZone: z.string(),
  publishAt: z.date(),
  outcome: z.enum(scheduleOutcomes).nullable(),
});

/** @see scheduleView */
export type ScheduleView = z.infer<typeof scheduleView>;

/** What lies between a draft and the public, beside the checklist. */
export const lifecycleView = z.object({
  review: reviewView.nullable(),
  schedule: scheduleView.nullable(),
  /** The time zone of the caller's profile. */
  timeZone: z.string(),
});

/** @see lifecycleView */
export type LifecycleView = z.infer<typeof lifecycleView>;

/** So many addresses are taken at a time. */
export const mostInvitedAtOnce = 200;

/** Invites people by a list of addresses, however they are separated. */
export const inviteInput = z.object({ courseSlug, list: z.string().trim().min(1).max(20_000) });

/** What inviting does, or has done, with an address. */
export const inviteOutcomes = [
  'invite',
  /** Invited before, and not accepted: the mail goes out once more. */
  'remind',
  /** Invited less than an hour ago. */
  'invited_before',
  'accepted',
  'duplicate',
  'bad_address',
  /** Too many mails to this address in the last hour. */
  'too_often',
] as const;

/** One of {@link inviteOutcomes}. */
export type InviteOutcome = (typeof inviteOutcomes)[number];

/** Says of each address what inviting does with it; who has an account is no part of that. */
export const invitePlan = z.object({
  lines: z.array(z.object({ email: z.string(), outcome: z.enum(inviteOutcomes) })),
  effective: z.number().int(),
});

/** @see invitePlan */
export type InvitePlan = z.infer<typeof invitePlan>;

/** Asks for a page of the invitations of a course. */
export const listInvitationsInput = z.object({
  courseSlug,
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(50).default(50),
});

/** Who was invited, latest first. */
export const invitationList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      email: z.string(),
      createdAt: z.date(),
      state: z.enum(['open', 'accepted', 'expired']),
      /** By whom; they may have come with another address. */
      acceptedBy: z.string().nullable(),
    }),
  ),
  nextCursor: z.string().nullable(),
});

/** @see invitationList */
export type InvitationList = z.infer<typeof invitationList>;

/** Takes an invitation back. */
export const withdrawInvitationInput = z.object({ courseSlug, invitationId: z.uuid() });

/** What was taken back. */
export const invitationWithdrawn = z.object({ invitationId: z.string() });

/** What whoever has the link of an invitation may know of the course. */
export const invitationView = z.object({
  courseId: z.string(),
  courseSlug: z.string(),
  title: z.string(),
  subtitle: z.string(),
  language: z.string(),
  invitedBy: z.string().nullable(),
  cover: coverView.nullable(),
  /** Nobody can begin a course that is not published yet. */
  isOpen: z.boolean(),
});

/** @see invitationView */
export type InvitationView = z.infer<typeof invitationView>;
