import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { demoAccounts, demoPassword } from '@/prisma/seed/demo-accounts';
import { PostgresError } from './postgres/postgres-error';
import { rootDir } from './supervisor/checkout';
import { type Progress, progressOn } from './supervisor/progress';
import { StartError } from './supervisor/start-error';
import { type Stack, startStack } from './supervisor/start-stack';

const defaultPort = 3000;
const echoMs = 500;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { dev: { type: 'boolean', default: false } } });
  if (existsSync(join(rootDir, '.env'))) process.loadEnvFile(join(rootDir, '.env'));
  const progress = progressOn(process.stdout);
  const interrupt = new AbortController();
  onInterrupt(() => interrupt.abort(new StartError('Stopped.')), progress);
  const stack = await startStack({
    dataDir: join(rootDir, '.data'),
    webPort: webPort(),
    mode: values.dev ? 'dev' : 'start',
    settings: process.env,
    ports: 'preferred',
    seed: 'when-empty',
    build: 'when-changed',
    progress,
    isVerbose: Boolean(process.env['LYCEUM_VERBOSE']),
    signal: interrupt.signal,
  });
  interrupt.signal.addEventListener('abort', () => void shutDown(stack, progress));
  if (interrupt.signal.aborted) await shutDown(stack, progress);
  else progress.say(greeting(stack));
}

function webPort(): number {
  const port = Number(process.env['PORT'] || defaultPort);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new StartError(`PORT is "${process.env['PORT']}"; it has to be a number from 1 to 65535.`);
}

/**
 * The first signal asks for an orderly stop; whoever asks again is in a hurry, and the orphan guard does the rest. One
 * Ctrl-C may arrive twice, from the terminal and from npm, so a second one counts only after a moment.
 */
function onInterrupt(stop: () => void, progress: Progress): void {
  let askedAt: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (askedAt === undefined) {
        askedAt = performance.now();
        progress.say('\nStopping …');
        stop();
      } else if (performance.now() - askedAt > echoMs) process.exit(1);
    });
  }
}

async function shutDown(stack: Stack, progress: Progress): Promise<void> {
  await stack.stop();
  progress.say('Stopped. Everything is kept in .data/');
}

function greeting({ urls }: Stack): string {
  const places = [
    ['Lyceum', urls.app],
    ['Mail', urls.mail],
    ['Files', urls.files],
    ['Workflows', urls.workflows],
    ['Payments', urls.stripe],
  ].flatMap(([name = '', url]) => (url === undefined ? [] : [`  ${name.padEnd(11)} ${url}`]));
  const accounts = demoAccounts.map(({ role, email }) => `  ${role.padEnd(11)} ${email}`);
  return [
    '',
    ...places,
    '',
    `  Demo accounts, each with the password ${demoPassword}`,
    ...accounts,
    '',
    '  Ctrl-C stops everything.',
    '',
  ].join('\n');
}

await main().catch((error: unknown) => {
  const isForPeople = error instanceof StartError || error instanceof PostgresError;
  console.error(isForPeople ? `\n${error.message}` : error);
  process.exitCode = 1;
});
