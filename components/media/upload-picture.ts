import { readFile } from './file-parts';
import { uploadFile } from './upload-file';

const unheard = {
  onBegun: () => undefined,
  onSent: () => undefined,
  onWaiting: () => undefined,
  onFinishing: () => undefined,
};

/**
 * Uploads a picture that is wanted at once, beside the queue; returns its id in the library, also when it was there.
 *
 * @throws TRPCClientError, PartNotSentError; the signal's reason when it aborts.
 */
export async function uploadPicture(file: File, signal: AbortSignal): Promise<string> {
  const read = await readFile(file, { signal, onRead: () => undefined });
  const { assetId } = await uploadFile(file, { ...read, replaces: null }, unheard, signal);
  return assetId;
}
