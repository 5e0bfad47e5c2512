import { genUploader } from 'uploadthing/client';
import { createUploadthing, type FileRouter, UploadThingError } from 'uploadthing/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { signPayload } from './signature';
import { FetchXhr, openTestUploads, type TestUploads } from './test-uploads';

interface Completed {
  key: string;
  name: string;
  fileHash: string;
  metadata: { userId: string; course: string };
}

const completed: Completed[] = [];
const failed: string[] = [];
const f = createUploadthing();

const router = {
  attachment: f({ 'text/plain': { maxFileSize: '1KB', maxFileCount: 2 }, image: { maxFileSize: '4MB' } })
    .input(z.object({ course: z.string() }))
    .middleware(({ req, input }) => {
      if (req.headers.get('authorization') !== 'Bearer ada') throw new UploadThingError('Not signed in');
      return { userId: 'ada', course: input.course };
    })
    .onUploadError(({ fileKey }) => {
      failed.push(fileKey);
    })
    .onUploadComplete(({ file, metadata }) => {
      completed.push({ key: file.key, name: file.name, fileHash: file.fileHash, metadata });
      return { uploadedBy: metadata.userId };
    }),
} satisfies FileRouter;

let uploads: TestUploads;

beforeEach(async () => {
  completed.length = 0;
  failed.length = 0;
  vi.stubGlobal('XMLHttpRequest', FetchXhr);
  uploads = await openTestUploads(router);
});
afterEach(() => uploads.close());

function textFile(content: string, name = 'notes – ü.txt'): File {
  return new File([content], name, { type: 'text/plain' });
}

function upload(files: File[], authorization = 'Bearer ada') {
  const { uploadFiles } = genUploader<typeof router>({ url: uploads.endpoint, fetch });
  return uploadFiles('attachment', { files, input: { course: 'c1' }, headers: { authorization } });
}

/** Presigned addresses as the vendor's client asks for them. */
async function presign(file: {
  name: string;
  size: number;
  type: string;
}): Promise<{ url: string; key: string }> {
  const response = await fetch(`${uploads.endpoint}?slug=attachment&actionType=upload`, {
    method: 'POST',
    headers: { authorization: 'Bearer ada', 'content-type': 'application/json' },
    body: JSON.stringify({ files: [file], input: { course: 'c1' } }),
  });
  const [first] = z.array(z.object({ url: z.string(), key: z.string() })).parse(await response.json());
  return { url: first?.url ?? '', key: first?.key ?? '' };
}

async function put(url: string, part: Blob, start = 0, name = 'notes.txt') {
  const body = new FormData();
  body.append('file', part, name);
  const response = await fetch(url, { method: 'PUT', headers: { range: `bytes=${start}-` }, body });
  return { status: response.status, json: z.record(z.string(), z.unknown()).parse(await response.json()) };
}

describe('an upload through the vendor’s client', () => {
  it('reaches onUploadComplete with the metadata, and the caller with its answer', async () => {
    const [result, second] = await upload([textFile('hello'), textFile('again', 'b.txt')]);
    expect(result).toMatchObject({ name: 'notes – ü.txt', serverData: { uploadedBy: 'ada' } });
    expect(completed).toHaveLength(2);
    expect(completed).toContainEqual({
      key: result?.key,
      name: 'notes – ü.txt',
      fileHash: '5d41402abc4b2a76b9719d911017c592',
      metadata: { userId: 'ada', course: 'c1' },
    });
    expect(second?.key).not.toBe(result?.key);
    const served = await fetch(result?.ufsUrl ?? '');
    expect(await served.text()).toBe('hello');
    expect(Object.fromEntries(served.headers)).toMatchObject({
      'content-type': 'text/plain',
      'content-disposition': expect.stringContaining(
        'inline; filename="notes _ _.txt"; filename*=UTF-8\'\'notes',
      ),
      'x-content-type-options': 'nosniff',
    });
    expect(await uploads.store.head(result?.key ?? '')).toEqual({ contentType: 'text/plain', size: 5 });
  });

  it('is refused by the application’s own rules', async () => {
    await expect(upload([textFile('x')], 'Bearer eve')).rejects.toThrow('Not signed in');
    await expect(upload([textFile('x'.repeat(2_000))])).rejects.toThrow('FileSizeMismatch');
    expect(completed).toEqual([]);
  });

  it('is called back again until the application is there', async () => {
    uploads.outages.push(503, 500);
    const [result] = await upload([textFile('hello')]);
    expect(result?.serverData).toEqual({ uploadedBy: 'ada' });
    expect(uploads.callbacks).toHaveLength(3);
    expect(completed).toHaveLength(1);
  });

  it('is called back after a restart that came in between', async () => {
    uploads.outages.push(503);
    const pending = upload([textFile('hello')]).catch(() => undefined);
    await vi.waitFor(() => expect(uploads.callbacks).toHaveLength(1));
    await uploads.restart();
    await vi.waitFor(() => expect(completed).toHaveLength(1), 5_000);
    await pending;
  });
});

