import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { z } from 'zod';

const run = promisify(execFile);
const rootDir = fileURLToPath(new URL('../..', import.meta.url));

/** In the order in which they are tried. */
const browserSources = ['playwright', 'system', 'npm'] as const;

/** Where a Chromium comes from. */
export type BrowserSource = (typeof browserSources)[number];

/** A Chromium that can be started. */
export type FoundBrowser = {
  readonly source: BrowserSource;
  readonly executablePath: string;
  readonly args: readonly string[];
  /** Set besides the environment of this process. */
  readonly env: Readonly<Record<string, string>>;
};

const isRoot = process.getuid?.() === 0;
// Chromium's sandbox refuses to run as root; it only ever loads our own pages here.
const sandboxArgs = isRoot ? ['--no-sandbox'] : [];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function fromPlaywright(): FoundBrowser | undefined {
  const executablePath = chromium.executablePath();
  if (!isExecutable(executablePath)) return undefined;
  return { source: 'playwright', executablePath, args: sandboxArgs, env: {} };
}

const systemNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
];
const systemPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

function fromSystem(): FoundBrowser | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = folders.flatMap((folder) => systemNames.map((name) => join(folder, name)));
  const executablePath = [...onPath, ...systemPlaces].find(isExecutable);
  return executablePath === undefined
    ? undefined
    : { source: 'system', executablePath, args: sandboxArgs, env: {} };
}

const packageSchema = z.object({ version: z.string() });

/**
 * Unpacks the Chromium of the npm package once for each version, with the libraries and fonts it brings for a machine
 * that has none. The folder gets its name when it is complete, so a run cut short leaves nothing half unpacked.
 */
async function unpack(): Promise<string> {
  const manifest = join(rootDir, 'node_modules/@sparticuz/chromium/package.json');
  const { version } = packageSchema.parse(JSON.parse(await readFile(manifest, 'utf8')));
  const cacheDir = join(rootDir, '.cache/chromium');
  const target = join(cacheDir, version);
  if (existsSync(target)) return target;
  await mkdir(cacheDir, { recursive: true });
  const partial = await mkdtemp(join(cacheDir, 'partial-'));
  const program = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";
  try {
    await run(process.execPath, ['--input-type=module', '-e', program], {
      cwd: rootDir,
      // The package unpacks to the temporary folder, and its libraries only where it takes itself to be in AWS.
      env: { ...process.env, TMPDIR: partial, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    });
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    // Another process may have finished first; then its folder is as good as ours.
    if (!existsSync(target)) throw error;
  }
  return target;
}

async function lacksLibraries(executablePath: string): Promise<boolean> {
  const { stdout } = await run('ldd', [executablePath]).catch(() => ({ stdout: '' }));
  return stdout.includes('not found');
}

async function fromNpm(): Promise<FoundBrowser | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = await unpack();
  const executablePath = join(folder, 'chromium');
  const env: Record<string, string> = {};
  if (await lacksLibraries(executablePath)) env['LD_LIBRARY_PATH'] = join(folder, 'al2023/lib');
  if (!existsSync('/etc/fonts/fonts.conf')) env['FONTCONFIG_PATH'] = join(folder, 'fonts');
  return { source: 'npm', executablePath, args: ['--no-sandbox', '--no-zygote'], env };
}

const lookups: Readonly<
  Record<BrowserSource, () => FoundBrowser | undefined | Promise<FoundBrowser | undefined>>
> = { playwright: fromPlaywright, system: fromSystem, npm: fromNpm };

/**
 * Finds a Chromium: Playwright's own, else the system's, else the one from npm, which always exists on Linux x64.
 * `LYCEUM_BROWSER=playwright|system|npm` takes that one and no other.
 *
 * @throws Error when there is none, saying how to get one.
 */
export async function findBrowser(): Promise<FoundBrowser> {
  const wanted = z
    .enum(browserSources)
    .optional()
    .parse(process.env['LYCEUM_BROWSER'] || undefined);
  for (const source of wanted ? [wanted] : browserSources) {
    const found = await lookups[source]();
    if (found) return found;
  }
  throw new Error(
    `No Chromium${wanted ? ` (${wanted})` : ''}. Install one with: npx playwright install chromium`,
  );
}
