import { chmodSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFfmpeg } from '@/prisma/seed/media/ffmpeg';
import { createDatabase } from '../postgres/databases';
import { appSettings } from './app-settings';
import { readinessOf } from './http-probe';
import { acquireLock } from './lock';
import { checkDisk, checkNode, checkWebPort } from './machine';
import { freePort } from './ports';
import { prepareBuild, prepareClient, prepareData, prepareSchema } from './preparation';
import { preparePrograms } from './programs';
import { type Progress, silentProgress } from './progress';
import { loadSecrets } from './secrets';
import { planServices, type Settings, withoutBlanks } from './service-plan';
import { Session } from './session';
import { choosePorts, type PortChoice } from './stack-ports';
import { executorService, type HubSources, hubService, postgresService, webService } from './stack-services';
import { StartError } from './start-error';
import { Teardown } from './teardown';

const readyPatienceMs = 60_000;
const degradedPatienceMs = 10_000;
const readyPollMs = 100;
const databaseName = 'lyceum';

/** What kind of stack to bring up, and where. */
export interface StackOptions {
  /** Everything the stack keeps: `.data` of the checkout, or a temporary directory for one that stands alone. */
  readonly dataDir: string;
  /** Port of the site; 0 takes any free one. */
  readonly webPort: number;
  /** The built application, or the development server. */
  readonly mode: 'start' | 'dev';
  /** What is set by hand; a service that is named here is used instead of an embedded one. */
  readonly settings: Settings;
  readonly ports: PortChoice;
  /** Whether an empty database gets the demonstration school. */
  readonly seed: 'when-empty' | 'never';
  /** Whether changed sources are built first. Without, the build at hand is served as it is. */
  readonly build: 'when-changed' | 'never';
  readonly progress?: Progress;
  /** Shows everything services write. */
  readonly isVerbose?: boolean;
  /** Gives up the start when aborted; a stack that is up is ended with `stop`. */
  readonly signal?: AbortSignal;
}

/** A stack that serves. */
export interface Stack {
  /** Address of the site. */
  readonly url: string;
  /** Where a person finds each part. */
  readonly urls: StackUrls;
  /** The complete settings the application runs with. */
  readonly env: Readonly<Record<string, string>>;
  /** Process ids by service, as of now; a service that is being restarted is missing. */
  readonly processes: () => Readonly<Record<string, number>>;
  /** Stops everything in order and resolves when nothing runs any more. Safe to call twice. */
  readonly stop: () => Promise<void>;
}

/** Pages of a stack; a part that is somebody else's has none. */
export interface StackUrls {
  readonly app: string;
  readonly local: string;
  readonly mail?: string;
  readonly files?: string;
  readonly workflows?: string;
  readonly stripe?: string;
}

/**
 * Brings up the whole platform and resolves when the site answers and each of its dependencies does. Whatever dies later
 * is started again. One stack runs on a data directory at a time.
 *
 * @throws StartError with a message for a person, after having stopped what was already up.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const teardown = new Teardown();
  try {
    return await bringUp(options, teardown);
  } catch (error) {
    await teardown.run();
    throw error;
  }
}

async function bringUp(options: StackOptions, teardown: Teardown): Promise<Stack> {
  const ground = await takeGround(options, teardown);
  const { dataDir, plan, ports, webPort, progress, signal } = ground;
  const session = new Session({ dataDir, progress, isVerbose: options.isVerbose ?? false, signal, teardown });
  const programs = await preparePrograms();
  await prepareClient(session);
  const databaseUrl = plan.has('postgres') ? await startDatabase(session, ports.postgres) : '';
  const env = { ...appSettings({ ...ground, databaseUrl }), FFMPEG_PATH: await ffmpegPath(ground) };
  await progress.step('Local services', () => session.keep(hubService(session, ground, programs, env)));
  await prepareSchema(session, env);
  if (options.seed === 'when-empty') await prepareData(session, env);
  if (options.mode === 'start' && options.build === 'when-changed') await prepareBuild(session, env);
  await progress.step('Web server', () => session.keep(webService(session, options.mode, webPort, env)));
  if (plan.has('inngest')) {
    const executor = executorService(session, { ...ports, web: webPort }, programs, env);
    await progress.step('Workflows', () => session.keep(executor));
  }
  await progress.step('Everything answers', () =>
    waitUntilReady(`http://127.0.0.1:${webPort}/api/health/ready`, progress, signal),
  );
  return publish(session, options.mode, ground, env, teardown);
}

/** The ffmpeg of this machine or of npm; without one, everything but videos works. */
async function ffmpegPath({ given, progress }: Ground): Promise<string> {
  try {
    return await findFfmpeg(given['FFMPEG_PATH']);
  } catch (error) {
    progress.say(error instanceof Error ? error.message : String(error));
    return given['FFMPEG_PATH'] ?? 'ffmpeg';
  }
}

