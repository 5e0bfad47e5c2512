import type { z } from 'zod';
import { requirePlayable } from '@/server/domains/media/commands/change-captions';
import type { MediaContext } from '@/server/domains/media/context';
import type { CaptionsDraft, captionsPick, TranscriptLine } from '@/server/domains/media/contract';
import { plainWords, toTypedText } from '@/server/domains/media/contract/cues';
import { mediaErrors } from '@/server/domains/media/errors';
import { readCues } from '@/server/domains/media/queries/read-cues';
import { findCaptionKey } from '@/server/domains/media/repo/captions';
import { captionVersion } from '@/server/domains/media/rules/asset-keys';
import { openGrant } from '@/server/domains/media/rules/stream-token';
import { ObjectNotFoundError, type ObjectStore } from '@/server/platform/adapters/object-store';
import { AppError } from '@/server/platform/errors';

/** Returns captions as their author types them; none for no key. */
export async function draftOf(objectStore: ObjectStore, key: string | null): Promise<CaptionsDraft> {
  if (key === null) return { version: null, cues: [] };
  const cues = await readCues(objectStore, key);
  return {
    version: captionVersion(key),
    cues: cues.map((cue) => ({ ...cue, text: toTypedText(cue.text) })),
  };
}

/**
 * Returns the captions of one language for the owner of the recording, to go on writing.
 *
 * @throws AppError `media/not_found`.
 */
export async function getCaptions(
  ctx: MediaContext,
  { assetId, locale }: z.output<typeof captionsPick>,
): Promise<CaptionsDraft> {
  await requirePlayable(ctx, assetId);
  return await draftOf(ctx.objectStore, await findCaptionKey(ctx.db, assetId, locale));
}

/**
 * Returns what is said in a recording, in words. Who may read it is who was given the address of its captions, as for
 * the file itself.
 *
 * @throws AppError `media/not_found`, also for an address of somebody else, one that is over, and one of something else.
 */
export async function readTranscript(
  ctx: MediaContext & { readonly secret: string },
  { url }: { readonly url: string },
): Promise<{ lines: TranscriptLine[] }> {
  const [, , , token = ''] = url.split('/');
  const grant = openGrant(ctx.secret, token, { userId: ctx.actor.userId, now: ctx.clock.now() });
  const key = grant !== null && 'key' in grant ? grant.key : '';
  if (!key.endsWith('.vtt')) throw new AppError(mediaErrors.not_found);
  try {
    const cues = await readCues(ctx.objectStore, key);
    return { lines: cues.map(({ startMs, endMs, text }) => ({ startMs, endMs, text: plainWords(text) })) };
  } catch (error) {
    if (error instanceof ObjectNotFoundError) throw new AppError(mediaErrors.not_found, { cause: error });
    throw error;
  }
}
