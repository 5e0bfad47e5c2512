import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { progressOn } from '@/local/supervisor/progress';
import { startStack } from '@/local/supervisor/start-stack';
import { rootDir } from './process';

/** A production stack with the seeded school that stands alone: its own data, its own ports. */
export type OwnStack = {
  /** Address of the site, without a slash at the end. */
  readonly origin: string;
  /** The complete settings the site runs with. */
  readonly env: Readonly<Record<string, string>>;
  /** Where its data and logs are. */
  readonly dataDir: string;
  /** Addresses of the site and of the pages beside it: `app`, `mail`, `files`, `workflows`, … */
  readonly urls: Readonly<Record<string, string>>;
  /** The processes that serve, by service, as of now; their children are not listed. */
  readonly processes: () => Readonly<Record<string, number>>;
  /** Stops everything and deletes its data. Safe to call twice. */
  readonly stop: () => Promise<void>;
};

/** Nothing of this machine's own settings may leak into a measured or tested stack, except what programs need to run. */
const inherited = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'FFMPEG_PATH'] as const;

function ownSettings(): Record<string, string> {
  const entries = inherited.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(entries), LOG_LEVEL: 'warn' };
}

const parent = join(rootDir, '.cache/stacks');
const leftoverMs = 24 * 60 * 60 * 1000;

/** Removes what stacks that failed to start have left to be looked at, once nobody will any more. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(parent)) {
    const { mtimeMs } = await stat(join(parent, name));
    if (Date.now() - mtimeMs > leftoverMs) await rm(join(parent, name), { recursive: true, force: true });
  }
}

/**
 * Builds when sources have changed, and brings up a stack beside whatever else runs on this machine. One that fails to
 * start leaves its logs for a day.
 *
 * @param settings put on top of what every such stack runs with.
 * @throws StartError with a message for a person
 */
async function startOwnStack(settings: Readonly<Record<string, string>> = {}): Promise<OwnStack> {
  await mkdir(parent, { recursive: true });
  await removeLeftovers();
  const dataDir = await mkdtemp(join(parent, 'stack-'));
  const stack = await startStack({
    dataDir,
    webPort: 0,
    mode: 'start',
    settings: { ...ownSettings(), ...settings },
    ports: 'any',
    seed: 'when-empty',
    build: 'when-changed',
    progress: progressOn(process.stdout),
  });
  return {
    origin: stack.url.replace(/\/$/, ''),
    env: stack.env,
    dataDir,
    urls: { ...stack.urls },
    processes: stack.processes,
    stop: async () => {
      await stack.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Runs `work` against a stack of its own and stops it afterwards, also when interrupted. */
export async function withStack<T>(
  work: (stack: OwnStack) => Promise<T>,
  settings: Readonly<Record<string, string>> = {},
): Promise<T> {
  const stack = await startOwnStack(settings);
  const interrupted = (): void => {
    void stack.stop().finally(() => process.exit(130));
  };
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    return await work(stack);
  } finally {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
    await stack.stop();
  }
}

/**
 * Starts the stack that the end-to-end tests run against, whoever starts it. Every browser context comes from an address of
 * its own, as visitors do (`ownAddress` in e2e/support/test.ts); and what is logged is what a school logs, so that the
 * canary of the erasure is looked for in it.
 *
 * @throws StartError with a message for a person
 */
export async function startTestedStack(): Promise<OwnStack> {
  return await startOwnStack({ TRUSTED_PROXIES: '1', LOG_LEVEL: 'info' });
}

/** What the end-to-end tests are told about a stack, in environment variables. */
export function testEnvironment({ origin, urls, env, dataDir }: OwnStack): Record<string, string> {
  const database = env['DATABASE_URL'] ?? '';
  return {
    BASE_URL: origin,
    STACK_URLS: JSON.stringify(urls),
    STACK_DATABASE_URL: database,
    STACK_SETTINGS: JSON.stringify(env),
    STACK_DATA_DIR: dataDir,
  };
}
