import 'server-only';
import { notFound } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { redirect } from '@/i18n/navigation';
import type { UserActor } from '@/server/platform/actor';
import { type Permission, roleMay } from '@/server/platform/permissions';
import { toAppError } from '@/server/trpc/errors';
import { api, requestContext } from '@/server/trpc/request';

/**
 * Returns who is signed in, or leads to sign-in and back to `path` afterwards. Every signed-in page calls it itself; a
 * layout would not be asked again when people move between pages.
 *
 * @param path address of the page without its locale: `/learn`.
 */
export async function requireSignedIn(path: string): Promise<UserActor> {
  const [{ actor }, locale] = await Promise.all([requestContext(), getLocale()]);
  if (actor !== null && actor.kind === 'user') return actor;
  return redirect({ href: { pathname: '/sign-in', query: { returnTo: `/${locale}${path}` } }, locale });
}

/** Returns who is signed in, or null, for a page that is for both. */
export async function viewerOrNull(): Promise<UserActor | null> {
  const { actor } = await requestContext();
  return actor !== null && actor.kind === 'user' ? actor : null;
}

/** Tells whether somebody else acts as this person: what is theirs alone is not shown then. */
export function isActedFor({ session }: UserActor): boolean {
  return session !== undefined && session.impersonatorId !== null;
}

/** Tells whether a page is for this person at all; the procedures it calls ask again. */
export function actorMay(actor: UserActor, permission: Permission): boolean {
  return roleMay(actor.role, permission);
}

/** A page of the studio as it is opened: who is here, and the frame of the course. */
export type OpenedCourse = {
  readonly actor: UserActor;
  readonly frame: Awaited<ReturnType<typeof api.courses.frame>>;
};

/**
 * Opens a page about one course for whoever works on it. A colleague may give the course another address meanwhile: a former
 * one leads on to the same page of the present one.
 *
 * @param slug of the course, as the address has it.
 * @param part what follows it in the address: `/curriculum`, or nothing.
 */
export async function openCourse(slug: string, part: string): Promise<OpenedCourse> {
  const actor = await requireSignedIn(`/teach/courses/${slug}${part}`);
  const frame = await orNotFound(api.courses.frame({ courseSlug: slug }));
  if (frame.slug === slug) return { actor, frame };
  return redirect({ href: `/teach/courses/${frame.slug}${part}`, locale: await getLocale() });
}

/** Resolves a call for a page: what does not exist or is not this person's to see becomes the page "not found". */
export async function orNotFound<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (toAppError(error).kind === 'not_found') notFound();
    throw error;
  }
}

/** Resolves a call for a page that says itself what a refusal by our rules means; what fails otherwise is still an error. */
export async function orNull<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    const { kind } = toAppError(error);
    if (kind === 'not_found' || kind === 'invalid_state') return null;
    throw error;
  }
}
