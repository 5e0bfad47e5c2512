import { failureOf } from '@/components/trpc/failure';
import { plainTrpc } from '@/components/trpc/plain-client';
import { partsAtOnce } from '@/server/domains/media/contract';
import { headOf, partOf, type ReadFile } from './file-parts';
import { PartNotSentError, sendPart } from './send-part';

/** What a finished upload has become. */
export type Uploaded = { readonly outcome: 'new' | 'known'; readonly assetId: string; readonly name: string };

/** What is told of an upload while it goes on. */
export type UploadReport = {
  readonly onBegun: (uploadId: string) => void;
  readonly onSent: (bytes: number) => void;
  /** Nothing gets through; it is tried again by itself. */
  readonly onWaiting: (isWaiting: boolean) => void;
  readonly onFinishing: () => void;
};

/** A part that is refused so often although the line holds is a defect of ours. */
const refusalsBorne = 5;
const firstPauseMs = 1_000;
const longestPauseMs = 15_000;

/** Waits a while, and no longer than until the browser is connected again. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener('online', end);
      signal.removeEventListener('abort', end);
      if (signal.aborted) reject(signal.reason);
      else resolve();
    };
    const timer = setTimeout(end, ms);
    addEventListener('online', end);
    signal.addEventListener('abort', end);
  });
}

function isLineBroken(error: unknown): boolean {
  if (error instanceof PartNotSentError) return error.status === 0 || error.status >= 500;
  return failureOf(error).code === 'platform/offline';
}

/** Repeats work until it gets through: for ever while there is no line, a few times when it is refused. */
async function persist<T>(work: () => Promise<T>, report: UploadReport, signal: AbortSignal): Promise<T> {
  let refusals = 0;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    try {
      const result = await work();
      report.onWaiting(false);
      return result;
    } catch (error) {
      signal.throwIfAborted();
      const isBroken = isLineBroken(error);
      if (!isBroken) refusals += 1;
      const mayRetry = isBroken || (error instanceof PartNotSentError && refusals < refusalsBorne);
      if (!mayRetry) throw error;
      report.onWaiting(true);
      await pause(pauseMs, signal);
    }
  }
}

async function sendParts(
  file: File,
  upload: { readonly uploadId: string; readonly missing: readonly { number: number; sha256: string }[] },
  report: UploadReport,
  signal: AbortSignal,
): Promise<void> {
  const waiting = [...upload.missing];
  const missingBytes = waiting.reduce((sum, { number }) => sum + partOf(file, number).size, 0);
  let sent = file.size - missingBytes;
  const underWay = new Map<number, number>();
  const tell = () => report.onSent(sent + [...underWay.values()].reduce((sum, bytes) => sum + bytes, 0));
  tell();
  const send = async (part: { number: number; sha256: string }) => {
    const body = partOf(file, part.number);
    await persist(
      async () => {
        const parts = [part];
        const [target] = await plainTrpc.media.signParts.mutate({ uploadId: upload.uploadId, parts });
        if (target === undefined) throw new PartNotSentError(0);
        const onSent = (bytes: number) => {
          underWay.set(part.number, Math.min(bytes, body.size));
          tell();
        };
        await sendPart(target, body, { signal, onSent });
      },
      report,
      signal,
    );
    underWay.delete(part.number);
    sent += body.size;
    tell();
  };
  const work = async () => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) await send(part);
  };
  await Promise.all(Array.from({ length: partsAtOnce }, work));
}

/** What a device calls a file, without what cannot be read in a list. */
function nameOf(file: File): string {
  const letters = [...file.name.replace(/[\p{Cc}\p{Cs}]/gu, ' ').trim()];
  return letters.slice(-100).join('').trim() || '?';
}

/**
 * Uploads a file that was read: the parts that are not in the store yet, some at a time, then has them put together. What
 * breaks off is gone on with by calling it again.
 *
 * @throws TRPCClientError, PartNotSentError; the signal's reason when it aborts.
 */
export async function uploadFile(
  file: File,
  { fingerprint, parts, replaces }: ReadFile & { readonly replaces: string | null },
  report: UploadReport,
  signal: AbortSignal,
): Promise<Uploaded> {
  const head = await headOf(file);
  const wish = { name: nameOf(file), bytes: file.size, fingerprint, head };
  const begun = await persist(() => plainTrpc.media.beginUpload.mutate(wish), report, signal);
  if (begun.outcome === 'known') return begun;
  const { uploadId } = begun;
  report.onBegun(uploadId);
  const arrived = new Map(begun.arrived.map(({ number, sha256 }) => [number, sha256]));
  const missing = parts.flatMap((sha256, index) =>
    arrived.get(index + 1) === sha256 ? [] : [{ number: index + 1, sha256 }],
  );
  if (!begun.isWhole) await sendParts(file, { uploadId, missing }, report, signal);
  report.onFinishing();
  const ended = { uploadId, ...(replaces === null ? {} : { replaces }) };
  return await persist(() => plainTrpc.media.completeUpload.mutate(ended), report, signal);
}
