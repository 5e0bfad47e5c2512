import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { Log } from './log';
import { type Json, parseJson } from './protocol/json';
import { isTransient } from './store/database';

const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** A request as a route sees it. */
export interface RouteRequest {
  method: string;
  url: URL;
  headers: http.IncomingHttpHeaders;
  params: readonly string[];
  body: string;
}

/** What a route answers. */
export interface RouteAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Serves requests whose path matches; groups of the pattern arrive as `params`. */
export interface Route {
  method: string;
  pattern: RegExp;
  handle: (request: RouteRequest) => Promise<RouteAnswer>;
}

/** Thrown by a route to answer with a status and a message. */
export class HttpError extends Error {
  override name = 'HttpError';
  /** The status to answer with. */
  readonly status: number;

  /** Says what is wrong with the request. */
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Answers with JSON. */
export function json(status: number, value: unknown): RouteAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/** Reads a request's body as JSON. @throws HttpError 400 for anything else. */
export function readJson(request: RouteRequest): Json {
  try {
    return parseJson(request.body);
  } catch {
    throw new HttpError(400, 'the body is not JSON');
  }
}

function readBody(request: http.IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) reject(new HttpError(413, 'the body is too large'));
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}

function toAnswer(error: unknown, log: Log): RouteAnswer {
  if (error instanceof HttpError) return json(error.status, { error: error.message, status: error.status });
  if (error instanceof z.ZodError) return json(400, { error: z.prettifyError(error), status: 400 });
  if (isTransient(error)) {
    return json(503, { error: 'the database is not available, try again', status: 503 });
  }
  log.error('request failed', { error });
  return json(500, { error: 'internal error', status: 500 });
}

async function respond(request: http.IncomingMessage, routes: readonly Route[]): Promise<RouteAnswer> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const method = request.method ?? 'GET';
  const body = await readBody(request);
  let isPathKnown = false;
  for (const route of routes) {
    const match = route.pattern.exec(url.pathname);
    if (!match) continue;
    isPathKnown = true;
    if (route.method !== method) continue;
    const params = match.slice(1).map((part) => decodeURIComponent(part));
    return route.handle({ method, url, headers: request.headers, params, body });
  }
  throw new HttpError(isPathKnown ? 405 : 404, isPathKnown ? 'method not allowed' : 'not found');
}

/** A server that listens. */
export interface ListeningServer {
  port: number;
  close: () => Promise<void>;
}

/** Serves routes. @throws Error with a clear message when the port is taken. */
export function listen(
  options: { port: number; host: string; log: Log },
  routes: readonly Route[],
): Promise<ListeningServer> {
  const server = http.createServer((request, response) => {
    respond(request, routes)
      .catch((error: unknown) => toAnswer(error, options.log))
      .then((answer) => {
        response.writeHead(answer.status, answer.headers);
        response.end(answer.body);
      })
      .catch(() => response.destroy());
  });
  server.keepAliveTimeout = 65_000;
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      reject(isTaken ? new Error(`port ${options.port} is already in use`, { cause: error }) : error);
    });
    server.listen(options.port, options.host, () => {
      resolve({ port: portOf(server.address()), close: () => closeServer(server) });
    });
  });
}

function portOf(address: string | AddressInfo | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function closeServer(server: http.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 1000).unref();
  });
}
