import type { z } from 'zod';
import type { MediaContext } from '@/server/domains/media/context';
import type { signedParts, signPartsInput } from '@/server/domains/media/contract';
import { mediaErrors } from '@/server/domains/media/errors';
import { selectUpload } from '@/server/domains/media/repo/uploads';
import { partCount } from '@/server/domains/media/rules/parts';
import { AppError, platformErrors } from '@/server/platform/errors';

/** A part over a slow line takes minutes; a link that leaks is of use for these bytes only. */
const expiresInSeconds = 3_600;

/**
 * Signs the sending of parts of an open upload; each link takes the bytes of its checksum and no others.
 *
 * @throws AppError `media/upload_not_found`.
 */
export async function signParts(
  ctx: MediaContext,
  { uploadId, parts }: z.output<typeof signPartsInput>,
): Promise<z.infer<typeof signedParts>> {
  const upload = await selectUpload(ctx.db, ctx.actor.userId, uploadId);
  if (upload === null) throw new AppError(mediaErrors.upload_not_found);
  if (parts.some(({ number }) => number > partCount(upload.bytes))) {
    throw new AppError(platformErrors.invalid_input, { field: 'parts' });
  }
  return await Promise.all(
    parts.map(async (part) => ({
      number: part.number,
      ...(await ctx.objectStore.multipart.presignPart(upload, { ...part, expiresInSeconds })),
    })),
  );
}
