'use server';

import { z } from 'zod';
import type { Failure } from '@/components/trpc/failure';
import { redirect } from '@/i18n/navigation';
import { locales } from '@/i18n/routing';
import { courseSlug } from '@/server/domains/courses/contract';
import { api } from '@/server/trpc/request';

const fields = z.object({ token: z.string().min(1).max(200), courseSlug, locale: z.enum(locales) });

/** What an application error tells, wherever it was thrown. */
const told = z.object({ code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number()])) });

/** What the form shows after a refusal; nothing before it is sent. */
export type InvitedProblem = Pick<Failure, 'code' | 'details'> | null;

/** Takes up an invitation for whoever is signed in and leads into the course. */
export async function acceptHere(_before: InvitedProblem, form: FormData): Promise<InvitedProblem> {
  const input = fields.safeParse(Object.fromEntries(form));
  if (!input.success) return { code: 'platform/invalid_input', details: {} };
  const { token, courseSlug: slug, locale } = input.data;
  try {
    await api.enrollments.acceptInvitation({ token });
  } catch (error) {
    const cause = told.safeParse(error instanceof Error ? error.cause : undefined);
    return cause.success ? cause.data : { code: 'platform/internal', details: {} };
  }
  return redirect({ href: `/learn/${slug}`, locale });
}
