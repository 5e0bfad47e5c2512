import { z } from 'zod';
import { startExecutor } from './executor';
import { createLog } from './log';

const DEFAULT_PORT = 8288;
const DEFAULT_RETRY_BASE_MS = 1000;

const settings = z.object({
  port: z.coerce.number().int().min(0).max(65_535),
  host: z.string().min(1),
  databaseUrl: z.string().min(1, 'DATABASE_URL is not set'),
  appUrls: z.array(z.url({ protocol: /^https?$/ })),
  signingKey: z.string().min(1).nullable(),
  eventKey: z.string().min(1).nullable(),
  retryBaseMs: z.coerce.number().int().positive(),
  level: z.enum(['debug', 'info', 'warn', 'error', 'silent']).catch('info'),
});

/** Reads `--name value` and `--name=value`; a name may come several times. */
function flags(name: string): string[] {
  const args = process.argv.slice(2);
  return args.flatMap((arg, position) => {
    if (arg.startsWith(`--${name}=`)) return [arg.slice(name.length + 3)];
    const next = args[position + 1];
    return arg === `--${name}` && next !== undefined ? [next] : [];
  });
}

function endpoint(appUrl: string): string {
  const url = new URL(appUrl);
  if (url.pathname === '/') url.pathname = '/api/inngest';
  return url.href;
}

function readSettings() {
  const env = process.env;
  const given =
    flags('app').length > 0 ? flags('app') : (env['INNGEST_APP_URLS'] ?? env['APP_URL'] ?? '').split(',');
  return settings.parse({
    port: flags('port')[0] ?? env['PORT'] ?? DEFAULT_PORT,
    host: flags('host')[0] ?? env['HOST'] ?? '127.0.0.1',
    databaseUrl: flags('database-url')[0] ?? env['DATABASE_URL'] ?? '',
    appUrls: given.filter((url) => url.trim() !== '').map((url) => endpoint(url.trim())),
    signingKey: env['INNGEST_SIGNING_KEY'] || null,
    eventKey: env['INNGEST_EVENT_KEY'] || null,
    retryBaseMs: env['INNGEST_RETRY_BASE_MS'] ?? DEFAULT_RETRY_BASE_MS,
    level: env['LOG_LEVEL'] ?? 'info',
  });
}

async function main(): Promise<void> {
  const { level, ...options } = readSettings();
  const log = createLog({ level, write: (line) => process.stdout.write(line) });
  const executor = await startExecutor({ ...options, log });
  let isStopping = false;
  const stop = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    executor.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('could not stop cleanly', { error });
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  const message = error instanceof z.ZodError ? z.prettifyError(error) : error;
  process.stderr.write(`inngest: ${message instanceof Error ? message.message : String(message)}\n`);
  process.exit(1);
});
