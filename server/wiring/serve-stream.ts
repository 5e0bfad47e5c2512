import 'server-only';
import { openStream } from '@/server/domains/media';
import type { Actor } from '@/server/platform/actor';
import type { OpenedObject } from '@/server/platform/adapters/object-store';
import { env } from '@/server/platform/env';
import { errorKinds } from '@/server/platform/errors';
import { webStreamOf } from '@/server/platform/web-stream';
import { toAppError } from '@/server/trpc/errors';
import { requestContext } from '@/server/trpc/request';
import { services } from '@/server/wiring/services';

/** Everything here is for one person and for some hours: nobody between keeps it, and nobody's browser either. */
const noCopies = {
  'cache-control': 'private, no-store',
  'x-content-type-options': 'nosniff',
};

/** Who asks, and with what they are answered. */
export type StreamContext = Omit<Parameters<typeof openStream>[0], 'actor'> & {
  readonly actor: Actor | null;
};

/** Which piece is asked for. */
export type StreamWish = Parameters<typeof openStream>[1];

/**
 * Serves the pieces of a recording to the person they were given to, as long as they are signed in: playlists, segments,
 * small pictures, posters, captions. Answers stretches of them (RFC 9110 §14).
 */
export async function serveStream(
  request: Request,
  route: { params: Promise<{ token: string; path: string[] }> },
): Promise<Response> {
  const { token, path } = await route.params;
  const context = { ...(await requestContext()), secret: env().AUTH_SECRET, delivery: services().delivery };
  return await answerStream(context, { token, path: path.join('/'), range: request.headers.get('range') });
}

/** Answers a piece of a recording to whoever asks: 401 to a visitor, 404 to another account and when its time is over. */
export async function answerStream(context: StreamContext, wish: StreamWish): Promise<Response> {
  try {
    const { actor } = context;
    if (actor?.kind !== 'user') return refused(errorKinds.unauthenticated.http);
    const played = await openStream({ ...context, actor }, wish);
    if ('object' in played) return answer(played.object);
    return new Response(null, { status: 302, headers: { ...noCopies, location: played.address } });
  } catch (error) {
    if (error instanceof RangeError) return refused(416);
    const { kind } = toAppError(error);
    if (kind === 'internal') throw error;
    return refused(errorKinds[kind].http);
  }
}

function answer({ body, contentType, contentLength, contentRange, etag }: OpenedObject): Response {
  const headers = new Headers({
    ...noCopies,
    'content-type': contentType,
    'content-length': String(contentLength),
    'accept-ranges': 'bytes',
    etag,
  });
  if (contentRange !== null) headers.set('content-range', contentRange);
  return new Response(webStreamOf(body), { status: contentRange === null ? 200 : 206, headers });
}

function refused(status: number): Response {
  return new Response(null, { status, headers: noCopies });
}
