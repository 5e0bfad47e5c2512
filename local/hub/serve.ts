import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from '@/local/web/listen';

/** Answers a request for a page; the hub serves nothing that is written to it. */
export type Handler = (url: URL) => Promise<Response>;

/** A listening server. */
export interface Served {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves GET requests on 127.0.0.1; `port` 0 takes any free one. @throws when the port is taken */
export async function serve(port: number, handler: Handler): Promise<Served> {
  const server = createServer((request, response) => {
    answer(handler, request, response).catch((error: unknown) => fail(response, error));
  });
  const bound = await listen(server, port);
  return {
    url: `http://localhost:${bound}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(handler: Handler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const answered = await handler(new URL(request.url ?? '/', 'http://localhost'));
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  response.end(request.method === 'HEAD' ? undefined : Buffer.from(await answered.arrayBuffer()));
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.destroyed) return;
  console.error('hub:', error);
  if (response.headersSent) response.destroy();
  else response.writeHead(500, { 'content-type': 'text/plain' }).end('This page failed; the log says why.\n');
}
