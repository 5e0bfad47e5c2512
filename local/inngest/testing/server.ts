import { type Executor, startExecutor } from '../executor';
import { createLog } from '../log';
import { TEST_KEYS } from './app';
import { createTestDatabase, type TestDatabase } from './databases';

/** An Inngest server to test against: the real one `INNGEST_BASE_URL` names, else ours on a database of its own. */
export interface TestServer {
  url: string;
  isReal: boolean;
  keys: { signingKey: string; eventKey: string };
  /** Multiplies deadlines: the real server takes its time between retries. */
  patience: number;
  close: () => Promise<void>;
}

const REAL_PATIENCE = 10;

/** Starts our executor on a database, with the settings tests want. */
export async function startTestExecutor(
  database: TestDatabase,
  appUrls: readonly string[] = [],
  port = 0,
): Promise<Executor> {
  return startExecutor({
    port,
    host: '127.0.0.1',
    databaseUrl: database.url,
    appUrls,
    ...TEST_KEYS,
    retryBaseMs: 40,
    log: createLog({
      level: process.env['INNGEST_TEST_LOG'] ? 'debug' : 'silent',
      write: (line) => process.stderr.write(line),
    }),
  });
}

/** Finds or starts the server. */
export async function startTestServer(): Promise<TestServer> {
  const real = process.env['INNGEST_BASE_URL'];
  if (real) {
    const signingKey = process.env['INNGEST_SIGNING_KEY'] ?? TEST_KEYS.signingKey;
    const eventKey = process.env['INNGEST_EVENT_KEY'] ?? TEST_KEYS.eventKey;
    const keys = { signingKey, eventKey };
    return { url: real, isReal: true, keys, patience: REAL_PATIENCE, close: () => Promise.resolve() };
  }
  const database = await createTestDatabase();
  const executor = await startTestExecutor(database);
  const close = async () => {
    await executor.close();
    await database.drop();
  };
  return { url: executor.url, isReal: false, keys: TEST_KEYS, patience: 1, close };
}

/** Tells an app to register itself with its server, as a deployment does. @throws Error when it cannot. */
export async function registerApp(appUrl: string): Promise<void> {
  const response = await fetch(appUrl, { method: 'PUT' });
  if (!response.ok) throw new Error(`registration failed: ${response.status} ${await response.text()}`);
}
