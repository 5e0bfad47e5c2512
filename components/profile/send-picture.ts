import type { FileRoute } from 'uploadthing/types';
import {
  type PictureCrop,
  pictureOutcome,
  type UploadRefusal,
  uploadRefusal,
} from '@/server/domains/profiles/contract';

/** The routes of `server/wiring/serve-uploads.ts`, as far as a browser has to know them. */
type Routes = {
  readonly picture: FileRoute<{ input: PictureCrop; output: unknown; errorShape: unknown }>;
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

/**
 * Sends a picture and the part of it to keep; resolves with null when it is shown from now on, else with the reason. The
 * library that speaks to the upload service is loaded with the first picture somebody sends.
 */
export async function sendPicture(
  file: File,
  crop: PictureCrop,
  url: string | URL = '/api/uploadthing',
): Promise<UploadRefusal | null> {
  try {
    const { genUploader } = await import('uploadthing/client');
    const { uploadFiles } = genUploader<Routes>({ url, package: 'lyceum', fetch });
    const [sent] = await uploadFiles('picture', { files: [file], input: crop });
    return pictureOutcome.parse(sent?.serverData).refusal;
  } catch (error) {
    return failureOf(error);
  }
}
