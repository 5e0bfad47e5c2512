import 'server-only';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { calendarFile } from '@/server/domains/content';
import type { LessonPart } from '@/server/domains/content/contract/parts';
import { openLessonById } from '@/server/domains/enrollments';
import { addressOfFile } from '@/server/domains/media';
import { findAccount } from '@/server/domains/users';
import type { UserActor } from '@/server/platform/actor';
import { env } from '@/server/platform/env';
import { errorKinds } from '@/server/platform/errors';
import { toAppError } from '@/server/trpc/errors';
import { requestContext } from '@/server/trpc/request';
import { framePage } from '@/server/wiring/frame-page';

/** What belongs to a lesson is for who may open it, at this moment: nobody between keeps it. */
const noCopies = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' };

const refused = (status: number) => new Response(null, { status, headers: noCopies });

type Opened = Awaited<ReturnType<typeof openLessonById>>;
type Asked = { readonly context: Awaited<ReturnType<typeof requestContext>>; readonly actor: UserActor };

/** Answers for a lesson that the caller may open by the rules of its page; everybody else gets nothing. */
async function forLesson(
  lessonId: string,
  answer: (opened: Opened, asked: Asked) => Promise<Response>,
): Promise<Response> {
  try {
    const context = await requestContext();
    if (context.actor?.kind !== 'user') return refused(errorKinds.unauthenticated.http);
    if (!z.uuid().safeParse(lessonId).success) return refused(errorKinds.not_found.http);
    const actor: UserActor = context.actor;
    const opened = await openLessonById({ ...context, actor, secret: env().AUTH_SECRET }, lessonId);
    return await answer(opened, { context, actor });
  } catch (error) {
    const { kind } = toAppError(error);
    if (kind === 'internal') throw error;
    return refused(errorKinds[kind].http);
  }
}

function filesOf(part: LessonPart) {
  if (part.kind === 'download') return part.files;
  return part.kind === 'document' && part.file !== null ? [part.file] : [];
}

const extension = /\.[a-z\d]{1,8}$/i;

/** Leads to a file of a lesson, which comes as an attachment; the address it leads to works for two minutes. */
export async function serveLessonFile(
  _request: Request,
  route: { params: Promise<{ lessonId: string; assetId: string }> },
): Promise<Response> {
  const { lessonId, assetId } = await route.params;
  return await forLesson(lessonId, async ({ lesson }, { context }) => {
    const file = filesOf(lesson.part).find(({ id }) => id === assetId);
    if (file === undefined) return refused(errorKinds.not_found.http);
    // What an author calls a file may have no ending; a device needs one.
    const name = extension.test(file.name) ? file.name : `${file.name}.${file.contentType.split('/')[1]}`;
    const { db, objectStore } = context;
    const location = await addressOfFile(db, objectStore, assetId, { name });
    if (location === null) return refused(errorKinds.not_found.http);
    return new Response(null, { status: 302, headers: { ...noCopies, location } });
  });
}

/** Serves the frame in which a browser shows the document of a lesson. */
export async function serveLessonDocument(
  _request: Request,
  route: { params: Promise<{ lessonId: string }> },
): Promise<Response> {
  const { lessonId } = await route.params;
  return await forLesson(lessonId, async ({ lesson }, { context: { db, objectStore } }) => {
    const { part, title } = lesson;
    if (part.kind !== 'document' || part.file === null || part.frameUrl === null) {
      return refused(errorKinds.not_found.http);
    }
    const url = await addressOfFile(db, objectStore, part.file.id, 'inline');
    if (url === null) return refused(errorKinds.not_found.http);
    return framePage({ url, origin: new URL(url).origin, title, sandbox: null });
  });
}

/** Serves a live session as a file for calendars. */
export async function serveLessonCalendar(
  _request: Request,
  route: { params: Promise<{ lessonId: string }> },
): Promise<Response> {
  const { lessonId } = await route.params;
  return await forLesson(lessonId, async ({ lesson, courseTitle, courseSlug }, { context, actor }) => {
    const { part, title, slug } = lesson;
    if (part.kind !== 'live' || part.startsAt === null) return refused(errorKinds.not_found.http);
    const { startsAt, minutes, isCancelled, sequence, changedAt } = part;
    const locale = (await findAccount(context.db, actor.userId))?.locale ?? 'en';
    // As in mails: written in two languages, with links to the reader's own.
    const t = await getTranslations({ locale: locale === 'es' ? 'es' : 'en', namespace: 'learn' });
    const { APP_URL } = env();
    const url = `${APP_URL}/${locale}/learn/${courseSlug}/${slug}`;
    const file = calendarFile({
      ...{ startsAt, minutes, isCancelled, sequence, changedAt, url },
      uid: `live-${lessonId}@${new URL(APP_URL).hostname}`,
      title: `${title} – ${courseTitle}`,
      description: t('live.calendarBody', { course: courseTitle, url }),
    });
    return new Response(file, {
      headers: {
        'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
        'content-disposition': `attachment; filename="${slug}.ics"`,
        ...noCopies,
      },
    });
  });
}