it('hands callbacks to a development server along its own request', async () => {
  await uploads.close();
  uploads = await openTestUploads(router, true);
  const [result] = await upload([textFile('hello')]);
  expect(result?.serverData).toEqual({ uploadedBy: 'ada' });
});

describe('the ingest', () => {
  it('goes on where an upload broke off', async () => {
    const { url, key } = await presign({ name: 'notes.txt', size: 10, type: 'text/plain' });
    expect((await put(url, textFile('01234'))).status).toBe(400);
    const head = await fetch(url, { method: 'HEAD' });
    expect(head.headers.get('x-ut-range-start')).toBe('5');
    expect(head.headers.get('access-control-expose-headers')).toContain('x-ut-range-start');
    expect((await put(url, new Blob(['789']), 7)).status).toBe(416);
    expect(await put(url, new Blob(['56789']), 5)).toMatchObject({
      status: 200,
      json: { serverData: { uploadedBy: 'ada' } },
    });
    expect(completed).toMatchObject([{ key, fileHash: '781e5e245d69b566979b86e28d23f2c7' }]);
    expect((await put(url, textFile('0123456789'))).status).toBe(409);
  });

  it('takes no address that was changed, is another’s or has expired', async () => {
    const { url } = await presign({ name: 'notes.txt', size: 5, type: 'text/plain' });
    const larger = url.replace('x-ut-file-size=5', 'x-ut-file-size=500');
    expect(larger).not.toBe(url);
    expect((await put(larger, textFile('hello'))).status).toBe(403);
    const signed = url.replace(/&signature=.*$/, '');
    const forged = `${signed}&signature=${encodeURIComponent(signPayload(signed, 'sk_live_other'))}`;
    expect((await put(forged, textFile('hello'))).status).toBe(403);
    const past = signed.replace(/expires=\d+/, 'expires=1000');
    const expired = `${past}&signature=${encodeURIComponent(signPayload(past, 'sk_live_contract'))}`;
    expect((await put(expired, textFile('hello'))).status).toBe(403);
    expect((await put(signed, textFile('hello'))).status).toBe(403);
    expect(completed).toEqual([]);
  });

  it('keeps to the size and the type that were signed, and tells the application', async () => {
    const small = await presign({ name: 'notes.txt', size: 5, type: 'text/plain' });
    expect((await put(small.url, textFile('hello!'))).status).toBe(413);
    const typed = await presign({ name: 'notes.txt', size: 5, type: 'text/plain' });
    const script = new Blob(['<b>x'], { type: 'text/html' });
    expect((await put(typed.url, script)).status).toBe(415);
    await vi.waitFor(() => expect(new Set(failed)).toEqual(new Set([small.key, typed.key])));
    expect(await uploads.store.head(small.key)).toBeUndefined();
  });

  it('lets a browser ask from another origin', async () => {
    const { url } = await presign({ name: 'notes.txt', size: 5, type: 'text/plain' });
    const { status, headers } = await fetch(url, { method: 'OPTIONS' });
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-methods')).toContain('PUT');
    for (const name of ['range', 'x-uploadthing-version', 'b3', 'traceparent']) {
      expect(headers.get('access-control-allow-headers')).toContain(name);
    }
  });

  it('registers nothing without the application’s key', async () => {
    const response = await fetch(`${uploads.config.ingestUrl}/route-metadata`, {
      method: 'POST',
      headers: { 'x-uploadthing-api-key': 'sk_live_other' },
      body: '{}',
    });
    expect(response.status).toBe(401);
  });
});

it('signs its callbacks: the application refuses what was changed', async () => {
  await upload([textFile('hello')]);
  const [callback] = uploads.callbacks;
  const replay = (body: string) =>
    fetch(`${uploads.endpoint}?slug=attachment`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'uploadthing-hook': 'callback',
        'x-uploadthing-signature': callback?.headers.get('x-uploadthing-signature') ?? '',
      },
      body,
    });
  const changed = (callback?.body ?? '').replace('"ada"', '"eve"');
  expect(changed).not.toBe(callback?.body);
  expect((await replay(changed)).status).toBe(400);
  expect(completed).toHaveLength(1);
});
