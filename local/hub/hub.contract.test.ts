import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freePort, isPortFree } from '../supervisor/ports';
import type { HubConfig } from './config';
import { startHub } from './start-hub';

async function start(parts: Partial<HubConfig>): Promise<(path: string) => Promise<Response>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lyceum-hub-'));
  const hub = await startHub({ port: 0, dataDir, links: { app: 'http://localhost:3000' }, ...parts });
  onTestFinished(async () => {
    await hub.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return (path) => fetch(`${hub.url}${path}`);
}

const everything = {
  mail: { port: 0 },
  redis: { port: 0, token: 'token' },
  s3: { port: 0, region: 'us-east-1', bucket: 'lyceum', accessKeyId: 'id', secretAccessKey: 'secret' },
  stripe: {
    port: 0,
    secretKey: 'sk_test_1',
    webhookSecret: 'whsec_1',
    webhookUrl: 'http://localhost:3000/w',
  },
  uploadthing: {
    port: 0,
    apiKey: 'sk_live_1',
    appId: 'app',
    store: { region: 'us-east-1', bucket: 'lyceum' },
  },
};

describe('the hub', () => {
  test('links to each part that runs here, and each page answers', async () => {
    const get = await start(everything);
    const overview = await (await get('/')).text();
    for (const path of ['/mail', '/files']) {
      expect(overview).toContain(`href="${path}"`);
      expect((await get(path)).status).toBe(200);
    }
    expect((await get('/health')).status).toBe(200);
    expect((await get('/nowhere')).status).toBe(404);
  });

  test('has no page for what somebody else runs', async () => {
    const get = await start({});
    for (const path of ['/mail', '/files']) expect((await get(path)).status).toBe(404);
  });

  test('takes nothing but reading', async () => {
    const get = await start({});
    const { url } = await get('/health');
    expect((await fetch(url, { method: 'POST' })).status).toBe(405);
  });

  test('leaves nothing running when one part cannot start', async () => {
    const get = await start({});
    const taken = Number(new URL((await get('/health')).url).port);
    const smtpPort = await freePort();
    const second = start({ ...everything, mail: { port: smtpPort }, port: taken });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(await isPortFree(smtpPort)).toBe(true);
  });
});
