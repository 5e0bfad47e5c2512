import type { z } from 'zod';
import { dropCaptions, ownName, requirePlayable } from '@/server/domains/media/commands/change-captions';
import type { MediaContext } from '@/server/domains/media/context';
import type { captionsSaved, saveCaptionsInput } from '@/server/domains/media/contract';
import { problemOfCue, toCueText, writeVtt } from '@/server/domains/media/contract/cues';
import { draftOf } from '@/server/domains/media/queries/get-captions';
import { readCues } from '@/server/domains/media/queries/read-cues';
import { putCaption, selectCaptionKey } from '@/server/domains/media/repo/captions';
import { captionKey, captionVersion } from '@/server/domains/media/rules/asset-keys';
import { transact } from '@/server/platform/db';
import { newId } from '@/server/platform/ids';

type Saved = z.infer<typeof captionsSaved>;

/** What is kept now in the place where others were expected; the same words are nobody's conflict. */
async function standing(ctx: MediaContext, key: string | null, text: string): Promise<Saved> {
  if (key !== null && writeVtt(await readCues(ctx.objectStore, key)) === text) {
    return { outcome: 'kept', version: captionVersion(key) };
  }
  return { outcome: 'changed_since', ...(await draftOf(ctx.objectStore, key)) };
}

/**
 * Saves captions as they were typed, over the version that their author began with. Of several who began with the same
 * one, the first is kept, and the others are told what stands there now; saving again what is kept counts as saved.
 *
 * @returns `refused` with what is wrong with which cue; nothing is changed then.
 * @throws AppError `media/not_found`.
 */
export async function saveCaptions(
  ctx: MediaContext,
  { assetId, locale, began, cues: typed }: z.output<typeof saveCaptionsInput>,
): Promise<Saved> {
  await requirePlayable(ctx, assetId);
  const cues = typed.map((cue) => ({ ...cue, settings: cue.settings.trim(), text: toCueText(cue.text) }));
  const problems = cues.flatMap((one, cue) => {
    const problem = problemOfCue(one, cues[cue - 1]);
    return problem === null ? [] : [{ cue, problem }];
  });
  if (problems.length > 0) return { outcome: 'refused', problems };
  const text = writeVtt(cues);
  const key = captionKey(assetId, locale, newId());
  await ctx.objectStore.put(key, text, { contentType: 'text/vtt; charset=utf-8' });
  const found = await transact(ctx.db, async (tx) => {
    const old = await selectCaptionKey(tx, assetId, locale);
    const isExpected = (old === null ? null : captionVersion(old)) === began;
    if (isExpected) await putCaption(tx, { assetId, locale, label: ownName(locale), key });
    await dropCaptions(tx, isExpected ? old : key);
    return { old, isExpected };
  });
  if (found.isExpected) return { outcome: 'kept', version: captionVersion(key) };
  return await standing(ctx, found.old, text);
}
