import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { RedisConfig, SubscribeOptions } from './redis';

/** Subscriptions over server-sent events that outlive their connections. */
export type Channels = {
  /** The channel's name in Redis. @throws when it holds characters that the protocol's paths and lines cannot carry */
  name(channel: string): string;
  /** See {@link RedisPort.subscribe}; rejects when the first connection fails. */
  subscribe(channel: string, onMessage: (message: string) => void, options: SubscribeOptions): Promise<void>;
};

const CONNECT_TIMEOUT_MS = 5_000;
const MIN_PAUSE_MS = 200;
const MAX_PAUSE_MS = 10_000;
const PREFIX = 'lyceum:';

const payloadSchema = z.string();

type Connection = {
  /** Resolves once Redis has confirmed the subscription. */
  readonly confirmed: Promise<void>;
  /** Settles when the connection is over, for whatever reason. */
  readonly ended: Promise<void>;
};

function parsePayload(text: string): string | null {
  try {
    return payloadSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

async function* readLines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

/** `data: message,<channel>,<payload>`: the channel holds no comma, the payload may. */
function parseLine(line: string): { kind: string; payload: string } | null {
  const [, kind, payload] = /^data: ?([a-z]+),[^,]*,(.*)$/.exec(line.replace(/\r$/, '')) ?? [];
  return kind === undefined || payload === undefined ? null : { kind, payload };
}

async function open(
  config: RedisConfig,
  name: string,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  // The vendor's client gives no sign when its stream ends, so a lost connection would go unnoticed.
  const response = await fetch(`${config.url.replace(/\/$/, '')}/subscribe/${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${config.token}`, accept: 'text/event-stream' },
    cache: 'no-store',
    signal,
  });
  if (response.ok && response.body !== null) return response.body;
  await response.body?.cancel();
  throw new Error(`Redis refused the subscription to ${name} with status ${response.status}.`);
}

function connect(
  config: RedisConfig,
  name: string,
  onMessage: (message: string) => void,
  outer: AbortSignal | undefined,
): Connection {
  const attempt = new AbortController();
  const timer = setTimeout(() => {
    attempt.abort(new Error('Redis did not confirm the subscription in time.'));
  }, CONNECT_TIMEOUT_MS);
  const signal = outer === undefined ? attempt.signal : AbortSignal.any([outer, attempt.signal]);
  const read = async (onConfirmed: () => void): Promise<void> => {
    for await (const line of readLines(await open(config, name, signal))) {
      const event = parseLine(line);
      if (event?.kind === 'subscribe') onConfirmed();
      const message = event?.kind === 'message' ? parsePayload(event.payload) : null;
      if (message !== null) onMessage(message);
    }
  };
  let ended: Promise<void> = Promise.resolve();
  const confirmed = new Promise<void>((resolve, reject) => {
    ended = read(() => {
      clearTimeout(timer);
      resolve();
    })
      .catch(reject)
      .finally(() => {
        clearTimeout(timer);
        reject(new Error('The subscription ended before Redis confirmed it.'));
      });
  });
  return { confirmed, ended };
}

/** Doubles up to a ceiling, and scatters so that processes do not return all at once. */
function pauseMs(attempt: number): number {
  return Math.min(MAX_PAUSE_MS, MIN_PAUSE_MS * 2 ** attempt) * (0.5 + Math.random() / 2);
}

/** Makes the channels of one endpoint. Connects at first use. */
export function createChannels(config: RedisConfig): Channels {
  const name = (channel: string): string => {
    if (!/^[A-Za-z0-9:_.-]+$/.test(channel)) throw new Error(`"${channel}" cannot name a channel.`);
    return `${PREFIX}${channel}`;
  };

  async function keepAlive(
    first: Connection,
    reconnect: () => Connection,
    { signal, onResumed }: SubscribeOptions,
  ): Promise<void> {
    await first.ended;
    for (let attempt = 0; signal?.aborted !== true; attempt += 1) {
      await sleep(pauseMs(attempt), undefined, { ref: false, ...(signal === undefined ? {} : { signal }) });
      const connection = reconnect();
      const isConfirmed = await connection.confirmed.then(
        () => true,
        () => false,
      );
      if (!isConfirmed) continue;
      attempt = -1;
      onResumed?.();
      await connection.ended;
    }
  }

  return {
    name,
    async subscribe(channel, onMessage, options) {
      const reconnect = () => connect(config, name(channel), onMessage, options.signal);
      const first = reconnect();
      await first.confirmed;
      // Only an abort ends the loop, by interrupting its pause.
      keepAlive(first, reconnect, options).catch(() => undefined);
    },
  };
}
