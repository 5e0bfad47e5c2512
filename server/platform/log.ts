import 'server-only';
import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import { env } from '@/server/platform/env';
import { requestContext } from '@/server/platform/request-context';

const secretPaths = ['password', 'token', 'secret', 'authorization', 'cookie', 'email', 'to'];

const mailAddress = /[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b/gi;

/** What libraries hang on their errors that repeats a person's address or a whole answer of another server. */
const personal = ['rejected', 'rejectedErrors', 'envelope', 'response'] as const;

function withoutPeople(error: Error): Record<string, unknown> {
  const plain: Record<string, unknown> = { ...pino.stdSerializers.err(error) };
  for (const name of personal) delete plain[name];
  for (const name of ['message', 'stack']) {
    if (typeof plain[name] === 'string') plain[name] = plain[name].replaceAll(mailAddress, '[address]');
  }
  return plain;
}

/**
 * Builds a logger that writes one JSON object a line, with request id, actor and route of the request being served, and
 * no secret or address of a person, whatever an error carries.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin: () => {
      const context = requestContext();
      return context === undefined ? {} : { ...context };
    },
    redact: { paths: secretPaths.flatMap((path) => [path, `*.${path}`]), censor: '[redacted]' },
    serializers: { err: withoutPeople },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

let cached: Logger | undefined;

/** Returns this process's logger. */
export function log(): Logger {
  cached ??= createLogger(env().LOG_LEVEL);
  return cached;
}
