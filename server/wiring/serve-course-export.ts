import 'server-only';
import { courseSlug } from '@/server/domains/courses/contract';
import { exportCourse } from '@/server/domains/exchange';
import type { UserActor } from '@/server/platform/actor';
import { errorKinds } from '@/server/platform/errors';
import { toAppError } from '@/server/trpc/errors';
import { requestContext } from '@/server/trpc/request';

const privately = { 'cache-control': 'private, no-store' } as const;

/** Serves a course as an archive to whoever may change it, while it is made. */
export async function serveCourseExport(
  request: Request,
  route: { params: Promise<{ slug: string }> },
): Promise<Response> {
  try {
    const context = await requestContext();
    if (context.actor?.kind !== 'user') return refused(errorKinds.unauthenticated.http);
    const actor: UserActor = context.actor;
    const slug = courseSlug.safeParse((await route.params).slug).data;
    if (slug === undefined) return refused(errorKinds.not_found.http);
    const withFiles = new URL(request.url).searchParams.has('files');
    const { name, pieces } = await exportCourse({ ...context, actor }, { courseSlug: slug, withFiles });
    return new Response(streamOf(pieces), {
      headers: {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="${name}"`,
        'x-content-type-options': 'nosniff',
        ...privately,
      },
    });
  } catch (error) {
    const { kind } = toAppError(error);
    if (kind === 'internal') throw error;
    return refused(errorKinds[kind].http);
  }
}

/** Hands pieces on as fast as their reader takes them. */
function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done === true) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

function refused(status: number): Response {
  return new Response(null, { status, headers: privately });
}
