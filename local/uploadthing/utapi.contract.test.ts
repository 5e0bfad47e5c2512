import { UTApi, UTFile } from 'uploadthing/server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseRange } from './file-host';
import { openTestUploads, type TestUploads } from './test-uploads';

let uploads: TestUploads;
let api: UTApi;

beforeAll(async () => {
  uploads = await openTestUploads({});
  api = new UTApi(uploads.config);
});
afterAll(() => uploads.close());

async function uploaded(content: string, name: string, options: { customId?: string; acl?: 'private' } = {}) {
  const file = new UTFile(
    [content],
    name,
    options.customId === undefined ? {} : { customId: options.customId },
  );
  const { data, error } = await api.uploadFiles(file, options.acl ? { acl: options.acl } : {});
  if (!data) throw new Error(error.message);
  return data;
}

describe('the vendor’s UTApi', () => {
  it('uploads, lists, renames, finds and deletes', async () => {
    const file = await uploaded('hello', 'hello.txt', { customId: 'greeting' });
    expect(file).toMatchObject({ name: 'hello.txt', size: 5, fileHash: '5d41402abc4b2a76b9719d911017c592' });
    expect(await (await fetch(file.ufsUrl)).text()).toBe('hello');

    await api.renameFiles({ customId: 'greeting', newName: 'welcome.txt' });
    const { files, hasMore } = await api.listFiles({ limit: 10 });
    expect(hasMore).toBe(false);
    expect(files).toMatchObject([
      { key: file.key, customId: 'greeting', name: 'welcome.txt', status: 'Uploaded' },
    ]);
    expect(await api.getUsageInfo()).toMatchObject({ totalBytes: 5, filesUploaded: 1 });
    expect((await api.getFileUrls(file.key)).data).toEqual([{ key: file.key, url: file.ufsUrl }]);

    expect(await api.deleteFiles('greeting', { keyType: 'customId' })).toEqual({
      success: true,
      deletedCount: 1,
    });
    expect(await api.deleteFiles(file.key)).toEqual({ success: true, deletedCount: 0 });
    expect((await fetch(file.ufsUrl)).status).toBe(404);
    expect(await uploads.store.head(file.key)).toBeUndefined();
  });

  it('opens a private file by a signed address only, as long as it holds', async () => {
    const file = await uploaded('secret', 'exam.txt', { acl: 'private' });
    expect((await fetch(file.ufsUrl)).status).toBe(403);
    const { ufsUrl } = await api.generateSignedURL(file.key, { expiresIn: '1 minute' });
    expect(await (await fetch(ufsUrl)).text()).toBe('secret');
    expect((await fetch(ufsUrl.replace(/expires=(\d)/, 'expires=9$1'))).status).toBe(403);
    const other = await uploaded('other', 'other.txt', { acl: 'private' });
    expect((await fetch(ufsUrl.replace(file.key, other.key))).status).toBe(403);
    expect(await (await fetch((await api.getSignedURL(file.key)).ufsUrl)).text()).toBe('secret');
    await api.updateACL(file.key, 'public-read');
    expect((await fetch(file.ufsUrl)).status).toBe(200);
  });

  it('survives a restart', async () => {
    const file = await uploaded('kept', 'kept.txt');
    await uploads.restart();
    // A connection kept alive from before the restart fails once.
    await vi.waitFor(async () => expect(await (await fetch(file.ufsUrl)).text()).toBe('kept'));
    expect((await api.listFiles({ limit: 1 })).files).toMatchObject([{ key: file.key }]);
  });

  it('is refused with another key', async () => {
    const token = Buffer.from(
      JSON.stringify({ apiKey: 'sk_live_other', appId: 'x', regions: ['local'], ingestHost: 'localhost' }),
    ).toString('base64');
    const stranger = new UTApi({ ...uploads.config, token });
    await expect(stranger.listFiles()).rejects.toThrow();
  });
});

describe('the file host', () => {
  it('serves parts, so that a player can seek', async () => {
    const file = await uploaded('0123456789', 'digits.txt');
    const part = await fetch(file.ufsUrl, { headers: { range: 'bytes=2-4' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe('bytes 2-4/10');
    expect(await part.text()).toBe('234');
    expect((await fetch(file.ufsUrl, { headers: { range: 'bytes=10-' } })).status).toBe(416);
    const etag = part.headers.get('etag') ?? '';
    expect((await fetch(file.ufsUrl, { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  it('never shows a page that somebody uploaded', async () => {
    const file = await uploaded('<script>alert(1)</script>', 'page.html');
    const { headers } = await fetch(file.ufsUrl);
    expect(headers.get('content-disposition')).toMatch(/^attachment/);
  });

  it.each([
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=5-', { start: 5, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-30', { start: 0, end: 9 }],
    ['bytes=8-80', { start: 8, end: 9 }],
    ['bytes=4-2', undefined],
    ['bytes=1-2,4-5', undefined],
    ['bytes=-0', null],
    ['bytes=10-', null],
  ])('reads %s of ten bytes', (value, expected) => {
    expect(parseRange(value, 10)).toEqual(expected);
  });
});
