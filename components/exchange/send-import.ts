import type { Import } from '@/components/exchange/prepare-import';
import { uploadFile } from '@/components/media/upload-file';
import { plainTrpc } from '@/components/trpc/plain-client';

const silent = {
  onBegun: () => undefined,
  onSent: () => undefined,
  onWaiting: () => undefined,
  onFinishing: () => undefined,
};

/**
 * Sends the files that an import needs, then writes the course in one piece.
 *
 * @throws TRPCClientError, PartNotSentError; the signal's reason when it aborts.
 */
export async function sendImport(
  { document, base, uploads }: Import,
  prune: boolean,
  { signal, onFile }: { readonly signal: AbortSignal; readonly onFile: (name: string) => void },
) {
  for (const { file, fingerprint, parts } of uploads) {
    onFile(file.name);
    await uploadFile(file, { fingerprint, parts, replaces: null }, silent, signal);
  }
  signal.throwIfAborted();
  return await plainTrpc.exchange.push.mutate({ document, base, prune });
}
