import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from '@/local/web/listen';
import type { RedisBackend } from './backend';
import { createMemoryBackend } from './memory/memory-backend';
import { createRealBackend } from './real-backend';
import { type Encoding, envelope, ReplyError } from './reply';
import {
  isAuthorized,
  parseBatch,
  parsePathCommand,
  parseSingle,
  pathSegments,
  RequestError,
  readBody,
} from './request';
import { streamSubscription } from './subscription';

/** How to start the endpoint. */
export type RedisRestOptions = {
  /** 0 picks a free port. */
  readonly port: number;
  /** Interface to listen on; the loopback by default. */
  readonly host?: string;
  /** Bearer token every request must carry. */
  readonly token: string;
  /** A real Redis to speak for, e.g. `redis://localhost:6379`; in-memory when absent. */
  readonly redisUrl?: string | undefined;
};

/** A running endpoint. */
export type RedisRest = { readonly url: string; readonly port: number; close(): Promise<void> };

function send(response: ServerResponse, status: number, body: unknown): void {
  const json = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(json),
    // Clients hand the token back to read their own writes; with a single node every read does.
    'upstash-sync-token': '0',
  });
  response.end(json);
}

async function answerBatch(
  backend: RedisBackend,
  path: '/pipeline' | '/multi-exec',
  body: Buffer,
  encoding: Encoding,
  response: ServerResponse,
): Promise<void> {
  const commands = parseBatch(body);
  if (path === '/pipeline') {
    const replies = await Promise.all(commands.map((command) => backend.execute(command)));
    send(
      response,
      200,
      replies.map((reply) => envelope(reply, encoding)),
    );
    return;
  }
  const replies = await backend.transaction(commands);
  if (replies instanceof Error) send(response, 400, { error: replies.message });
  else
    send(
      response,
      200,
      replies.map((reply) => envelope(reply, encoding)),
    );
}

async function answer(
  backend: RedisBackend,
  token: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://redis.local');
  if (!isAuthorized(request, url, token)) {
    throw new RequestError(401, 'WRONGPASS invalid or missing auth token');
  }
  const encoding: Encoding = request.headers['upstash-encoding'] === 'base64' ? 'base64' : 'text';
  const [first = '', ...names] = pathSegments(url);
  const kind = first.toLowerCase();
  if ((kind === 'subscribe' || kind === 'psubscribe') && names.length > 0) {
    await streamSubscription(backend, kind, names, response);
    return;
  }
  const body = await readBody(request);
  if (url.pathname === '/pipeline' || url.pathname === '/multi-exec') {
    await answerBatch(backend, url.pathname, body, encoding, response);
    return;
  }
  const command = first === '' ? parseSingle(body) : parsePathCommand(url, body);
  const reply = await backend.execute(command);
  send(response, reply instanceof ReplyError ? 400 : 200, envelope(reply, encoding));
}

function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (error instanceof RequestError) send(response, error.status, { error: error.message });
  else send(response, 500, { error: `ERR ${error instanceof Error ? error.message : 'internal error'}` });
}

/**
 * Serves Upstash's REST protocol, over a real Redis when `redisUrl` is given and over an in-memory one otherwise.
 * @throws when the port is taken or the real Redis cannot be reached
 */
export async function startRedisRest(options: RedisRestOptions): Promise<RedisRest> {
  const { port, host = '127.0.0.1', token, redisUrl } = options;
  const backend = redisUrl === undefined ? createMemoryBackend() : await createRealBackend(redisUrl);
  const server = createServer((request, response) => {
    answer(backend, token, request, response).catch((error: unknown) => refuse(response, error));
  });
  // Subscriptions stay open for as long as their page does.
  server.requestTimeout = 0;
  const bound = await listen(server, port, host).catch(async (error: unknown) => {
    await backend.close();
    throw error;
  });
  return {
    url: `http://${host}:${bound}`,
    port: bound,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await backend.close();
    },
  };
}
