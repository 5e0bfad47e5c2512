import { execFile } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);
const installer = z.object({ path: z.string() });

/** Some distributions build ffmpeg without H.264. */
async function hasH264(path: string): Promise<boolean> {
  const output = await run(path, ['-hide_banner', '-encoders']).catch(() => undefined);
  return output?.stdout.includes('libx264') ?? false;
}

async function installedByNpm(): Promise<string | undefined> {
  try {
    const { path } = installer.parse(createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg'));
    // The package sets the mode in an install script, which may have been blocked.
    await chmod(path, 0o755).catch(() => undefined);
    return path;
  } catch {
    return undefined;
  }
}

/**
 * Returns an ffmpeg that encodes H.264: the given one, else the system's, else the one from npm.
 *
 * @throws Error that says what to install when there is none
 */
export async function findFfmpeg(given?: string): Promise<string> {
  if (given !== undefined) {
    if (await hasH264(given)) return given;
    throw new Error(`FFMPEG_PATH names ${given}, which does not run or cannot encode H.264 (libx264).`);
  }
  for (const candidate of ['ffmpeg', await installedByNpm()]) {
    if (candidate !== undefined && (await hasH264(candidate))) return candidate;
  }
  throw new Error('No ffmpeg with H.264 for this platform: install ffmpeg, or set FFMPEG_PATH to one.');
}

/** Runs ffmpeg quietly. @throws Error with the end of what it said when it fails */
export async function runFfmpeg(path: string, args: readonly string[]): Promise<void> {
  await run(path, ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', ...args]);
}
