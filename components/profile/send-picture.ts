import type { FileRoute } from 'uploadthing/types';
import { type PictureCrop, pictureOutcome, uploadRefusal } from '@/server/domains/profiles/contract';

/** Why a picture was not taken, in the terms of `messages/<locale>/errors.json`. */
export type PictureFailure = {
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;
};

/** The routes of `server/wiring/serve-uploads.ts`, as far as a browser has to know them. */
type Routes = {
  readonly picture: FileRoute<{ input: PictureCrop; output: unknown; errorShape: unknown }>;
};

const plainFailure = (code: string): PictureFailure => ({ code, details: { pixels: 96 } });

/** Reads why an upload did not begin: the text of the refusal is data, written by our own route. */
function refusalIn(message: string): PictureFailure | null {
  try {
    return uploadRefusal.parse(JSON.parse(message));
  } catch {
    return null;
  }
}

function failureOf(error: unknown): PictureFailure {
  const refusal = error instanceof Error ? refusalIn(error.message) : null;
  return refusal ?? plainFailure(navigator.onLine ? 'platform/unavailable' : 'platform/offline');
}

/**
 * Sends a picture and the part of it to keep; resolves with null when it is shown from now on, else with the reason. The
 * library that speaks to the upload service is loaded with the first picture somebody sends.
 */
export async function sendPicture(
  file: File,
  crop: PictureCrop,
  url: string | URL = '/api/uploadthing',
): Promise<PictureFailure | null> {
  try {
    const { genUploader } = await import('uploadthing/client');
    const { uploadFiles } = genUploader<Routes>({ url, package: 'lyceum', fetch });
    const [sent] = await uploadFiles('picture', { files: [file], input: crop });
    const { refusal } = pictureOutcome.parse(sent?.serverData);
    return refusal === null ? null : plainFailure(refusal);
  } catch (error) {
    return failureOf(error);
  }
}
