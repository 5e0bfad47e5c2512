import { describe, expect, it } from 'vitest';
import { dropFiles } from '@/server/domains/media';
import { removeCaptions, setCaptions } from '@/server/domains/media/commands/change-captions';
import { mediaEvents } from '@/server/domains/media/events';
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
