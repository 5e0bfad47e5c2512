import { describe, expect, it } from 'vitest';
import { dropFiles } from '@/server/domains/media';
import { removeCaptions, setCaptions } from '@/server/domains/media/commands/change-captions';
import { saveCaptions } from '@/server/domains/media/commands/save-captions';
import { mediaEvents } from '@/server/domains/media/events';
import { getCaptions, readTranscript } from '@/server/domains/media/queries/get-captions';
import { objectAddress } from '@/server/domains/media/rules/playback-urls';
import { testFactory } from '@/test/factory';
import { fakeObjectStore } from '@/test/fake-ports';
import { fixedClock } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

const vtt = (words: string) => `WEBVTT\n\n00:01.000 --> 00:02.000\n${words}\n`;

async function desk() {
  const factory = testFactory();
  const owner = await factory.user({ role: 'instructor' });
  const video = await factory.image({ kind: 'video', ownerId: owner.id });
  const actor = { kind: 'user' as const, userId: owner.id, role: owner.role };
  const ctx = { db: testDb(), clock: fixedClock(), actor, objectStore: fakeObjectStore() };
  const captions = async () =>
    await testDb().caption.findMany({ where: { assetId: video.id }, orderBy: { locale: 'asc' } });
  return { factory, ctx, video, captions };
}

const droppedKeys = async () => {
  const events = await testDb().outboxEvent.findMany({ where: { name: 'media/files.dropped' } });
  return events.flatMap(({ data }) => mediaEvents.filesDropped.schema.parse(data).keys);
};

