import { plainTrpc } from '@/components/trpc/plain-client';

/** A file that the store did not take. */
export class FileNotSentError extends Error {
  override readonly name = 'FileNotSentError';
}

/**
 * Sends a file from the device to the store and puts it into the draft of an assignment.
 *
 * @throws FileNotSentError; TRPCClientError when it is refused.
 */
export async function sendFile(lessonId: string, file: File): Promise<void> {
  const { fileId, url, headers } = await plainTrpc.assessments.signFile.mutate({
    lessonId,
    bytes: file.size,
  });
  const answer = await fetch(url, { method: 'PUT', body: file, headers }).catch(() => null);
  if (answer?.ok !== true) throw new FileNotSentError(file.name);
  await plainTrpc.assessments.addFile.mutate({ lessonId, fileId, name: file.name.slice(-200) || '?' });
}
