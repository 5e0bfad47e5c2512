import { z } from 'zod';

/** A certificate's public code as printed, typed or scanned. */
const certificateCode = z.string().trim().min(12).max(24);

/** What anyone who holds the code may know. */
export const certificateView = z.object({
  code: z.string(),
  learnerName: z.string(),
  courseTitle: z.string(),
  courseSlug: z.string().nullable(),
  instructorName: z.string(),
  completedAt: z.date(),
  issuedAt: z.date(),
  /** When it was withdrawn, or null while it is good. */
  revokedAt: z.date().nullable(),
});

/** The caller's certificates, latest first. */
export const certificateList = z.object({ items: z.array(certificateView.extend({ courseId: z.string() })) });

/** Asks for the caller's certificate of a course. */
export const findMineInput = z.object({ courseId: z.uuid() });

/** Names a certificate. */
export const byCode = z.object({ code: certificateCode });

/** A short-lived address of the PDF. */
export const downloadView = z.object({ url: z.string() });

/** @see certificateView */
export type CertificateView = z.infer<typeof certificateView>;
/** @see certificateList */
export type CertificateList = z.infer<typeof certificateList>;
