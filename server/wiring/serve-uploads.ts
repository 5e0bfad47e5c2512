import 'server-only';
import { requireCourse, takeCover } from '@/server/domains/courses';
import { coverWish } from '@/server/domains/courses/contract';
import { takePicture } from '@/server/domains/profiles';
import { pictureCrop } from '@/server/domains/profiles/contract';
import type { UserActor } from '@/server/platform/actor';
import { createPictureUploads } from '@/server/platform/adapters/picture-upload';
import { callerFacts } from '@/server/platform/caller-network';
import { env } from '@/server/platform/env';
import { AppError, platformErrors } from '@/server/platform/errors';
import { log } from '@/server/platform/log';
import { countCaller } from '@/server/platform/ratelimit';
import { requestIdFrom, withRequestContext } from '@/server/platform/request-context';
import { isForeignWrite } from '@/server/platform/request-origin';
import { singleton } from '@/server/platform/singleton';
import type { Context } from '@/server/trpc/context';
import { toAppError } from '@/server/trpc/errors';
import { requireCare } from '@/server/trpc/procedures';
import { requestContext } from '@/server/trpc/request';
import { services, uploadsConfig } from '@/server/wiring/services';

type Admitted = { userId: string } | { refusal: AppError };

/** Whoever sends something is signed in, and does not do so too often; what else they need is said by `check`. */
async function admit(check: (ctx: Context<UserActor>) => Promise<void>): Promise<Admitted> {
  try {
    const ctx = await requestContext();
    const { actor } = ctx;
    if (actor === null || actor.kind !== 'user') throw new AppError(platformErrors.unauthenticated);
    await check({ ...ctx, actor });
    await countCaller(ctx.redis, 'upload', actor.userId);
    return { userId: actor.userId };
  } catch (error) {
    return { refusal: toAppError(error) };
  }
}

type Refusal = { code: string; details: Record<string, string | number> };

/** Tells the browser why a picture is refused; what is no refusal has the service ask again. */
async function outcomeOf(userId: string, take: () => Promise<void>): Promise<{ refusal: Refusal | null }> {
  try {
    await take();
    return { refusal: null };
  } catch (error) {
    if (error instanceof AppError) return { refusal: { code: error.code, details: { ...error.details } } };
    log().error({ err: error, userId }, 'an uploaded picture could not be taken');
    throw error;
  }
}

function uploadRoutes() {
  return createPictureUploads(uploadsConfig(), `${env().APP_URL}/api/uploadthing`, {
    picture: {
      input: pictureCrop,
      // A picture is its owner's, sent by themselves.
      admit: async () => await admit(async (ctx) => requireCare(ctx, { isOwnActOnly: true })),
      take: async ({ userId, uploadKey, input: crop }) =>
        await outcomeOf(userId, async () => await takePicture(services(), { userId, uploadKey, crop })),
    },
    cover: {
      input: coverWish,
      admit: async ({ courseSlug }) =>
        await admit(async (ctx) => {
          await requireCourse(ctx, courseSlug, 'content.edit');
        }),
      take: async ({ userId, uploadKey, input: wish }) =>
        await outcomeOf(userId, async () => await takeCover(services(), { userId, uploadKey, wish })),
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
    async () => await singleton('uploads.pictures', uploadRoutes)(request),
  );
}
