import { createRouteHandler, createUploadthing, UTApi, UTFile } from 'uploadthing/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUploads, type UploadsPort, uploadRouteConfig } from '@/server/platform/adapters/uploads';
import { openTestUploads, type TestUploads } from './test-uploads';
import { makeLocalToken } from './token';

let service: TestUploads;
let uploads: UploadsPort;

beforeAll(async () => {
  service = await openTestUploads({});
  uploads = createUploads(service.config);
});
afterAll(() => service.close());

async function uploaded(name: string): Promise<string> {
  const { data } = await new UTApi(service.config).uploadFiles(new UTFile(['hello'], name));
  return data?.key ?? '';
}

describe('the uploads adapter', () => {
  it('knows where a file is served', async () => {
    const key = await uploaded('hello.txt');
    expect(await (await fetch(uploads.url(key))).text()).toBe('hello');
    const token = makeLocalToken({
      apiKey: 'sk_live_x',
      appId: 'app1',
      ingestHost: 'ingest.uploadthing.com',
    });
    expect(createUploads({ token }).url('k')).toBe('https://app1.ufs.sh/f/k');
  });

  it('reads a file whole, up to a bound', async () => {
    const key = await uploaded('whole.txt');
    expect(Buffer.from((await uploads.read(key, 5)) ?? []).toString()).toBe('hello');
    await expect(uploads.read(key, 4)).rejects.toThrow('more than 4 bytes');
    expect(await uploads.read('none', 5)).toBeNull();
  });

  it('deletes files, and does not mind those that are gone', async () => {
    const keys = [await uploaded('a.txt'), await uploaded('b.txt')];
    await uploads.delete([...keys, 'gone']);
    await uploads.delete(keys);
    for (const key of keys) expect((await fetch(uploads.url(key))).status).toBe(404);
  });

  it('answers a ping with the right key only', async () => {
    await expect(uploads.ping()).resolves.toBeUndefined();
    const token = makeLocalToken({ apiKey: 'sk_live_other', appId: 'app1', ingestHost: 'localhost' });
    await expect(createUploads({ ...service.config, token }).ping()).rejects.toThrow();
  });

  it('configures a route handler that presigns for this service', async () => {
    const f = createUploadthing();
    const handler = createRouteHandler({
      router: { text: f(['text']).onUploadComplete(() => {}) },
      config: uploadRouteConfig(service.config, service.endpoint),
    });
    const response = await handler(
      new Request('http://somewhere.else/api/uploadthing?slug=text&actionType=upload', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ files: [{ name: 'a.txt', size: 1, type: 'text/plain' }], input: null }),
      }),
    );
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(service.config.ingestUrl);
  });
});
