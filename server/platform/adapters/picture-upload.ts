import { createRouteHandler, createUploadthing, UploadThingError } from 'uploadthing/server';
import type { z } from 'zod';
import type { PicturePart } from '@/server/platform/adapters/picture';
import { type UploadsConfig, uploadRouteConfig } from '@/server/platform/adapters/uploads';
import type { AppError } from '@/server/platform/errors';

/** What the browser is told of a picture it has sent. */
type PictureOutcome = { refusal: { code: string; details: Record<string, string | number> } | null };

/** What the browser sends along with a picture for a cover: the part to keep, what for, and what it shows. */
type CoverPart = PicturePart & { readonly courseSlug: string; readonly alt: string };

type Admitted = { readonly userId: string } | { readonly refusal: AppError };

/** What the service asks of the application when somebody uploads a picture of one kind. */
type PictureUpload<Input> = {
  /** What the browser sends along. */
  readonly input: z.ZodType<Input, Input>;
  /** Says whose upload it will be, or why there may be none. */
  readonly admit: (input: Input) => Promise<Admitted>;
  /** Takes the file. Called at least once for each; what it throws has the service call again. */
  readonly take: (sent: {
    readonly userId: string;
    readonly input: Input;
    readonly uploadKey: string;
  }) => Promise<PictureOutcome>;
};

const oneOfThem = { maxFileSize: '8MB', maxFileCount: 1, minFileCount: 1 } as const;

const upload = createUploadthing();

const picture = () =>
  upload(
    { 'image/jpeg': oneOfThem, 'image/png': oneOfThem, 'image/webp': oneOfThem },
    { awaitServerData: true },
  );

function ownerOf(admitted: Admitted): string {
  if ('userId' in admitted) return admitted.userId;
  const { code, details } = admitted.refusal;
  throw new UploadThingError({ code: 'FORBIDDEN', message: JSON.stringify({ code, details }) });
}

/**
 * Makes the route handler of picture uploads: the browser gets a signed address from it, sends the file to the service, and
 * is told the outcome once the service has called back.
 *
 * @param callbackUrl absolute address of the handler as the service reaches it.
 */
export function createPictureUploads(
  config: UploadsConfig,
  callbackUrl: string,
  kinds: { readonly picture: PictureUpload<PicturePart>; readonly cover: PictureUpload<CoverPart> },
): (request: Request) => Promise<Response> {
  // The vendor's types say what a route takes; they do not pass through a function for both.
  const router = {
    picture: picture()
      .input(kinds.picture.input)
      .middleware(async ({ input }) => ({ userId: ownerOf(await kinds.picture.admit(input)), input }))
      .onUploadComplete(
        async ({ metadata: { userId, input }, file }) =>
          await kinds.picture.take({ userId, input, uploadKey: file.key }),
      ),
    cover: picture()
      .input(kinds.cover.input)
      .middleware(async ({ input }) => ({ userId: ownerOf(await kinds.cover.admit(input)), input }))
      .onUploadComplete(
        async ({ metadata: { userId, input }, file }) =>
          await kinds.cover.take({ userId, input, uploadKey: file.key }),
      ),
  };
  return createRouteHandler({ router, config: uploadRouteConfig(config, callbackUrl) });
}
