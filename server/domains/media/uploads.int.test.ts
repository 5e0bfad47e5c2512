import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { dropFiles, endAbandonedUploads } from '@/server/domains/media';
import { beginUpload } from '@/server/domains/media/commands/begin-upload';
import { completeUpload } from '@/server/domains/media/commands/complete-upload';
import { cancelUpload } from '@/server/domains/media/commands/end-uploads';
import { signParts } from '@/server/domains/media/commands/sign-parts';
import { libraryLimits, partBytes } from '@/server/domains/media/contract';
import { mediaEvents } from '@/server/domains/media/events';
import { sumLibrary } from '@/server/domains/media/repo/uploads';
import { sourceKey } from '@/server/domains/media/rules/asset-keys';
import { fingerprintOf } from '@/server/domains/media/rules/parts';
import { testFactory } from '@/test/factory';
import { fakeObjectStore } from '@/test/fake-ports';
import { fixedClock } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

const png = Buffer.from(
  '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\0\0\0\0\0\0\0\0IDAT',
  'latin1',
);
const gif = Buffer.from('GIF89a\x01\0\x01\0', 'latin1');
const later = new Date('2027-06-01T00:00:00.000Z');

/** A file as a browser cuts it. */
function fileOf(start: Buffer, size: number) {
  const bytes = Buffer.concat([start, randomBytes(size - start.byteLength)]);
  const pieces = Array.from({ length: Math.ceil(size / partBytes) }, (_, index) =>
    bytes.subarray(index * partBytes, (index + 1) * partBytes),
  );
  const parts = pieces.map((piece, index) => ({
    number: index + 1,
    sha256: createHash('sha256').update(piece).digest('base64'),
  }));
  const head = bytes.subarray(0, 4_096).toString('base64');
  return { pieces, parts, wish: { name: 'a file', bytes: size, fingerprint: fingerprintOf(parts), head } };
}

async function desk(factory = testFactory()) {
  const instructor = await factory.user({ role: 'instructor' });
  const objectStore = fakeObjectStore();
  const actor = { kind: 'user' as const, userId: instructor.id, role: instructor.role };
  return { db: testDb(), clock: fixedClock(), actor, objectStore };
}
type Desk = Awaited<ReturnType<typeof desk>>;

async function begin(ctx: Desk, wish: ReturnType<typeof fileOf>['wish']) {
  const begun = await beginUpload(ctx, wish, { ...libraryLimits, uploads: 20 });
  if (begun.outcome !== 'open') throw new Error(begun.outcome);
  return begun;
}

async function upload(ctx: Desk, { pieces, wish }: ReturnType<typeof fileOf>) {
  const { uploadId } = await begin(ctx, wish);
  for (const [index, piece] of pieces.entries())
    ctx.objectStore.sendPart(sourceKey(uploadId), index + 1, piece);
  return uploadId;
}

const dropped = async () => {
  const events = await testDb().outboxEvent.findMany({ where: { name: 'media/files.dropped' } });
  return events.map(({ data }) => mediaEvents.filesDropped.schema.parse(data));
};