/** What is settled before the first process starts. */
interface Ground extends HubSources {
  readonly webPort: number;
  readonly given: Readonly<Record<string, string>>;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Checks that a stack can run here, makes sure it is the only one, and settles names, ports and secrets. */
async function takeGround(options: StackOptions, teardown: Teardown): Promise<Ground> {
  const { mode, progress = silentProgress, signal = new AbortController().signal } = options;
  const dataDir = resolve(options.dataDir);
  const given = withoutBlanks(options.settings);
  const webPort = options.webPort === 0 ? await freePort() : options.webPort;
  const appUrl = given['APP_URL'] ?? `http://localhost:${webPort}`;
  checkNode();
  mkdirSync(dataDir, { recursive: true });
  // The database runs as another user when we are root, and has to pass through.
  chmodSync(dataDir, 0o755);
  checkDisk(dataDir);
  const lock = acquireLock(join(dataDir, 'lock'), appUrl);
  teardown.defer(lock.release);
  if (lock.takenOverFrom !== undefined) {
    progress.say(`The last session (process ${lock.takenOverFrom}) was cut short; cleaning up after it.`);
  }
  await checkWebPort(webPort, mode === 'dev' ? 'npm run dev' : 'npm start');
  const plan = planServices(given);
  const ports = await choosePorts(options.ports, webPort);
  const secrets = loadSecrets(join(dataDir, 'secrets.json'));
  return { dataDir, given, plan, ports, webPort, appUrl, secrets, progress, signal };
}

async function startDatabase(session: Session, port: number): Promise<string> {
  return session.options.progress.step('PostgreSQL', async () => {
    let serverUrl = '';
    const service = postgresService(session, port, (url) => {
      serverUrl = url;
    });
    await session.keep(service);
    return createDatabase(serverUrl, databaseName);
  });
}

/**
 * Waits until the site reaches everything it depends on. What it can do without for a while (mail of one's own that is
 * down) is only mentioned: people can be served.
 *
 * @throws StartError when it cannot serve people.
 */
async function waitUntilReady(url: string, progress: Progress, signal: AbortSignal): Promise<void> {
  const startedAt = performance.now();
  for (;;) {
    signal.throwIfAborted();
    const answer = await readinessOf(url);
    const waitedMs = performance.now() - startedAt;
    if (answer?.isReady && answer.down.length === 0) return;
    if (answer?.isReady && waitedMs > degradedPatienceMs) {
      progress.say(`The site serves people, but does not reach: ${answer.down.join(', ')}. See ${url}`);
      return;
    }
    if (waitedMs > readyPatienceMs) {
      const down =
        answer === undefined ? 'it does not say why' : `it does not reach ${answer.down.join(', ')}`;
      throw new StartError(`The site runs, but cannot serve people: ${down}.`);
    }
    await sleep(readyPollMs);
  }
}

function publish(
  session: Session,
  mode: 'start' | 'dev',
  ground: Ground,
  env: Readonly<Record<string, string>>,
  teardown: Teardown,
): Stack {
  const urls = urlsOf(ground);
  session.publish({
    pid: process.pid,
    mode,
    urls: { ...urls },
    ports: { web: ground.webPort, ...ground.ports },
    logs: join(ground.dataDir, 'logs'),
    env,
  });
  return {
    url: ground.appUrl,
    urls,
    env,
    processes: () => session.processes,
    stop: () => teardown.run(),
  };
}

function urlsOf({ appUrl, plan, ports }: Ground): StackUrls {
  const local = `http://localhost:${ports.hub}`;
  return {
    app: appUrl,
    local,
    ...(plan.has('mail') && { mail: `${local}/mail` }),
    ...(plan.has('s3') && { files: `${local}/files` }),
    ...(plan.has('inngest') && { workflows: `http://localhost:${ports.workflows}` }),
    ...(plan.has('stripe') && { stripe: `http://localhost:${ports.stripe}/stripe` }),
  };
}
