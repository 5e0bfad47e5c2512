import 'server-only';
import { z } from 'zod';
import { openExport } from '@/server/domains/privacy';
import type { UserActor } from '@/server/platform/actor';
import { errorKinds } from '@/server/platform/errors';
import { webStreamOf } from '@/server/platform/web-stream';
import { toAppError } from '@/server/trpc/errors';
import { requireCare } from '@/server/trpc/procedures';
import { requestContext } from '@/server/trpc/request';

/** A person fetches their own copy only, soon after proving who they are, and nobody in their name. */
const care = { needsRecentProof: true, isOwnActOnly: true } as const;

/** Serves the copy of a person's data to that person. It goes through this server: no address of it works for others. */
export async function serveExport(
  _request: Request,
  route: { params: Promise<{ id: string }> },
): Promise<Response> {
  try {
    const context = await requestContext();
    if (context.actor?.kind !== 'user') return refused(errorKinds.unauthenticated.http);
    const actor: UserActor = context.actor;
    requireCare({ ...context, actor }, care);
    const exportId = z.uuid().safeParse((await route.params).id).data;
    if (exportId === undefined) return refused(errorKinds.not_found.http);
    const { body, bytes, name } = await openExport({ ...context, actor }, { exportId });
    return new Response(webStreamOf(body), {
      headers: {
        'content-type': 'application/zip',
        'content-length': String(bytes),
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  } catch (error) {
    const { kind } = toAppError(error);
    if (kind === 'internal') throw error;
    return refused(errorKinds[kind].http);
  }
}

function refused(status: number): Response {
  return new Response(null, { status, headers: { 'cache-control': 'private, no-store' } });
}
