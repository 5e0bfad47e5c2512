import type { z } from 'zod';
import type { MediaContext } from '@/server/domains/media/context';
import type { captionsSet, removeCaptionsInput, setCaptionsInput } from '@/server/domains/media/contract';
import { writeVtt } from '@/server/domains/media/contract/cues';
import { mediaErrors } from '@/server/domains/media/errors';
import { mediaEvents } from '@/server/domains/media/events';
import { deleteCaption, putCaption, selectCaptionKey } from '@/server/domains/media/repo/captions';
import { selectOwn } from '@/server/domains/media/repo/library';
import { captionKey } from '@/server/domains/media/rules/asset-keys';
import { parseCaptions } from '@/server/domains/media/rules/captions';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { type Tx, transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';
import { newId } from '@/server/platform/ids';

/** What the language is called by who speaks it. */
export function ownName(locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
}

/** @throws AppError `media/not_found` for what is neither a video nor a recording of the caller's. */
export async function requirePlayable(ctx: UserContext, assetId: string): Promise<void> {
  const asset = await selectOwn(ctx.db, ctx.actor.userId, assetId);
  const isPlayable = asset?.kind === 'video' || asset?.kind === 'audio';
  if (!isPlayable) throw new AppError(mediaErrors.not_found);
}

/** Has captions removed that nobody is shown any more. */
export async function dropCaptions(tx: Tx, key: string | null): Promise<void> {
  if (key === null) return;
  await emit(tx, mediaEvents.filesDropped, { folder: null, keys: [key], upload: null });
}

/**
 * Adds captions to a video or a recording of the caller's, or puts them in the place of those of the same language.
 * Captions with something wrong in them change nothing.
 *
 * @throws AppError `media/not_found`.
 */
export async function setCaptions(
  ctx: MediaContext,
  { assetId, locale, file }: z.output<typeof setCaptionsInput>,
): Promise<z.infer<typeof captionsSet>> {
  await requirePlayable(ctx, assetId);
  const { cues, problems } = parseCaptions(file);
  if (problems.length > 0) return { outcome: 'refused', problems: [...problems] };
  const text = writeVtt(cues);
  const key = captionKey(assetId, locale, newId());
  await ctx.objectStore.put(key, text, { contentType: 'text/vtt; charset=utf-8' });
  await transact(ctx.db, async (tx) => {
    const old = await selectCaptionKey(tx, assetId, locale);
    await putCaption(tx, { assetId, locale, label: ownName(locale), key });
    await dropCaptions(tx, old);
  });
  return { outcome: 'kept', cues: cues.length };
}

/**
 * Takes the captions of one language away.
 *
 * @throws AppError `media/not_found`.
 */
export async function removeCaptions(
  ctx: UserContext,
  input: z.output<typeof removeCaptionsInput>,
): Promise<z.output<typeof removeCaptionsInput>> {
  const { assetId, locale } = input;
  await requirePlayable(ctx, assetId);
  await transact(ctx.db, async (tx) => {
    const key = await selectCaptionKey(tx, assetId, locale);
    if (key === null || !(await deleteCaption(tx, assetId, locale)))
      throw new AppError(mediaErrors.not_found);
    await dropCaptions(tx, key);
    const subject = { type: 'asset', id: assetId } as const;
    await recordAudit(tx, ctx, { action: 'asset.captions_removed', subject, before: { language: locale } });
  });
  return input;
}
