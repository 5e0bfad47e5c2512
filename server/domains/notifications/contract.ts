import { z } from 'zod';

const courseNamed = z.object({ courseTitle: z.string(), courseSlug: z.string() });

/** What there is to say of a live session. */
const sessionNews = z.enum(['tomorrow', 'soon', 'moved', 'cancelled']);

/** @see sessionNews */
export type SessionNews = z.infer<typeof sessionNews>;

/** What a person can be told, each with the facts its text is made of. Texts: `messages/<locale>/notifications.json`. */
export const notificationContent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('certificate_issued'),
    data: z.object({ code: z.string(), courseTitle: z.string(), courseSlug: z.string() }),
  }),
  // Which one, by the key of `badgeRules`; a release may know fewer than the one that wrote it.
  z.object({ type: z.literal('badge_granted'), data: z.object({ badge: z.string() }) }),
  /** Somebody asks whoever may publish to look a course through. */
  z.object({ type: z.literal('review_asked'), data: courseNamed }),
  z.object({
    type: z.literal('review_decided'),
    data: courseNamed.extend({ decision: z.enum(['approved', 'sent_back']) }),
  }),
  /** The time to publish a course came. */
  z.object({
    type: z.literal('schedule_ended'),
    data: courseNamed.extend({ outcome: z.enum(['published', 'not_ready', 'not_allowed']) }),
  }),
  z.object({ type: z.literal('export_ready'), data: z.object({ exportId: z.string() }) }),
  z.object({
    type: z.literal('live_session'),
    data: z.object({
      news: sessionNews,
      courseTitle: z.string(),
      courseSlug: z.string(),
      lessonTitle: z.string(),
      lessonSlug: z.string(),
      startsAt: z.string(),
    }),
  }),
]);

const stored = { id: z.string(), createdAt: z.date(), isRead: z.boolean() };

/** One notification as its reader gets it. */
export const notificationView = z.object({ ...stored, content: notificationContent });

/** Asks for a page of notifications. */
export const listInput = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(50).default(20),
});

/** The caller's notifications, latest first. */
export const notificationList = z.object({
  items: z.array(notificationView),
  nextCursor: z.string().nullable(),
});

/** How many are unread; counting stops at 99. */
export const unreadView = z.object({ count: z.number().int().min(0).max(99) });

/** Marks what the caller has seen: everything up to and including this notification. */
export const markReadInput = z.object({ upToId: z.uuid() });

/** Where a live stream left off. */
export const liveInput = z.object({ lastEventId: z.uuid().nullish() });

/** @see notificationContent */
export type NotificationContent = z.infer<typeof notificationContent>;
/** @see notificationView */
export type NotificationView = z.infer<typeof notificationView>;
/** @see notificationList */
export type NotificationList = z.infer<typeof notificationList>;
