import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A bare Node server that runs. */
export type Floor = { readonly origin: string; readonly pid: number };

/** Runs a bare Node HTTP server in its own process, answering everything with the same bytes, while `work` runs. */
export async function withFloor<T>(
  body: Buffer,
  contentType: string,
  work: (floor: Floor) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'lyceum-floor-'));
  const file = join(folder, 'body');
  await writeFile(file, body);
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'floor-server.ts')], {
    env: { ...process.env, FLOOR_BODY_FILE: file, FLOOR_CONTENT_TYPE: contentType },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [port] = await once(createInterface(child.stdout), 'line');
    if (child.pid === undefined) throw new Error('the floor did not start');
    return await work({ origin: `http://127.0.0.1:${String(port)}`, pid: child.pid });
  } finally {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
}
