'use server';

import { z } from 'zod';
import type { Failure } from '@/components/trpc/failure';
import { redirect } from '@/i18n/navigation';
import { locales } from '@/i18n/routing';
import { courseSlug } from '@/server/domains/courses/contract';
import { api } from '@/server/trpc/request';

const fields = z.object({
  courseId: z.uuid(),
  courseSlug,
  locale: z.enum(locales),
  idempotencyKey: z.uuid(),
  cohortId: z.uuid().optional(),
});

/** What an application error tells, wherever it was thrown. */
const told = z.object({ code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number()])) });

/** What the form shows after a refusal; nothing before it is sent. */
export type EnrolProblem = Pick<Failure, 'code' | 'details'> | null;

/** Takes a place in the course for whoever is signed in and leads to its first lesson. */
export async function enrolHere(_before: EnrolProblem, form: FormData): Promise<EnrolProblem> {
  const input = fields.safeParse(Object.fromEntries(form));
  if (!input.success) return { code: 'platform/invalid_input', details: {} };
  const { courseId, courseSlug: slug, locale, idempotencyKey, cohortId } = input.data;
  const cohort = cohortId === undefined ? {} : { cohortId };
  try {
    await api.enrollments.enroll({ courseId, idempotencyKey, ...cohort });
  } catch (error) {
    const cause = told.safeParse(error instanceof Error ? error.cause : undefined);
    return cause.success ? cause.data : { code: 'platform/internal', details: {} };
  }
  return redirect({ href: `/learn/${slug}`, locale });
}
