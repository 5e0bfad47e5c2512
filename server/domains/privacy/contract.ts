import { z } from 'zod';

/** What people can agree to. */
export const consentKinds = ['terms', 'privacy', 'marketing_mail'] as const;

/** The text that is in force of each kind: the month it was written. Who changes a text changes its version. */
export const consentVersions = {
  terms: '2026-11',
  privacy: '2026-11',
  marketing_mail: '2026-11',
} as const satisfies Record<(typeof consentKinds)[number], string>;

/** What the account could not exist without, agreed to when it is made. */
export const accountConsents = ['terms', 'privacy'] as const;

/** Something a person agreed to; `withdrawnAt` is null while it stands. */
export const consentView = z.object({
  id: z.string(),
  kind: z.enum(consentKinds),
  version: z.string(),
  givenAt: z.date(),
  withdrawnAt: z.date().nullable(),
});

/** What a person agreed to, latest first. */
export const consentList = z.object({
  items: z.array(consentView),
  /** Whether mails about new courses are wanted now. */
  wantsMarketingMail: z.boolean(),
});

/** Says whether mails about new courses are wanted. */
export const setMarketingInput = z.object({ isWanted: z.boolean() });

/** @see consentView */
export type ConsentView = z.infer<typeof consentView>;
/** @see consentList */
export type ConsentList = z.infer<typeof consentList>;
/** One of {@link consentKinds}. */
export type ConsentKind = (typeof consentKinds)[number];

/** How long a copy of somebody's data can be fetched, in days. */
export const exportDays = 7;

/** How long somebody can think an erasure over, in days. */
export const graceDays = 7;

/** The latest copy of the caller's data: being made, ready until it expires, or failed. Null before the first. */
export const exportView = z
  .object({
    id: z.string(),
    state: z.enum(['open', 'ready', 'failed', 'expired']),
    requestedAt: z.date(),
    expiresAt: z.date().nullable(),
    bytes: z.number().int().nullable(),
  })
  .nullable();

/** The caller's wish to be forgotten, null when there is none. */
export const erasureView = z
  .object({
    requestedAt: z.date(),
    dueAt: z.date(),
    keepCertificates: z.boolean(),
    keepReviews: z.boolean(),
  })
  .nullable();

/** What happens to the caller's data at their own wish. */
export const privacyState = z.object({ export: exportView, erasure: erasureView });

/** Names a copy. */
export const byExport = z.object({ exportId: z.uuid() });

/** Where to fetch a copy, from this site. */
export const exportAddress = z.object({ path: z.string() });

const choices = { keepCertificates: z.boolean(), keepReviews: z.boolean() };

/** Asks to be forgotten; the confirmation is the address of the account, typed. */
export const requestErasureInput = z.object({
  confirmation: z.string().trim().toLowerCase().max(254),
  ...choices,
});

/** Why somebody else orders it: one of these, because the log that keeps it holds no words about people. */
export const erasureReasons = ['asked_in_writing', 'asked_in_person', 'guardian_asked', 'law'] as const;

/** Asks for somebody who has asked us outside the site; the confirmation is their address, typed. */
export const eraseForInput = requestErasureInput.extend({
  userId: z.uuid(),
  reason: z.enum(erasureReasons),
});

/** Withdraws the wish by the link of its mail. */
export const withdrawByLinkInput = z.object({ token: z.string().min(1).max(300) });

/** What came of withdrawing. */
export const withdrawn = z.object({ status: z.literal('withdrawn') });

/** @see exportView */
export type ExportView = z.infer<typeof exportView>;
/** @see erasureView */
export type ErasureView = z.infer<typeof erasureView>;
/** @see privacyState */
export type PrivacyState = z.infer<typeof privacyState>;
