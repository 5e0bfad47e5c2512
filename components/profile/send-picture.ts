import type { genUploader } from 'uploadthing/client';
import type { FileRoute } from 'uploadthing/types';
import type { CoverWish } from '@/server/domains/courses/contract';
import {
  type PictureCrop,
  pictureOutcome,
  type UploadRefusal,
  uploadRefusal,
} from '@/server/domains/profiles/contract';

/** The routes of `server/wiring/serve-uploads.ts`, as far as a browser has to know them. */
type Wishes = { readonly picture: PictureCrop; readonly cover: CoverWish };
type Routes = {
  readonly [Kind in keyof Wishes]: FileRoute<{ input: Wishes[Kind]; output: unknown; errorShape: unknown }>;
};

/** Reads why an upload did not begin: the text of the refusal is data, written by our own route. */
function refusalIn(message: string): UploadRefusal | null {
  try {
    return uploadRefusal.parse(JSON.parse(message));
  } catch {
    return null;
  }
}

function failureOf(error: unknown): UploadRefusal {
  const refusal = error instanceof Error ? refusalIn(error.message) : null;
  const code = navigator.onLine ? 'platform/unavailable' : 'platform/offline';
  return refusal ?? { code, details: {} };
}

async function outcomeOf(
  url: string | URL,
  send: (upload: ReturnType<typeof genUploader<Routes>>) => Promise<{ serverData: unknown }[]>,
): Promise<UploadRefusal | null> {
  try {
    const library = await import('uploadthing/client');
    const [sent] = await send(library.genUploader<Routes>({ url, package: 'lyceum', fetch }));
    return pictureOutcome.parse(sent?.serverData).refusal;
  } catch (error) {
    return failureOf(error);
  }
}

const route = '/api/uploadthing';

/**
 * Sends a picture of the caller and the part of it to keep; resolves with null when it is shown from now on, else with the
 * reason. The library that speaks to the upload service is loaded with the first picture somebody sends.
 */
export async function sendPicture(
  file: File,
  crop: PictureCrop,
  url: string | URL = route,
): Promise<UploadRefusal | null> {
  return await outcomeOf(url, async ({ uploadFiles }) =>
    uploadFiles('picture', { files: [file], input: crop }),
  );
}

/** Sends a picture that is to be the cover of a course; resolves with null when it is being made ready, as {@link sendPicture}. */
export async function sendCover(
  file: File,
  wish: CoverWish,
  url: string | URL = route,
): Promise<UploadRefusal | null> {
  return await outcomeOf(url, async ({ uploadFiles }) =>
    uploadFiles('cover', { files: [file], input: wish }),
  );
}
