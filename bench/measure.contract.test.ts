import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { withFloor } from './floor';
import { drive, send } from './load';
import { usageOfTrees } from './process-tree';

const get = { method: 'GET', path: '/', headers: {} } as const;

describe('the floor', { timeout: 30_000 }, () => {
  it('answers with the bytes it was given, as often as asked, and no longer than it is needed', async () => {
    let origin = '';
    await withFloor(Buffer.from('<p>floor</p>'), 'text/html', async (floor) => {
      origin = floor.origin;
      const answer = await send(origin, get);
      expect(answer.body.toString('utf8')).toBe('<p>floor</p>');
      expect(answer.headers['content-type']).toBe('text/html');
      const before = usageOfTrees([floor.pid]).cpuMs;
      const measured = await drive(origin, () => get, {
        connections: 4,
        durationMs: 20_000,
        maxRequests: 2_000,
      });
      expect(measured.latenciesMs).toHaveLength(2_000);
      expect(measured.failed).toBe(0);
      expect(usageOfTrees([floor.pid]).cpuMs).toBeGreaterThan(before);
    });
    // A connection that was kept may learn of the end first.
    await expect(send(origin, get)).rejects.toThrow(/ECONNREFUSED|ECONNRESET/);
  });
});

describe.runIf(process.platform === 'linux')('the usage of a process tree', () => {
  it('counts children, and what children that have ended used', async () => {
    const busy = 'const until = Date.now() + 200; while (Date.now() < until);';
    const program = `
      const { spawn, spawnSync } = require('node:child_process');
      spawnSync(process.execPath, ['-e', ${JSON.stringify(busy)}]);
      spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']).once('spawn', () => console.log('ready'));`;
    const parent = spawn(process.execPath, ['-e', program], { detached: true });
    try {
      await once(parent.stdout, 'data');
      const { cpuMs, processes } = usageOfTrees([parent.pid ?? 0]);
      expect(processes).toBe(2);
      expect(cpuMs).toBeGreaterThanOrEqual(150);
    } finally {
      process.kill(-(parent.pid ?? 0), 'SIGKILL');
    }
  });
});
