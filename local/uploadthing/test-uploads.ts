import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createRouteHandler, type FileRouter } from 'uploadthing/server';
import type { FileStore } from './file-store';
import { startUploadThing } from './index';
import { makeLocalToken } from './token';

const apiKey = 'sk_live_contract';
const appId = 'lyceum-test';

/** A store in memory. */
function memoryStore(): FileStore {
  const files = new Map<string, { bytes: Buffer; contentType: string }>();
  return {
    async put(key, body, { contentType }) {
      files.set(key, { bytes: await buffer(body), contentType });
    },
    async get(key, range) {
      const bytes = files.get(key)?.bytes;
      return bytes && Readable.from([range ? bytes.subarray(range.start, range.end + 1) : bytes]);
    },
    async head(key) {
      const file = files.get(key);
      return file && { contentType: file.contentType, size: file.bytes.length };
    },
    async delete(key) {
      files.delete(key);
    },
  };
}

/** What the vendor's server side is configured with. */
export interface VendorConfig {
  token: string;
  ingestUrl: string;
  apiUrl: string;
  ufsHost: string;
  ufsAppIdLocation: 'path';
  logLevel: 'None';
}

/** A stand-in and an application with a route handler, each on a port of its own. */
export interface TestUploads {
  readonly config: VendorConfig;
  readonly store: FileStore;
  /** Address of the application's route handler. */
  readonly endpoint: string;
  /** Answers the next requests to the route handler with these statuses instead of handing them on. */
  readonly outages: number[];
  /** Every callback the application was sent: its headers and raw body. */
  readonly callbacks: { headers: Headers; body: string }[];
  restart(): Promise<void>;
  close(): Promise<void>;
}

type Handler = (request: Request) => Promise<Response>;

async function serveApplication(handlerOf: () => Handler, seen: TestUploads['callbacks'], outages: number[]) {
  const server = createServer(async (request, response) => {
    const headers = new Headers(
      Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
    );
    const body = (await buffer(request)).toString('utf8');
    if (headers.has('uploadthing-hook')) {
      seen.push({ headers, body });
      const outage = outages.shift();
      if (outage !== undefined) {
        response.writeHead(outage).end();
        return;
      }
    }
    const hasBody = request.method === 'POST';
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const answer = await handlerOf()(
      new Request(url, { method: request.method ?? 'GET', headers, ...(hasBody ? { body } : {}) }),
    );
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : 0 };
}

/** Makes the application's own route handler, for tests of one that is not made by the vendor's function alone. */
export type HandlerMaker = (config: VendorConfig, endpoint: string) => Handler;

/** Starts both; the route handler serves `router`, or is the one that is made. */
export async function openTestUploads(
  router: FileRouter | HandlerMaker,
  isDev = false,
): Promise<TestUploads> {
  const dataDir = await mkdtemp(join(tmpdir(), 'uploads-'));
  const store = memoryStore();
  const start = (port: number) => startUploadThing({ port, apiKey, appId, dataDir, store });
  let running = await start(0);
  const config: VendorConfig = {
    token: makeLocalToken({ apiKey, appId, ingestHost: 'localhost' }),
    ingestUrl: running.ingestUrl,
    apiUrl: running.apiUrl,
    ufsHost: running.ufsHost,
    ufsAppIdLocation: 'path',
    logLevel: 'None',
  };
  const callbacks: TestUploads['callbacks'] = [];
  const outages: number[] = [];
  let handler: Handler | undefined;
  const { server, port } = await serveApplication(
    () => {
      handler ??=
        typeof router === 'function'
          ? router(config, `http://localhost:${port}/api/uploadthing`)
          : createRouteHandler({ router, config: { ...config, isDev } });
      return handler;
    },
    callbacks,
    outages,
  );
  return {
    config,
    store,
    callbacks,
    outages,
    endpoint: `http://localhost:${port}/api/uploadthing`,
    async restart() {
      const { port: same } = new URL(running.url);
      await running.close();
      running = await start(Number(same));
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await running.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

type Listener = (event: { loaded: number }) => void;

/** As much of a browser's `XMLHttpRequest` as the vendor's client uses, over `fetch`. */
export class FetchXhr {
  status = 0;
  statusText = '';
  response: unknown = null;
  responseType = '';
  readonly upload = { addEventListener: (_type: string, _listener: Listener) => {} };
  readonly #listeners = new Map<string, Listener>();
  readonly #headers = new Headers();
  readonly #abort = new AbortController();
  #method = 'GET';
  #url = '';

  open(method: string, url: string): void {
    this.#method = method;
    this.#url = url;
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers.set(name, value);
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, listener);
  }

  abort(): void {
    this.#abort.abort();
  }

  send(body: FormData): void {
    fetch(this.#url, { method: this.#method, headers: this.#headers, body, signal: this.#abort.signal })
      .then(async (answer) => {
        this.status = answer.status;
        this.statusText = answer.statusText;
        this.response = await answer.json();
        this.#listeners.get('load')?.({ loaded: 0 });
      })
      .catch(() => this.#listeners.get('error')?.({ loaded: 0 }));
  }
}
