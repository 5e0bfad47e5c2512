import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { fingerprint } from './fingerprint';
import { acquireLock } from './lock';
import { checkDisk, checkNode, checkWebPort } from './machine';
import { freePort } from './ports';
import { loadSecrets } from './secrets';
import { choosePorts } from './stack-ports';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lyceum-ground-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
});

async function occupy(): Promise<number> {
  const server = createServer();
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return port;
}

describe('fingerprint', () => {
  const paths = ['app', 'messages', 'absent', 'config.mjs'];
  const now = () => fingerprint(directory, paths);
  const write = (file: string, content: string) => writeFileSync(join(directory, file), content);

  beforeEach(() => {
    mkdirSync(join(directory, 'app/deep'), { recursive: true });
    write('app/deep/page.tsx', 'one');
    write('config.mjs', 'config');
  });

  test('stays through a touch, a test file, and what is not an input', () => {
    const before = now();
    write('app/deep/page.tsx', 'one');
    write('app/deep/page.test.tsx', 'test');
    write('readme.md', 'words');
    expect(now()).toBe(before);
  });

  test.each([
    ['a change', () => write('app/deep/page.tsx', 'two')],
    ['a new file', () => write('app/new.ts', '')],
    ['a removed file', () => rmSync(join(directory, 'config.mjs'))],
    [
      'a directory that appears',
      () => mkdirSync(join(directory, 'messages')) ?? write('messages/en.json', '{}'),
    ],
  ])('notices %s', (_what, change) => {
    const before = now();
    change();
    expect(now()).not.toBe(before);
  });

  test('notices content that moves from one file to another', () => {
    write('app/a.ts', 'x');
    write('app/b.ts', 'y');
    const before = now();
    write('app/a.ts', 'y');
    write('app/b.ts', 'x');
    expect(now()).not.toBe(before);
  });
});

describe('the lock', () => {
  const url = 'http://localhost:3000';
  const acquire = () => acquireLock(join(directory, 'lock'), url);

  test('refuses a second holder and says where the first one serves', () => {
    const lock = acquire();
    expect(acquire).toThrow(`${url} (process ${process.pid})`);
    lock.release();
    acquire().release();
  });

  test('is taken over from a process that died', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(join(directory, 'lock'), JSON.stringify({ pid, url }));
    expect(acquire().takenOverFrom).toBe(pid);
  });

  test.runIf(process.platform === 'linux')('is taken over when another process has the id by now', () => {
    writeFileSync(join(directory, 'lock'), JSON.stringify({ pid: process.ppid, url, bornAt: '1' }));
    expect(acquire().takenOverFrom).toBe(process.ppid);
  });

  test.runIf(process.platform === 'linux')(
    'is taken over from a killed process nobody has buried',
    async () => {
      // A shell that becomes `sleep` never waits for the child it had.
      const parent = spawn('/bin/sh', ['-c', 'sleep 0 & echo $!; exec sleep 60']);
      onTestFinished(() => void parent.kill('SIGKILL'));
      const [line] = await once(parent.stdout, 'data');
      const pid = Number(String(line));
      const stat = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ');
      await vi.waitFor(() => expect(stat()[2]).toBe('Z'));
      writeFileSync(join(directory, 'lock'), JSON.stringify({ pid, url, bornAt: stat()[21] }));
      expect(acquire().takenOverFrom).toBe(pid);
    },
  );

  test('is taken over when a crash cut it short', () => {
    writeFileSync(join(directory, 'lock'), '{"pid":');
    expect(acquire().takenOverFrom).toBe(0);
  });
});

describe('what the machine must have', () => {
  test.each(['20.19.0', '22.0.0', '26.1.0'])('Node.js %s will do', (version) => {
    expect(() => checkNode(version)).not.toThrow();
  });

  test.each(['18.20.0', '20.18.9'])('Node.js %s will not', (version) => {
    expect(() => checkNode(version)).toThrow('20.19');
  });

  test('room on the disk', () => {
    expect(() => checkDisk(directory, 1)).not.toThrow();
    expect(() => checkDisk(directory, 1e18)).toThrow(/nearly full: \d+ MB are free/);
  });

  test('a free port for the site', async () => {
    const port = await occupy();
    await expect(checkWebPort(port, 'npm start')).rejects.toThrow(
      `Port ${port} is in use. Try PORT=${port + 1} npm start`,
    );
    await checkWebPort(await freePort(), 'npm start');
  });
});

describe('what a stack settles', () => {
  test('ports are distinct, whichever way they are chosen', async () => {
    for (const choice of ['preferred', 'any'] as const) {
      const ports = Object.values(await choosePorts(choice, 3000));
      expect(new Set(ports).size).toBe(ports.length);
    }
  });

  test('secrets are made once, completed when one is missing, and private', () => {
    const file = join(directory, 'secrets.json');
    const first = loadSecrets(file);
    expect(loadSecrets(file)).toEqual(first);
    const { redisToken: _lost, ...rest } = first;
    writeFileSync(file, JSON.stringify(rest));
    expect(loadSecrets(file)).toMatchObject(rest);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('redisToken');
    expect(statSync(file).mode & 0o077).toBe(0);
  });
});
