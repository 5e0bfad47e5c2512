import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from '@/local/web/listen';
import { type ApiRequest, answerApi } from './api';
import { Clock } from './clock';
import { Database } from './database';
import { parseForm } from './form';
import { newId } from './ids';
import { answerPage } from './pages/routes';
import { type Destination, WebhookSender } from './webhooks';

/** Largest request body, in bytes. */
const MAX_BODY = 1024 * 1024;

/** Pages run no script and load nothing from elsewhere. */
const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** What an account of the stand-in is made of. */
interface StripeOptions extends Destination {
  /** Folder for the account's journal; created when missing. */
  dataDir: string;
  /** The `sk_test_…` key that every API call must carry. */
  secretKey: string;
}

interface StripeAccount {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  close(): Promise<void>;
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function textHeader(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** A form sent from another site must not move money: browsers say where a form comes from. */
function isForeignForm(request: IncomingMessage): boolean {
  const site = textHeader(request.headers['sec-fetch-site']);
  return request.method === 'POST' && site !== undefined && site !== 'same-origin' && site !== 'none';
}

function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): void {
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) });
  response.end(body);
}

function toApiRequest(request: IncomingMessage, url: URL, body: string): ApiRequest {
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.search.slice(1),
    body,
    authorization: request.headers.authorization,
    idempotencyKey: textHeader(request.headers['idempotency-key']),
    version: textHeader(request.headers['stripe-version']),
  };
}

function openStripe(options: StripeOptions & { baseUrl: string }): StripeAccount {
  const { baseUrl, secretKey } = options;
  const db = new Database(options.dataDir);
  const clock = new Clock(db, baseUrl);
  const sender = new WebhookSender(db, options);

  function handlePage(request: IncomingMessage, url: URL, body: string, response: ServerResponse): void {
    const scope = {
      db,
      baseUrl,
      now: Math.floor(Date.now() / 1000),
      request: { id: newId('req'), idempotencyKey: null },
    };
    const asked = { method: request.method ?? 'GET', path: url.pathname, body: parseForm(body) };
    const answer = answerPage(scope, asked, options.webhookUrl);
    if ('location' in answer) send(response, 303, { location: answer.location }, '');
    else send(response, answer.status, PAGE_HEADERS, answer.html);
  }

  return {
    async handle(request, response) {
      const url = new URL(request.url ?? '/', baseUrl);
      const body = await readBody(request);
      if (body === undefined) return send(response, 413, {}, 'Request body too large.');
      if (url.pathname.startsWith('/v1/')) {
        const answer = answerApi({ db, baseUrl, secretKey }, toApiRequest(request, url, body));
        return send(response, answer.status, answer.headers, answer.body);
      }
      if (!/^\/stripe(\/|$)/.test(url.pathname)) return send(response, 404, {}, 'Not found.');
      if (isForeignForm(request)) return send(response, 403, {}, 'This form came from another site.');
      handlePage(request, url, body, response);
    },
    async close() {
      clock.close();
      await sender.close();
      db.close();
    },
  };
}

/**
 * Serves the account kept under `dataDir` on `port` of this machine (0 takes a free one), starts delivering its
 * events, and resolves once it listens. `close` stops deliveries; what is queued goes out after the next start.
 *
 * The address is what `new Stripe(key, { host, port, protocol })` and a browser both use.
 *
 * @throws when the port is taken or the journal cannot be read
 */
export async function startStripe(
  options: StripeOptions & { port: number },
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer();
  const port = await listen(server, options.port);
  const url = `http://localhost:${port}`;
  const account = openStripe({ ...options, baseUrl: url });
  server.on('request', (request, response) => {
    const { pathname } = new URL(request.url ?? '/', url);
    if (pathname === '/') return send(response, 302, { location: '/stripe' }, '');
    account.handle(request, response).catch((error: unknown) => {
      console.error('stripe stand-in:', error);
      if (response.headersSent) response.destroy();
      else send(response, 500, {}, 'The stand-in failed; its log says why.');
    });
  });
  return {
    url,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await account.close();
    },
  };
}
