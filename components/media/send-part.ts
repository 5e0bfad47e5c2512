/** The store has not taken a part: the line broke (status 0), or the address is of no use any more. */
export class PartNotSentError extends Error {
  override readonly name = 'PartNotSentError';
  constructor(readonly status: number) {
    super(`The part was not taken (${status}).`);
  }
}

/** Where and how a part is sent. */
export type PartTarget = { readonly url: string; readonly headers: Readonly<Record<string, string>> };

/**
 * Sends a part to the object store. By XMLHttpRequest, because `fetch` does not say how much is sent.
 *
 * @param onSent is told how many bytes of the part are sent so far.
 * @throws PartNotSentError; the signal's reason when it aborts.
 */
export async function sendPart(
  { url, headers }: PartTarget,
  body: Blob,
  { signal, onSent }: { readonly signal: AbortSignal; readonly onSent: (bytes: number) => void },
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.open('PUT', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => onSent(loaded);
    request.onload = () =>
      request.status === 200 ? resolve() : reject(new PartNotSentError(request.status));
    request.onerror = () => reject(new PartNotSentError(0));
    request.onabort = () => reject(signal.reason ?? new PartNotSentError(0));
    request.onloadend = () => signal.removeEventListener('abort', stop);
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    signal.addEventListener('abort', stop);
    request.send(body);
  });
}
