import { createRouteHandler, createUploadthing, UploadThingError } from 'uploadthing/server';
import type { z } from 'zod';
import type { PicturePart } from '@/server/platform/adapters/picture';
import { type UploadsConfig, uploadRouteConfig } from '@/server/platform/adapters/uploads';
import type { AppError } from '@/server/platform/errors';

/** What the browser is told of a picture it has sent. */
type PictureOutcome = { refusal: { code: string; details: Record<string, string | number> } | null };

/** What the service asks of the application when somebody uploads a picture. */
type PictureUpload = {
  /** What the browser sends along: the part to keep. */
  readonly part: z.ZodType<PicturePart, PicturePart>;
  /** Says whose upload it will be, or why there may be none. */
  readonly admit: () => Promise<{ readonly userId: string } | { readonly refusal: AppError }>;
  /** Takes the file. Called at least once for each; what it throws has the service call again. */
  readonly take: (sent: {
    readonly userId: string;
    readonly part: PicturePart;
    readonly uploadKey: string;
  }) => Promise<PictureOutcome>;
};

const oneOfThem = { maxFileSize: '8MB', maxFileCount: 1, minFileCount: 1 } as const;

/**
 * Makes the route handler of picture uploads: the browser gets a signed address from it, sends the file to the service, and
 * is told the outcome once the service has called back.
 *
 * @param callbackUrl absolute address of the handler as the service reaches it.
 */
export function createPictureUpload(
  config: UploadsConfig,
  callbackUrl: string,
  { part, admit, take }: PictureUpload,
): (request: Request) => Promise<Response> {
  const upload = createUploadthing();
  const picture = upload(
    { 'image/jpeg': oneOfThem, 'image/png': oneOfThem, 'image/webp': oneOfThem },
    { awaitServerData: true },
  )
    .input(part)
    .middleware(async ({ input }) => {
      const admitted = await admit();
      if ('userId' in admitted) return { userId: admitted.userId, part: input };
      const { code, details } = admitted.refusal;
      throw new UploadThingError({ code: 'FORBIDDEN', message: JSON.stringify({ code, details }) });
    })
    .onUploadComplete(
      async ({ metadata, file }) =>
        await take({ userId: metadata.userId, part: metadata.part, uploadKey: file.key }),
    );
  return createRouteHandler({ router: { picture }, config: uploadRouteConfig(config, callbackUrl) });
}
