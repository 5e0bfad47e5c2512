import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listen } from '@/local/web/listen';
import { createBreachedPasswords } from '@/server/platform/adapters/breached-passwords';
import { startBreachedPasswords, stolenPasswords } from './index';

const [stolen = ''] = Object.keys(stolenPasswords);
const digest = createHash('sha1').update(stolen).digest('hex').toUpperCase();

let standIn: Awaited<ReturnType<typeof startBreachedPasswords>>;
let failures: unknown[];

beforeEach(async () => {
  standIn = await startBreachedPasswords({ port: 0 });
  failures = [];
});
afterEach(() => standIn.close());

const adapter = (url = standIn.url, now?: () => number) =>
  createBreachedPasswords({
    url,
    onFailure: (error) => failures.push(error),
    ...(now === undefined ? {} : { now }),
  });

describe('the range API here', () => {
  const lines = async (path: string, headers: Record<string, string> = {}) =>
    (await (await fetch(standIn.url + path, { headers })).text()).split('\r\n');

  it('answers five digits with the ends of all hashes that begin with them', async () => {
    const found = await lines(`/range/${digest.slice(0, 5).toLowerCase()}`);
    expect(found).toContain(`${digest.slice(5)}:216`);
    for (const line of found) expect(line).toMatch(/^[0-9A-F]{35}:[1-9]\d*$/);
  });

  it('pads when it is asked to, by ends that were seen no times', async () => {
    const found = await lines('/range/00000', { 'Add-Padding': 'true' });
    expect(found.length).toBeGreaterThanOrEqual(800);
    expect(found.length).toBeLessThanOrEqual(1_000);
    expect(found.some((line) => line.endsWith(':0'))).toBe(true);
  });

  it.each([
    ['/range/0000', 400],
    ['/range/GGGGG', 400],
    [`/range/${'0'.repeat(40)}`, 400],
    ['/', 404],
  ])('refuses %s', async (path, status) => {
    expect((await fetch(standIn.url + path)).status).toBe(status);
  });
});

describe('the adapter', () => {
  it.each(Object.keys(stolenPasswords))('knows the stolen "%s"', async (password) => {
    expect(await adapter().isBreached(password)).toBe(true);
    expect(failures).toEqual([]);
  });

  it('knows nothing of others, whatever their case', async () => {
    expect(await adapter().isBreached('a wide calm lake')).toBe(false);
    expect(await adapter().isBreached(stolen.toUpperCase())).toBe(false);
    expect(failures).toEqual([]);
  });

  it('takes the password when nobody answers, and says so without naming it', async () => {
    const passwords = adapter('http://127.0.0.1:9');
    expect(await passwords.isBreached(stolen)).toBe(false);
    expect(failures).toHaveLength(1);
    expect(String(failures)).not.toContain(digest.slice(0, 5));
  });
});

describe('a server that watches', () => {
  let server: Server;
  let asked: { url: string | undefined; padding: string | string[] | undefined }[];
  let reply: { status: number; body: string } | 'never';

  const start = async (): Promise<string> => {
    asked = [];
    server = createServer((request, response) => {
      asked.push({ url: request.url, padding: request.headers['add-padding'] });
      if (reply !== 'never') response.writeHead(reply.status, { location: '/' }).end(reply.body);
    });
    return `http://127.0.0.1:${await listen(server, 0)}`;
  };
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('learns five digits, asked once a day, with padding', async () => {
    reply = { status: 200, body: `${digest.slice(5)}:3` };
    let now = 0;
    const passwords = adapter(await start(), () => now);
    expect(await passwords.isBreached(stolen)).toBe(true);
    expect(await passwords.isBreached(stolen)).toBe(true);
    expect(asked).toEqual([{ url: `/range/${digest.slice(0, 5)}`, padding: 'true' }]);
    now = 25 * 60 * 60_000;
    await passwords.isBreached(stolen);
    expect(asked).toHaveLength(2);
  });

  it('is not believed where it says zero, which is padding', async () => {
    reply = { status: 200, body: `${digest.slice(5)}:0` };
    expect(await adapter(await start()).isBreached(stolen)).toBe(false);
    expect(failures).toEqual([]);
  });

  it.each([
    ['an error', { status: 503, body: '' }],
    ['a redirect', { status: 302, body: '' }],
    ['an answer without end', { status: 200, body: `${digest.slice(5)}:3\n`.repeat(20_000) }],
    ['nothing', 'never' as const],
  ])('keeps nobody from choosing a password by %s, and is asked again', async (_kind, given) => {
    reply = given;
    const passwords = adapter(await start());
    expect(await passwords.isBreached(stolen)).toBe(false);
    expect(failures).toHaveLength(1);
    reply = { status: 200, body: `${digest.slice(5)}:3` };
    expect(await passwords.isBreached(stolen)).toBe(true);
  });
});
