import { headBytes, partBytes } from '@/server/domains/media/contract';

/** A file that was read once from end to end. */
export type ReadFile = {
  readonly fingerprint: string;
  /** SHA-256 of each part in order, in base64. */
  readonly parts: readonly string[];
};

/** Bytes as base64. */
function toBase64(bytes: Uint8Array): string {
  // In pieces: a call takes only so many arguments.
  const pieces = Array.from({ length: Math.ceil(bytes.length / 4_096) }, (_, index) =>
    String.fromCharCode(...bytes.subarray(index * 4_096, (index + 1) * 4_096)),
  );
  return btoa(pieces.join(''));
}

/** Returns one part of a file, the first being number 1; nothing is read yet. */
export function partOf(file: Blob, number: number): Blob {
  return file.slice((number - 1) * partBytes, number * partBytes);
}

/** Reads what the server looks at to know what a file is. */
export async function headOf(file: Blob): Promise<string> {
  return toBase64(new Uint8Array(await file.slice(0, headBytes).arrayBuffer()));
}

/**
 * Reads a file part by part and returns its fingerprint, as `rules/parts.ts` of the server computes it.
 *
 * @param onRead is told how many bytes are read so far.
 * @throws DOMException when the signal aborts, or the file cannot be read (any more).
 */
export async function readFile(
  file: Blob,
  { signal, onRead }: { readonly signal: AbortSignal; readonly onRead: (bytes: number) => void },
): Promise<ReadFile> {
  const count = Math.ceil(file.size / partBytes);
  const digests: Uint8Array[] = [];
  for (let number = 1; number <= count; number += 1) {
    signal.throwIfAborted();
    const bytes = await partOf(file, number).arrayBuffer();
    digests.push(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
    onRead(Math.min(file.size, number * partBytes));
  }
  const joined = new Uint8Array(await new Blob(digests.map((one) => new Uint8Array(one))).arrayBuffer());
  const whole = new Uint8Array(await crypto.subtle.digest('SHA-256', joined));
  return { fingerprint: `${toBase64(whole)}-${count}`, parts: digests.map(toBase64) };
}