describe('an upload', () => {
  it('goes on with the parts that have arrived, and becomes a file of the library', async () => {
    const ctx = await desk();
    const file = fileOf(png, partBytes + 1_000);
    const first = await begin(ctx, file.wish);
    expect(first.arrived).toEqual([]);
    const key = sourceKey(first.uploadId);
    ctx.objectStore.sendPart(key, 2, file.pieces[1] ?? png);
    await expect(completeUpload(ctx, first)).rejects.toThrow('media/parts_missing');

    const again = await begin(ctx, { ...file.wish, name: 'renamed meanwhile' });
    expect(again).toEqual({ ...first, arrived: [file.parts[1]] });
    const links = await signParts(ctx, { uploadId: first.uploadId, parts: file.parts.slice(0, 1) });
    expect(links).toMatchObject([{ number: 1, url: `https://store.test/${key}?part=1` }]);
    ctx.objectStore.sendPart(key, 1, file.pieces[0] ?? png);

    const done = await completeUpload(ctx, first);
    expect(done).toEqual({ outcome: 'new', assetId: first.uploadId, name: 'a file' });
    expect(await completeUpload(ctx, first)).toEqual(done);
    expect(await testDb().asset.findUnique({ where: { id: done.assetId } })).toMatchObject({
      kind: 'image',
      contentType: 'image/png',
      bytes: partBytes + 1_000,
      fingerprint: file.wish.fingerprint,
    });
    expect(await testDb().upload.count()).toBe(0);
    expect(await beginUpload(ctx, file.wish)).toMatchObject({ outcome: 'known', assetId: done.assetId });
  });

  it('is begun once by ten at once, and completed once', async () => {
    const ctx = await desk();
    const file = fileOf(png, 5_000);
    const ten = Array.from({ length: 10 });
    const begun = await Promise.all(ten.map(async () => await begin(ctx, file.wish)));
    const [first] = begun;
    if (first === undefined) throw new Error('none');
    expect(new Set(begun.map(({ uploadId }) => uploadId)).size).toBe(1);
    ctx.objectStore.sendPart(sourceKey(first.uploadId), 1, file.pieces[0] ?? png);
    const done = await Promise.all(ten.map(async () => await completeUpload(ctx, first)));
    expect(new Set(done.map(({ assetId }) => assetId)).size).toBe(1);
    expect(await testDb().asset.count()).toBe(1);
    expect(await dropped()).toEqual([]);
  });

  it('that the store has put together before our call died is ended by beginning it again', async () => {
    const ctx = await desk();
    const file = fileOf(gif, 5_000);
    const uploadId = await upload(ctx, file);
    const stored = { key: sourceKey(uploadId), storeUploadId: sourceKey(uploadId) };
    await ctx.objectStore.multipart.complete(
      stored,
      (await ctx.objectStore.multipart.listParts(stored)) ?? [],
    );
    expect(await begin(ctx, file.wish)).toEqual({ outcome: 'open', uploadId, isWhole: true, arrived: [] });
    expect(await completeUpload(ctx, { uploadId })).toMatchObject({ outcome: 'new', assetId: uploadId });
  });

  it('that the store has forgotten begins anew', async () => {
    const ctx = await desk();
    const file = fileOf(gif, 5_000);
    const uploadId = await upload(ctx, file);
    await ctx.objectStore.multipart.abort({ key: sourceKey(uploadId), storeUploadId: sourceKey(uploadId) });
    const again = await begin(ctx, file.wish);
    expect(again).toMatchObject({ isWhole: false, arrived: [] });
    expect(again.uploadId).not.toBe(uploadId);
  });

  it('is refused by what its bytes say, also when its beginning was told otherwise', async () => {
    const ctx = await desk();
    const program = fileOf(Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), 9_000);
    await expect(beginUpload(ctx, program.wish)).rejects.toThrow('media/type_unsupported');
    const large = { ...program.wish, bytes: 30_000_000, head: png.toString('base64') };
    const parts = fingerprintOf(Array.from({ length: 4 }, () => ({ sha256: '' })));
    await expect(beginUpload(ctx, { ...large, fingerprint: parts })).rejects.toMatchObject({
      code: 'media/too_large',
      details: { limit: 20 },
    });
    const uploadId = await upload(ctx, {
      ...program,
      wish: { ...program.wish, head: png.toString('base64') },
    });
    await expect(completeUpload(ctx, { uploadId })).rejects.toThrow('media/type_unsupported');
    expect(await testDb().asset.count()).toBe(0);
    const [event] = await dropped();
    if (event === undefined) throw new Error('nothing is dropped');
    expect(ctx.objectStore.objects.size).toBe(1);
    await dropFiles(ctx, event);
    expect(ctx.objectStore.objects.size).toBe(0);
  });

  it('takes no part that was not announced, and no other file for it', async () => {
    const ctx = await desk();
    const file = fileOf(gif, 5_000);
    const { uploadId } = await begin(ctx, file.wish);
    const parts = [{ number: 2, sha256: file.parts[0]?.sha256 ?? '' }];
    await expect(signParts(ctx, { uploadId, parts })).rejects.toThrow('platform/invalid_input');
    ctx.objectStore.sendPart(sourceKey(uploadId), 1, fileOf(gif, 5_000).pieces[0] ?? gif);
    await expect(completeUpload(ctx, { uploadId })).rejects.toThrow('media/parts_missing');
  });

  it('is nobody else’s', async () => {
    const factory = testFactory();
    const ctx = await desk(factory);
    const other = { ...(await desk(factory)), objectStore: ctx.objectStore };
    const file = fileOf(gif, 5_000);
    const uploadId = await upload(ctx, file);
    for (const act of [completeUpload, cancelUpload]) {
      await expect(act(other, { uploadId })).rejects.toThrow('media/upload_not_found');
    }
    await expect(signParts(other, { uploadId, parts: file.parts })).rejects.toThrow('media/upload_not_found');
    expect((await begin(other, file.wish)).uploadId).not.toBe(uploadId);
  });

  it('that is given up is either given up or completed, never both', async () => {
    const ctx = await desk();
    for (let round = 0; round < 5; round += 1) {
      const uploadId = await upload(ctx, fileOf(gif, 5_000));
      const [completed, given] = await Promise.allSettled([
        completeUpload(ctx, { uploadId }),
        cancelUpload(ctx, { uploadId }),
      ]);
      expect([completed.status, given.status].sort()).toEqual(['fulfilled', 'rejected']);
      expect(await testDb().asset.count({ where: { id: uploadId } })).toBe(
        completed.status === 'fulfilled' ? 1 : 0,
      );
    }
  });

  it('that nobody comes back to is ended, and its parts are forgotten', async () => {
    const ctx = await desk();
    const uploadId = await upload(ctx, fileOf(gif, 5_000));
    expect(await endAbandonedUploads(ctx, 10)).toBe(0);
    expect(await endAbandonedUploads({ ...ctx, clock: fixedClock(later) }, 10)).toBe(1);
    const [event] = await dropped();
    if (event === undefined) throw new Error('nothing is dropped');
    const store = { key: sourceKey(uploadId), storeUploadId: sourceKey(uploadId) };
    expect(await ctx.objectStore.multipart.listParts(store)).toHaveLength(1);
    await dropFiles(ctx, event);
    expect(await ctx.objectStore.multipart.listParts(store)).toBeNull();
  });

  it.each(['pending', 'ready'] as const)('takes no place of a file that is %s', async (status) => {
    const ctx = await desk();
    const old = await upload(ctx, fileOf(gif, 5_000));
    await completeUpload(ctx, { uploadId: old });
    await testDb().asset.update({ where: { id: old }, data: { status } });
    const uploadId = await upload(ctx, fileOf(png, 6_000));
    await expect(completeUpload(ctx, { uploadId, replaces: old })).rejects.toThrow('media/not_failed');
    expect(await testDb().asset.findMany()).toMatchObject([{ id: old, status, folder: old }]);
    expect(await dropped()).toEqual([]);
  });

  it('takes the place of a failed file once, whoever of ten comes first', async () => {
    const ctx = await desk();
    const old = await upload(ctx, fileOf(gif, 5_000));
    await completeUpload(ctx, { uploadId: old });
    await testDb().asset.update({ where: { id: old }, data: { status: 'failed', failure: 'unreadable' } });
    const uploads: string[] = [];
    for (let index = 0; index < 10; index += 1) uploads.push(await upload(ctx, fileOf(png, 6_000 + index)));
    const ends = await Promise.allSettled(
      uploads.map(async (uploadId) => await completeUpload(ctx, { uploadId, replaces: old })),
    );
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await dropped()).toHaveLength(1);
  });

  it('takes the place of a file of the same kind, which stays where it is used', async () => {
    const ctx = await desk();
    const old = await upload(ctx, fileOf(gif, 5_000));
    await completeUpload(ctx, { uploadId: old });
    await testDb().asset.update({ where: { id: old }, data: { status: 'failed', failure: 'unreadable' } });
    const next = fileOf(png, 6_000);
    const uploadId = await upload(ctx, next);
    const done = await completeUpload(ctx, { uploadId, replaces: old });
    expect(done).toEqual({ outcome: 'new', assetId: old, name: 'a file' });
    expect(await completeUpload(ctx, { uploadId, replaces: old })).toEqual(done);
    expect(await testDb().asset.findMany()).toMatchObject([
      { id: old, status: 'pending', failure: null, folder: uploadId, bytes: 6_000 },
    ]);
    expect(await dropped()).toMatchObject([{ folder: old, keys: [sourceKey(old)] }]);
    const events = await testDb().outboxEvent.findMany({
      where: { name: 'media/asset.uploaded' },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ data }) => data)).toEqual([
      { assetId: old, folder: old },
      { assetId: old, folder: uploadId },
    ]);
    await testDb().asset.update({ where: { id: old }, data: { kind: 'video' } });
    const other = await upload(ctx, fileOf(gif, 7_000));
    await expect(completeUpload(ctx, { uploadId: other, replaces: old })).rejects.toThrow('media/other_kind');
    await expect(completeUpload(ctx, { uploadId: other, replaces: other })).rejects.toThrow(
      'media/not_found',
    );
    // Refused as a replacement, it is still there to become a file of its own.
    expect(await completeUpload(ctx, { uploadId: other })).toMatchObject({ assetId: other });
  });
});

