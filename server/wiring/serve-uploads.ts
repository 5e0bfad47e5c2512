import 'server-only';
import { takePicture } from '@/server/domains/profiles';
import { pictureCrop } from '@/server/domains/profiles/contract';
import { createPictureUpload } from '@/server/platform/adapters/picture-upload';
import { callerFacts } from '@/server/platform/caller-network';
import { env } from '@/server/platform/env';
import { AppError, platformErrors } from '@/server/platform/errors';
import { log } from '@/server/platform/log';
import { countCaller } from '@/server/platform/ratelimit';
import { requestIdFrom, withRequestContext } from '@/server/platform/request-context';
import { isForeignWrite } from '@/server/platform/request-origin';
import { singleton } from '@/server/platform/singleton';
import { toAppError } from '@/server/trpc/errors';
import { requireCare } from '@/server/trpc/procedures';
import { requestContext } from '@/server/trpc/request';
import { services, uploadsConfig } from '@/server/wiring/services';

/** A picture is its owner's, sent by themselves, and not too often. */
async function admit(): Promise<{ userId: string } | { refusal: AppError }> {
  try {
    const ctx = await requestContext();
    const { actor } = ctx;
    if (actor === null || actor.kind !== 'user') throw new AppError(platformErrors.unauthenticated);
    requireCare({ ...ctx, actor }, { isOwnActOnly: true });
    await countCaller(ctx.redis, 'upload', actor.userId);
    return { userId: actor.userId };
  } catch (error) {
    return { refusal: toAppError(error) };
  }
}

function pictureRoute() {
  return createPictureUpload(uploadsConfig(), `${env().APP_URL}/api/uploadthing`, {
    part: pictureCrop,
    admit,
    take: async ({ userId, uploadKey, part: crop }) => {
      try {
        await takePicture(services(), { userId, uploadKey, crop });
        return { refusal: null };
      } catch (error) {
        if (error instanceof AppError)
          return { refusal: { code: error.code, details: { ...error.details } } };
        log().error({ err: error, userId }, 'an uploaded picture could not be taken');
        throw error;
      }
    },
  });
}

/**
 * Serves uploads: signs addresses for browsers, and hears from the service what has arrived. What another site's page sends is
 * refused before anything runs; the service proves itself by a signature over what it says.
 */
export async function serveUploads(request: Request): Promise<Response> {
  if (isForeignWrite(request)) return new Response(null, { status: 403 });
  const context = {
    requestId: requestIdFrom(request.headers),
    route: 'uploadthing',
    ...callerFacts(request.headers),
  };
  return await withRequestContext(
    context,
    async () => await singleton('uploads.picture', pictureRoute)(request),
  );
}
