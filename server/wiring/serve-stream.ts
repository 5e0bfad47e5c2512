import 'server-only';
import { openStream } from '@/server/domains/media';
import type { UserActor } from '@/server/platform/actor';
import { env } from '@/server/platform/env';
import { errorKinds } from '@/server/platform/errors';
import { toAppError } from '@/server/trpc/errors';
import { requestContext } from '@/server/trpc/request';

/** A playlist is for one person and names addresses that end: nobody between keeps it. */
const noCopies = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' };

/** Serves the playlists of a stream to the person they were given to, as long as they are signed in. */
export async function serveStream(
  _request: Request,
  route: { params: Promise<{ token: string; path: string[] }> },
): Promise<Response> {
  try {
    const context = await requestContext();
    if (context.actor?.kind !== 'user') return refused(errorKinds.unauthenticated.http);
    const actor: UserActor = context.actor;
    const { token, path } = await route.params;
    const reader = { ...context, actor, secret: env().AUTH_SECRET };
    const playlist = await openStream(reader, { token, path: path.join('/') });
    return new Response(playlist, {
      headers: { 'content-type': 'application/vnd.apple.mpegurl', ...noCopies },
    });
  } catch (error) {
    const { kind } = toAppError(error);
    if (kind === 'internal') throw error;
    return refused(errorKinds[kind].http);
  }
}

function refused(status: number): Response {
  return new Response(null, { status, headers: noCopies });
}