describe('captions', () => {
  it('are kept in several languages, named as their speakers name them, and replaced by language', async () => {
    const { ctx, video, captions } = await desk();
    const set = async (locale: 'en' | 'es', file: string) =>
      await setCaptions(ctx, { assetId: video.id, locale, file });
    expect(await set('en', vtt('Hello'))).toEqual({ outcome: 'kept', cues: 1 });
    expect(await set('es', '1\n00:00:01,000 --> 00:00:02,000\nHola\n')).toEqual({ outcome: 'kept', cues: 1 });
    const [english, spanish] = await captions();
    expect([english?.label, spanish?.label]).toEqual(['English', 'español']);
    expect(ctx.objectStore.objects.get(spanish?.key ?? '')?.toString()).toBe(
      'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHola\n',
    );
    await set('en', vtt('Good morning'));
    expect(await droppedKeys()).toEqual([english?.key]);
    expect(await captions()).toHaveLength(2);
  });

  it('of the same words as before are not hit by the late removal of those', async () => {
    const { ctx, video, captions } = await desk();
    const wish = { assetId: video.id, locale: 'en' as const };
    await setCaptions(ctx, { ...wish, file: vtt('Hello') });
    await removeCaptions(ctx, wish);
    await setCaptions(ctx, { ...wish, file: vtt('Hello') });
    await dropFiles(ctx, { folder: null, keys: await droppedKeys(), upload: null });
    const [kept] = await captions();
    expect([...ctx.objectStore.objects.keys()]).toEqual([kept?.key]);
  });

  it('with something wrong in them change nothing', async () => {
    const { ctx, video, captions } = await desk();
    const file = 'WEBVTT\n\n00:02.000 --> 00:01.000\nbackwards\n';
    expect(await setCaptions(ctx, { assetId: video.id, locale: 'en', file })).toEqual({
      outcome: 'refused',
      problems: [{ line: 3, problem: 'ends_before_start' }],
    });
    expect([await captions(), ctx.objectStore.objects.size]).toEqual([[], 0]);
  });

  it('are kept once by ten at once', async () => {
    const { ctx, video, captions } = await desk();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, async (_, index) =>
        setCaptions(ctx, { assetId: video.id, locale: 'en', file: vtt(`version ${index}`) }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    const [kept, ...more] = await captions();
    expect(more).toEqual([]);
    expect(await droppedKeys()).not.toContain(kept?.key);
  });

  it('are taken away on record, and only by whom the video belongs to', async () => {
    const { factory, ctx, video, captions } = await desk();
    const wish = { assetId: video.id, locale: 'en' as const };
    await setCaptions(ctx, { ...wish, file: vtt('Hello') });
    const other = { ...ctx, actor: { ...ctx.actor, userId: (await factory.user()).id } };
    await expect(setCaptions(other, { ...wish, file: vtt('x') })).rejects.toThrow('media/not_found');
    await expect(removeCaptions(other, wish)).rejects.toThrow('media/not_found');
    await removeCaptions(ctx, wish);
    await expect(removeCaptions(ctx, wish)).rejects.toThrow('media/not_found');
    expect(await captions()).toEqual([]);
    expect(await testDb().auditEntry.findMany()).toMatchObject([
      { action: 'asset.captions_removed', subjectId: video.id, before: { language: 'en' } },
    ]);
  });
});

describe('captions that are written in the browser', () => {
  const cue = (text: string, startMs = 0) => ({ startMs, endMs: startMs + 1_000, settings: '', text });

  it('come back as they were typed, over the version they were begun with', async () => {
    const { ctx, video } = await desk();
    const pick = { assetId: video.id, locale: 'en' as const };
    expect(await getCaptions(ctx, pick)).toEqual({ version: null, cues: [] });
    const first = await saveCaptions(ctx, {
      ...pick,
      began: null,
      cues: [cue(' Tom & <i>Jerry</i> \n\n1 < 2')],
    });
    if (first.outcome !== 'kept') throw new Error(first.outcome);
    const read = await getCaptions(ctx, pick);
    expect(read).toEqual({ version: first.version, cues: [cue('Tom & <i>Jerry</i>\n1 < 2')] });
    const second = await saveCaptions(ctx, { ...pick, began: read.version, cues: [cue('Other')] });
    expect(second).toMatchObject({ outcome: 'kept' });
    expect(await droppedKeys()).toHaveLength(1);
  });

  it('of another author are not written over, but shown; the same words are no conflict', async () => {
    const { ctx, video, captions } = await desk();
    const pick = { assetId: video.id, locale: 'en' as const };
    const theirs = await saveCaptions(ctx, { ...pick, began: null, cues: [cue('Theirs')] });
    if (theirs.outcome !== 'kept') throw new Error(theirs.outcome);
    expect(await saveCaptions(ctx, { ...pick, began: null, cues: [cue('Mine')] })).toEqual({
      outcome: 'changed_since',
      version: theirs.version,
      cues: [cue('Theirs')],
    });
    expect(await saveCaptions(ctx, { ...pick, began: null, cues: [cue('Theirs')] })).toEqual(theirs);
    const [kept] = await captions();
    // What was put into the store for nothing goes.
    for (const key of await droppedKeys()) await ctx.objectStore.delete(key);
    expect([...ctx.objectStore.objects.keys()]).toEqual([kept?.key]);
  });

  it('are kept once when ten begin with the same version', async () => {
    const { ctx, video } = await desk();
    const pick = { assetId: video.id, locale: 'en' as const };
    const all = await Promise.all(
      Array.from({ length: 10 }, async (_, index) =>
        saveCaptions(ctx, { ...pick, began: null, cues: [cue(`by ${index}`)] }),
      ),
    );
    expect(all.filter(({ outcome }) => outcome === 'kept')).toHaveLength(1);
    expect(all.filter(({ outcome }) => outcome === 'changed_since')).toHaveLength(9);
  });

  it('with something wrong change nothing, and are for their owner only', async () => {
    const { factory, ctx, video, captions } = await desk();
    const pick = { assetId: video.id, locale: 'en' as const };
    const cues = [cue('a', 5_000), cue('b', 4_000), cue(' ', 9_000), { ...cue('c', 9_000), endMs: 9_000 }];
    expect(await saveCaptions(ctx, { ...pick, began: null, cues })).toEqual({
      outcome: 'refused',
      problems: [
        { cue: 1, problem: 'starts_before_previous' },
        { cue: 2, problem: 'empty_cue' },
        { cue: 3, problem: 'ends_before_start' },
      ],
    });
    expect(await captions()).toEqual([]);
    const other = { ...ctx, actor: { ...ctx.actor, userId: (await factory.user()).id } };
    await expect(getCaptions(other, pick)).rejects.toThrow('media/not_found');
    await expect(saveCaptions(other, { ...pick, began: null, cues: [cue('x')] })).rejects.toThrow(
      'media/not_found',
    );
  });
});

describe('a transcript', () => {
  it('is read by whom the captions were given to, while their address works', async () => {
    const { factory, ctx, video, captions } = await desk();
    const file = vtt('<v Ada>Hello &amp; <i>welcome</i>');
    await setCaptions(ctx, { assetId: video.id, locale: 'en', file });
    const [kept] = await captions();
    const secret = 'a secret of at least some length';
    const reader = { userId: ctx.actor.userId, now: ctx.clock.now(), secret };
    const url = objectAddress(kept?.key ?? '', reader);
    const lines = [{ startMs: 1_000, endMs: 2_000, text: 'Ada: Hello & welcome' }];
    expect(await readTranscript({ ...ctx, secret }, { url })).toEqual({ lines });
    const refused = async (other: object, address: string) =>
      await expect(readTranscript({ ...ctx, secret, ...other }, { url: address })).rejects.toThrow(
        'media/not_found',
      );
    await refused({ actor: { ...ctx.actor, userId: (await factory.user()).id } }, url);
    await refused({ clock: fixedClock(new Date(ctx.clock.now().getTime() + 5 * 3_600_000)) }, url);
    await refused({ secret: 'another secret of some length' }, url);
    await refused({}, objectAddress('private/assets/x/source', reader));
    await refused({}, objectAddress('private/captions/x/gone.vtt', reader));
  });
});