describe('a library', () => {
  const limits = { bytes: 25_000, uploads: 5 };
  const wishes = (count: number) => Array.from({ length: count }, () => fileOf(png, 5_000));

  it('takes no more than it has room for, also when ten begin at once; what is on its way counts', async () => {
    const factory = testFactory();
    const ctx = await desk(factory);
    const room = { ...limits, uploads: 20 };
    const begun = await Promise.allSettled(
      wishes(10).map(async ({ wish }) => await beginUpload(ctx, wish, room)),
    );
    expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    const reasons = begun.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    for (const reason of reasons) {
      expect(reason).toMatchObject({ code: 'media/library_full', details: { left: 0, limit: 0 } });
    }
    expect(await sumLibrary(ctx.db, ctx.actor.userId)).toBe(25_000);
    // Nothing of those that were refused is left in the store.
    expect(ctx.objectStore.openUploads()).toBe(5);
    const [first] = await testDb().upload.findMany({ take: 1 });
    await cancelUpload(ctx, { uploadId: first?.id ?? '' });
    expect(await beginUpload(ctx, fileOf(png, 5_000).wish, room)).toMatchObject({ outcome: 'open' });
    const other = await desk(factory);
    expect(await beginUpload(other, fileOf(png, 5_000).wish, room)).toMatchObject({ outcome: 'open' });
  });

  it('counts files that have arrived, and lets an upload under way go on when it is full', async () => {
    const ctx = await desk();
    const file = fileOf(png, 15_000);
    const uploadId = await upload(ctx, file);
    await completeUpload(ctx, { uploadId });
    const second = fileOf(png, 10_000);
    await beginUpload(ctx, second.wish, limits);
    expect(await beginUpload(ctx, second.wish, limits)).toMatchObject({ outcome: 'open' });
    expect(await beginUpload(ctx, file.wish, limits)).toMatchObject({ outcome: 'known' });
    await expect(beginUpload(ctx, fileOf(png, 1_000).wish, limits)).rejects.toThrow('media/library_full');
  });

  it('has five uploads at once at most', async () => {
    const ctx = await desk();
    const begun = await Promise.allSettled(wishes(10).map(async ({ wish }) => await beginUpload(ctx, wish)));
    expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    await expect(beginUpload(ctx, fileOf(png, 5_000).wish)).rejects.toMatchObject({
      code: 'media/too_many_uploads',
      details: { limit: 5 },
    });
  });
});
